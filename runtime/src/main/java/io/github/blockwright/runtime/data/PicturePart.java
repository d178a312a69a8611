package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Labelled pictures that are read at a network's input size when somebody asks. */
interface PicturePart {
    /** The classes' names in the order of the labels. */
    List<String> classes();

    /** The label of each picture. */
    int[] labels();

    /** What each picture counts as when parts are to have every class in the same proportion; -1 for none. */
    default int[] strata() {
        return labels();
    }

    /** Some of the pictures, in the order given. */
    PicturePart subset(int... images);

    /**
     * The files, if there are any that can be read one by one.
     *
     * @throws IOException if one of them is not there any more
     */
    default Optional<PictureFiles> files() throws IOException {
        return Optional.empty();
    }

    /** @throws IOException if pictures cannot be read; the message names them */
    ImageDataset read(InputSpec input) throws IOException;

    /**
     * The pictures of a part without {@link #files}, of which some may be made when they are asked for.
     *
     * @throws IOException as {@link #read} does
     */
    default ImageSource open(InputSpec input) throws IOException {
        return read(input);
    }

    /** Pictures that are in memory already. */
    record InMemory(ImageDataset images) implements PicturePart {
        @Override
        public List<String> classes() {
            return images.classes();
        }

        @Override
        public int[] labels() {
            int[] labels = new int[images.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = images.label(i);
            }
            return labels;
        }

        @Override
        public PicturePart subset(int... chosen) {
            return new InMemory(images.subset(chosen));
        }

        @Override
        public ImageDataset read(InputSpec input) {
            return images;
        }
    }

    /** Pictures that are in memory already, and are scaled where a network's input is of another size or other channels. */
    record Fitted(ImageDataset images) implements PicturePart {
        @Override
        public List<String> classes() {
            return images.classes();
        }

        @Override
        public int[] labels() {
            return new InMemory(images).labels();
        }

        @Override
        public PicturePart subset(int... chosen) {
            return new Fitted(images.subset(chosen));
        }

        @Override
        public ImageDataset read(InputSpec input) {
            FittedImages fitted = new FittedImages(images, input);
            byte[][] pixels = new byte[images.size()][];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = fitted.read(i).pixels();
            }
            return new ImageDataset(
                    input.height(), input.width(), input.channels(), images.classes(), pixels, labels());
        }

        @Override
        public ImageSource open(InputSpec input) {
            return FittedImages.fit(images, input) ? images : new FittedImages(images, input);
        }
    }

    /**
     * Figures that are drawn at any size.
     *
     * @param size how many are drawn
     * @param seed of the drawing
     * @param chosen which of them are here
     */
    record Drawn(int size, long seed, List<Integer> chosen) implements PicturePart {
        @Override
        public List<String> classes() {
            return Figure.classes().stream().map(Figure::name).toList();
        }

        @Override
        public int[] labels() {
            int classes = classes().size();
            return chosen.stream().mapToInt(i -> i % classes).toArray();
        }

        @Override
        public PicturePart subset(int... images) {
            return new Drawn(
                    size, seed, Arrays.stream(images).mapToObj(chosen::get).toList());
        }

        @Override
        public ImageDataset read(InputSpec input) {
            if (input.height() != input.width()) {
                throw new IllegalArgumentException("The drawn shapes are square, but the network's input is "
                        + input.height() + " × " + input.width() + ": give pictures of your own (--data)");
            }
            int last = chosen.stream().mapToInt(Integer::intValue).max().orElse(0);
            ImageDataset drawn = Shapes.generate(last + 1, seed, input.height());
            return drawn.subset(chosen.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
