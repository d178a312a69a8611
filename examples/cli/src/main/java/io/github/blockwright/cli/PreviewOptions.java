package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.data.SkippedPictureException;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.RecipeAdvice;
import io.github.blockwright.runtime.train.AugmentationPreview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A look at what a training would see. */
public final class PreviewOptions {
    private static final int LARGEST = 4096;

    @Option(
            names = "--preview",
            paramLabel = "PNG",
            description =
                    "Also draw sixteen pictures as a training would see them, changed at random as train would by itself, and"
                            + " by the options below.")
    private Path png;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "The side of the network's input, for --preview; default ${DEFAULT-VALUE}. Pictures in memory,"
                            + " such as CIFAR-10's, have their own.")
    private int size = 224;

    @Option(names = "--seed", description = "Of what --preview leaves to chance; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private AugmentationOptions augmentation;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    void check() {
        if (size < 1 || size > LARGEST) {
            throw new ParameterException(spec.commandLine(), "--size must be 1 to " + LARGEST + ", not " + size);
        }
        augmentation.augmentation(Augmentation.NONE);
    }

    /** Draws the preview if somebody wants it, and gives its file. */
    public Optional<Path> write(Pictures pictures) throws IOException {
        if (png == null) {
            return Optional.empty();
        }
        // As a training opens them, which leaves out what cannot be read.
        try (OpenPictures open = pictures.open(input(size, size, 3), Optional.empty(), 1)) {
            ImageSource train = open.train();
            Frame frame = readable(train);
            InputSpec input = input(frame.height(), frame.width(), frame.channels());
            Recipe recipe = RecipeAdvice.of(pictures.trainCount(), input.height(), input.width(), pictures.classes())
                    .recipe();
            AugmentationPreview.write(png, train, input, augmentation.augmentation(recipe.augmentation()), seed);
        }
        return Optional.of(png);
    }

    private static Frame readable(ImageSource images) throws IOException {
        for (int i = 0; ; i++) {
            try {
                return images.read(i);
            } catch (SkippedPictureException e) {
                if (i == images.size() - 1) {
                    throw e;
                }
            }
        }
    }

    private static InputSpec input(int height, int width, int channels) {
        return new InputSpec(
                height,
                width,
                channels,
                1 / 255.0,
                Collections.nCopies(channels, 0.0),
                Collections.nCopies(channels, 1.0));
    }
}
