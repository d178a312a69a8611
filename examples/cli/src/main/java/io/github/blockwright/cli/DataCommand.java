package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.DataSurvey;
import io.github.blockwright.runtime.data.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        description = {
            "Says what is in a data set before a training spends hours on it: pictures of each class and part, sizes,"
                    + " formats, mean and deviation, what is there twice or looks the same, and what cannot be read.",
            "It exits with 3 if it finds a problem."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DataCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PATH", description = "The same as --data PATH.")
    private Path path;

    @Mixin
    private DataOptions data;

    @Option(names = "--json", description = "Print everything as an object of JSON, with the name of each picture.")
    private boolean json;

    @Option(
            names = "--contact-sheet",
            paramLabel = "FILE",
            description =
                    "Also draw some pictures of each class: to a .png, or to an .html that has all the rest and the"
                            + " pictures that look the same too.")
    private Path contactSheet;

    @Option(
            names = "--near",
            paramLabel = "BITS",
            description =
                    "Pictures look the same if at most this many of 64 bits of their perceptual hashes differ, 0 to"
                            + " 16; default 8. Fewer finds less and errs less.")
    private Integer near;

    @Mixin
    private PreviewOptions preview;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (near != null && (near < 0 || near > 16)) {
            throw new ParameterException(spec.commandLine(), "--near must be 0 to 16, not " + near);
        }
        if (path != null) {
            data.at(path);
        }
        data.check();
        preview.check();
        Pictures pictures = data.pictures();
        DataSurvey survey = near == null ? DataSurvey.of(pictures) : DataSurvey.of(pictures, near);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? survey.toJson().stripTrailing() : survey);
        List<Path> written = new ArrayList<>();
        if (contactSheet != null) {
            survey.writeContactSheet(contactSheet);
            written.add(contactSheet);
        }
        preview.write(pictures).ifPresent(written::add);
        if (!json) {
            written.forEach(file -> out.println("written to " + file));
        }
        return survey.problems().isEmpty() ? 0 : Main.PROBLEMS;
    }
}
