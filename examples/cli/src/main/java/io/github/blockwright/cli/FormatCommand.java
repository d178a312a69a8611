package io.github.blockwright.cli;

import io.github.blockwright.cli.format.TableFormat;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "format",
        description = "Aligns the network tables of Java sources, and of Java examples in Markdown, in columns.",
        mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {
    private static final Set<String> OUTPUT = Set.of("target", "build", "out", "node_modules");

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Files, or folders with .java and .md files; hidden folders and those of build output are left"
                            + " out.")
    private List<Path> paths;

    @Option(names = "--check", description = "Write nothing; name the files that would change, and exit with 1.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int changed = 0;
        for (Path path : paths) {
            for (Path file : files(path)) {
                String text = read(file);
                String aligned = align(file, text);
                if (!aligned.equals(text)) {
                    changed++;
                    if (!check) {
                        // Where a link leads, for it is the source that changes.
                        AtomicFiles.write(file.toRealPath(), part -> Files.writeString(part, aligned));
                    }
                    out.println(file + (check ? ": its tables are not aligned" : ": aligned"));
                }
            }
        }
        return check && changed > 0 ? 1 : 0;
    }

    private static String align(Path file, String text) {
        return file.toString().endsWith(".md") ? TableFormat.markdown(text) : TableFormat.java(text);
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8; convert it first", e);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(path)) {
                    return FileVisitResult.CONTINUE;
                }
                String name = folder.getFileName().toString();
                return name.startsWith(".") || OUTPUT.contains(name)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (file.equals(path) || name.endsWith(".java") || name.endsWith(".md")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }
}
