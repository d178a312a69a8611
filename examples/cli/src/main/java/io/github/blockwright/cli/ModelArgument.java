package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A trained network: a run directory or a model file, which say what they are; or the name of a network, and weights. */
public final class ModelArgument {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A run directory, such as runs/mushrooms, or a model file in it; or else the name of a"
                    + " network, as for summary, with --model or --weights.")
    private String name;

    @Mixin
    private Tables tables;

    @Mixin
    private ModelOptions options;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether the weights were published, and so are used as published: on the middle of a larger picture. */
    public boolean isPublished() {
        return options.arePublished();
    }

    /** What a picture's shorter side is scaled to, in pixels; 0 for as little as the network's input needs. */
    public int shorterSide(SavedModel saved) {
        int side = Math.max(
                saved.block().summary().input().height(),
                saved.block().summary().input().width());
        // The middle seven eighths, as networks for ImageNet are evaluated.
        return isPublished() ? side * 8 / 7 : 0;
    }

    /**
     * Opens it.
     *
     * @throws IOException if a file cannot be read; the message says which and why
     * @throws ParameterException if the options do not go together
     * @throws IllegalArgumentException if there is no such network, or the classes do not fit it
     */
    public SavedModel open() throws IOException {
        return open(ModelArgument::whole);
    }

    /**
     * The same for who only serves it: values that a training saved are read without an engine.
     *
     * @throws IOException as {@link #open} does
     */
    SavedModel openToServe() throws IOException {
        return open(ModelArgument::values);
    }

    private SavedModel open(Reading reading) throws IOException {
        tables.use();
        Optional<Path> path = path();
        if (path.filter(RunDescription::isAt).isPresent()) {
            refuseOptions("a run directory");
            RunDescription run = RunDescription.read(path.get());
            return reading.load(path.get().resolve(run.model()), Optional.of(run.newBlock()));
        }
        if (path.filter(Files::isRegularFile).isPresent()) {
            refuseOptions("a model file");
            return reading.load(path.get(), Optional.empty());
        }
        if (path.filter(Files::isDirectory).isPresent() && !options.areGiven()) {
            throw new IllegalArgumentException(
                    name + " is a folder without run.json, so no run directory: name one that a training wrote, or a"
                            + " model file");
        }
        return options.open(tables.block(name), reading);
    }

    /** How a saved model is read; without a block, of the class that it names. */
    @FunctionalInterface
    interface Reading {
        SavedModel load(Path file, Optional<NetworkBlock<?, ?>> block) throws IOException;
    }

    private static SavedModel whole(Path file, Optional<NetworkBlock<?, ?>> block) throws IOException {
        return block.isPresent() ? SavedModel.load(file, block.get()) : SavedModel.load(file);
    }

    private static SavedModel values(Path file, Optional<NetworkBlock<?, ?>> block) throws IOException {
        return block.isPresent() ? SavedModel.loadValues(file, block.get()) : SavedModel.loadValues(file);
    }

    private Optional<Path> path() {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void refuseOptions(String kind) {
        if (options.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(), name + " is " + kind + " and has its weights: leave out --model and --weights");
        }
    }
}
