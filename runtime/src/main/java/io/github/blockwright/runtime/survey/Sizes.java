package io.github.blockwright.runtime.survey;

import java.util.Comparator;
import java.util.List;

/**
 * The sizes of the pictures that can be read.
 *
 * @param smallest by its area, as all three
 * @param narrowest the smallest ratio of width to height
 * @param median half of the ratios are smaller
 * @param widest the largest ratio
 * @param medianShorterSide in pixels
 */
record Sizes(
        Size smallest,
        Size middle,
        Size largest,
        double narrowest,
        double median,
        double widest,
        int medianShorterSide) {

    /**
     * The size of a picture, in pixels.
     *
     * @param entry an index of one that has it
     */
    record Size(int entry, int width, int height) {
        long area() {
            return (long) width * height;
        }

        double ratio() {
            return (double) width / height;
        }

        @Override
        public String toString() {
            return width + " × " + height;
        }
    }

    /** @param sizes at least one */
    static Sizes of(List<Size> sizes) {
        List<Size> byArea =
                sizes.stream().sorted(Comparator.comparingLong(Size::area)).toList();
        double[] ratios = sizes.stream().mapToDouble(Size::ratio).sorted().toArray();
        int[] shorter = sizes.stream()
                .mapToInt(size -> Math.min(size.width(), size.height()))
                .sorted()
                .toArray();
        int last = sizes.size() - 1;
        return new Sizes(
                byArea.get(0),
                byArea.get(last / 2),
                byArea.get(last),
                ratios[0],
                ratios[last / 2],
                ratios[last],
                shorter[last / 2]);
    }

    /** Whether all pictures are as large as each other. */
    boolean areTheSame() {
        return smallest.width() == largest.width() && smallest.height() == largest.height() && narrowest == widest;
    }
}
