package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Cifar10;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.ImageFolder;
import io.github.blockwright.runtime.data.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which images, and which of them to learn from. */
public final class DataOptions {
    private static final int SHAPES_TRAIN = 10_000;
    private static final int SHAPES_TEST = 2_000;
    private static final List<String> CIFAR10_PARTS =
            List.of("cifar-10-batches-bin", "data_batch_1.bin", "test_batch.bin");
    private static final List<String> TRAIN_FOLDERS = List.of("train", "training");
    private static final List<String> TEST_FOLDERS = List.of("validation", "val", "test");

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "CIFAR-10's binary folder or archive, or a folder of images: train/CLASS/*.jpg and"
                    + " validation/CLASS/*.jpg, or CLASS/*.jpg. Default: ten drawn shapes, made on the spot.")
    private Path path;

    @Option(names = "--download", description = "Fetch CIFAR-10 (170 MB) into the folder --data first.")
    private boolean download;

    @Option(
            names = "--hold-out",
            paramLabel = "FRACTION",
            description = "Validate on this share of the training images, chosen by the seed 0, instead of the test"
                    + " images. A folder without a validation part holds out 0.2.")
    private Double holdOut;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use only the first N training and N test images, to try things out.")
    private Integer limit;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The images to learn from and those to measure with. */
    public record Parts(ImageDataset train, ImageDataset test) {}

    /** Whether the images are the user's own, not drawn ones. */
    public boolean areGiven() {
        return path != null;
    }

    /** @throws IOException if the data cannot be read; the message says what is wrong with it */
    public Parts load(InputSpec input) throws IOException {
        if (limit != null && limit < 2) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 2, not " + limit);
        }
        Parts parts = limited(all(input));
        return holdOut == null ? parts : split(parts.train(), holdOut);
    }

    private Parts all(InputSpec input) throws IOException {
        if (path == null) {
            if (download) {
                throw new ParameterException(
                        spec.commandLine(), "--download needs a folder to download to: add --data FOLDER");
            }
            if (input.height() != input.width()) {
                throw new IllegalArgumentException("The drawn shapes are square, but the network's input is "
                        + input.height() + " × " + input.width() + ": give images with --data");
            }
            int most = limit == null ? SHAPES_TRAIN : limit;
            return new Parts(
                    Shapes.generate(Math.min(most, SHAPES_TRAIN), 1, input.height()),
                    Shapes.generate(Math.min(most, SHAPES_TEST), 2, input.height()));
        }
        Path source = download ? Cifar10.download(path) : path;
        if (!Files.exists(source)) {
            throw new IllegalArgumentException("There is no " + source + "; to fetch CIFAR-10 into it, add --download");
        }
        if (!Files.isDirectory(source) || holdsCifar10(source)) {
            return new Parts(Cifar10.load(source, Cifar10.Split.TRAIN), Cifar10.load(source, Cifar10.Split.TEST));
        }
        Path train = subfolder(source, TRAIN_FOLDERS);
        Path test = subfolder(source, TEST_FOLDERS);
        if (train == null || test == null) {
            return split(ImageFolder.load(source, input.height(), input.width()), holdOut == null ? 0.2 : holdOut);
        }
        return new Parts(
                ImageFolder.load(train, input.height(), input.width()),
                ImageFolder.load(test, input.height(), input.width()));
    }

    private Parts limited(Parts parts) {
        return limit == null ? parts : new Parts(first(parts.train()), first(parts.test()));
    }

    /** Any of its parts is enough: what is missing is then an error that names it. */
    private static boolean holdsCifar10(Path folder) {
        return CIFAR10_PARTS.stream().map(folder::resolve).anyMatch(Files::exists);
    }

    private ImageDataset first(ImageDataset data) {
        return data.subset(IntStream.range(0, Math.min(limit, data.size())).toArray());
    }

    private static Parts split(ImageDataset data, double fraction) {
        ImageDataset.Parts parts = data.split(1 - fraction, 0);
        return new Parts(parts.first(), parts.second());
    }

    private static Path subfolder(Path folder, List<String> names) {
        return names.stream()
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }
}
