package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Images.Fit;
import io.github.blockwright.runtime.pictures.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some pictures of each class, small, and those that are the same or look the same side by side.
 *
 * @param rows a class each
 * @param twins pairs of pictures that a person should look at
 * @param small the pictures by their entries
 */
record ContactSheet(List<Row> rows, List<Twin> twins, Map<Integer, BufferedImage> small) {
    /** The longer side of a picture, in pixels. */
    static final int SIDE = 96;

    private static final int MOST_OF_A_CLASS = 30;
    private static final int MOST_TWINS = 50;

    /** A class and some of its pictures, spread evenly over all that can be read. */
    record Row(int label, List<Integer> entries) {}

    /**
     * Chooses pictures and reads them.
     *
     * @param mostClasses that are shown
     * @param mostPictures of all classes together, but one of each at least
     * @throws IOException if the thread is interrupted
     */
    static ContactSheet of(Findings findings, int mostClasses, int mostPictures) throws IOException {
        int classes = Math.min(mostClasses, findings.counts().classes().size());
        int perClass = Math.max(1, Math.min(MOST_OF_A_CLASS, mostPictures / classes));
        List<Row> rows = rows(findings, classes, perClass);
        List<Twin> twins = Stream.of(
                        findings.same().acrossClasses(),
                        findings.nearlySame().acrossClasses(),
                        findings.nearlySame().acrossParts())
                .flatMap(found -> found.stream().limit(MOST_TWINS))
                .toList();
        Set<Integer> wanted = new HashSet<>();
        rows.forEach(row -> wanted.addAll(row.entries()));
        twins.forEach(twin -> wanted.addAll(List.of(twin.one(), twin.other())));
        return new ContactSheet(rows, twins, small(findings, wanted));
    }

    private static List<Row> rows(Findings findings, int classes, int perClass) {
        Set<Integer> bad = new HashSet<>();
        findings.bad().forEach(one -> bad.add(one.entry()));
        List<List<Integer>> byClass = new ArrayList<>();
        IntStream.range(0, classes).forEach(label -> byClass.add(new ArrayList<>()));
        for (int i = 0; i < findings.entries().size(); i++) {
            for (int label : findings.entries().get(i).labels()) {
                if (label < classes && !bad.contains(i)) {
                    byClass.get(label).add(i);
                }
            }
        }
        return IntStream.range(0, classes)
                .mapToObj(label -> new Row(label, spread(byClass.get(label), perClass)))
                .toList();
    }

    private static List<Integer> spread(List<Integer> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((2L * i + 1) * all.size() / (2L * count))))
                .toList();
    }

    private static Map<Integer, BufferedImage> small(Findings findings, Set<Integer> wanted) throws IOException {
        List<Integer> order = wanted.stream().sorted().toList();
        List<Optional<BufferedImage>> pictures = OnAllCores.map(
                "Making the contact sheet",
                order,
                entry -> small(findings.entries().get(entry)));
        Map<Integer, BufferedImage> small = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            int entry = order.get(i);
            pictures.get(i).ifPresent(picture -> small.put(entry, picture));
        }
        return small;
    }

    /** Nothing where a file has vanished since it was looked at. */
    private static Optional<BufferedImage> small(Entry entry) {
        try {
            return Optional.of(small(entry.content().picture()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static BufferedImage small(Picture picture) {
        double scale = (double) SIDE / Math.max(picture.height(), picture.width());
        int height = Math.max(1, (int) Math.round(scale * picture.height()));
        int width = Math.max(1, (int) Math.round(scale * picture.width()));
        byte[] rgb = Images.fit(picture, height, width, 3, Fit.SQUASH);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int colour = ((rgb[3 * i] & 0xff) << 16) | ((rgb[3 * i + 1] & 0xff) << 8) | (rgb[3 * i + 2] & 0xff);
            small.setRGB(i % width, i / width, colour);
        }
        return small;
    }
}
