package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which images, and which of them to learn from. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "A folder of images: CLASS/*, or train, validation and test with such folders in each; an index"
                            + " of images with labels (.csv, .tsv, .jsonl), or a folder with one; CIFAR-10, CIFAR-100, MNIST or"
                            + " Fashion-MNIST in their official files; a .zip, .tar or .tar.gz of any. Default: ten drawn shapes,"
                            + " made on the spot.")
    private Path path;

    @Option(names = "--download", description = "Fetch CIFAR-10 (170 MB) into the folder --data first.")
    private boolean download;

    @Option(names = "--coarse", description = "Of CIFAR-100, the 20 coarse classes instead of the 100 fine ones.")
    private boolean coarse;

    @Option(
            names = "--hold-out",
            paramLabel = "FRACTION",
            description = "Validate on this share of the training images, every class in its proportion, chosen by the"
                    + " seed 0. Data without a validation part holds out 0.2; test images are never validated on, but for"
                    + " CIFAR-10's.")
    private Double holdOut;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Use only N images of each part, every class in its proportion and at least one of each, to try"
                            + " things out.")
    private Integer limit;

    @Mixin
    private ReadingOptions reading;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** For a command that takes the path as an argument too. */
    void at(Path argument) {
        if (path != null) {
            throw new ParameterException(
                    spec.commandLine(), "Give the data once, as " + argument + " or as --data " + path);
        }
        path = argument;
    }

    /** Whether the images are the user's own, not drawn ones. */
    public boolean areGiven() {
        return path != null;
    }

    /** Whether a part to validate on is held out by wish. */
    boolean holdsOut() {
        return holdOut != null;
    }

    /** Refuses what no data can be read with, before anything is looked for. */
    void check() {
        if (limit != null && limit < 2) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 2, not " + limit);
        }
        if (holdOut != null && !(holdOut > 0 && holdOut < 1)) {
            throw new ParameterException(spec.commandLine(), "--hold-out must be above 0 and below 1, not " + holdOut);
        }
        if (download && path == null) {
            throw new ParameterException(
                    spec.commandLine(), "--download needs a folder to download to: add --data FOLDER");
        }
        if (coarse && (path == null || download)) {
            throw new ParameterException(spec.commandLine(), "--coarse is for CIFAR-100: give its folder with --data");
        }
        reading.of(Pictures.shapes());
    }

    /** @throws IOException if the data cannot be found or read; the message says what is wrong with it */
    public Pictures pictures() throws IOException {
        check();
        Pictures all = found();
        Pictures some = limit == null ? all : all.limit(limit);
        return reading.of(holdOut == null ? some : some.holdOut(holdOut, 0));
    }

    private Pictures found() throws IOException {
        if (path == null) {
            return Pictures.shapes();
        }
        if (download) {
            return Pictures.downloadCifar10(path);
        }
        return coarse ? Pictures.cifar100(path, true) : Pictures.of(path);
    }
}
