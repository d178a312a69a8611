package io.github.blockwright.cli;

import io.github.blockwright.cli.init.BuildTool;
import io.github.blockwright.cli.init.ClassNames;
import io.github.blockwright.cli.init.NewProject;
import io.github.blockwright.networks.Networks;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.names.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description =
                "Writes a project of your own: a table on a network of the library, a program that trains it, one that"
                        + " classifies, and a test. It builds and runs at once.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "To be made; its name is the project's.")
    private Path folder;

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            completionCandidates = LibraryNames.class,
            description = "The network of the library to stand on (see networks); default ${DEFAULT-VALUE}.")
    private String network = "MobileNetV3Small";

    @Option(
            names = "--classes",
            required = true,
            paramLabel = "FILE|NAMES",
            description =
                    "The classes to tell apart: a file with a name in each line, or names with commas between them.")
    private String classes;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "Of the sources; default: the project's name without - and the like.")
    private String packageName = "";

    @Option(names = "--group", paramLabel = "NAME", description = "Of the artifact; default: the package.")
    private String group = "";

    @Option(names = "--build", description = "What builds it: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private BuildTool build = BuildTool.MAVEN;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        NewProject project = new NewProject(folder, build, block(), names(), packageName, group);
        PrintWriter out = spec.commandLine().getOut();
        project.write().forEach(out::println);
        out.println("Go on with " + folder.resolve("README.md"));
        return 0;
    }

    private NetworkBlock<?, ?> block() {
        return Networks.all().stream()
                .map(Supplier::get)
                .filter(block -> block.summary().name().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no network " + network + " in the library: "
                        + Nearest.question(network, Tables.library())
                        + "'blockwright networks' lists them"));
    }

    private List<String> names() throws IOException {
        if (isFile()) {
            return ClassNames.lines(classes, Texts.read(Path.of(classes)));
        }
        if (!classes.contains(",")) {
            throw new IllegalArgumentException(
                    "--classes: there is no file " + classes
                            + "; name one with a class in each line, or write classes with commas between them, such as cat,dog");
        }
        return ClassNames.listed(classes);
    }

    private boolean isFile() {
        try {
            return Files.exists(Path.of(classes));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
