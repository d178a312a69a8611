package io.github.blockwright.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A network that is asked, and the pictures that it is asked about. */
final class ModelAndPictures {
    @Mixin
    private ModelArgument model;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PICTURE",
            description = "Files; folders, of which all pictures at any depth; patterns such as 'photos/**/*.jpg'; or -"
                    + " for the bytes of one picture on standard input.")
    private List<String> names = List.of();

    @Option(
            names = "--files-from",
            paramLabel = "FILE",
            description =
                    "Also the files, folders and patterns that this file names, one a line; - for standard input.")
    private String list;

    ModelArgument model() {
        return model;
    }

    /** Whether any pictures are named. */
    boolean namesPictures() {
        return !names.isEmpty() || list != null;
    }

    PictureArguments pictures() {
        return new PictureArguments(names, Optional.ofNullable(list));
    }
}
