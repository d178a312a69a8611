package io.github.blockwright.cli.guide;

import io.github.blockwright.processor.NetworkProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java blocks of the guide, compiled together with the processor.
 *
 * @param classes the folder of the class files
 * @param problems messages of the compiler, each with the page and the line that it is about
 */
record Compiled(List<JavaUnit> units, Path classes, List<String> problems) {
    /** @param folder an empty one, for sources and classes */
    static Compiled in(Path folder) throws IOException {
        List<JavaUnit> units = Page.blocks(Page.guide(), "java").stream()
                .filter(block -> block.note("not compiled").isEmpty())
                .map(JavaUnit::of)
                .toList();
        Map<Path, JavaUnit> files = new HashMap<>();
        for (JavaUnit unit : units) {
            Path file = folder.resolve("source").resolve(unit.className().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            if (files.put(file, unit) != null) {
                throw new IOException(unit.block() + ": another block has " + unit.className() + " too");
            }
            Files.writeString(file, unit.source());
        }
        Path classes = Files.createDirectories(folder.resolve("target").resolve("classes"));
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(messages, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-d", classes.toString(), "--release", "17");
            var task = compiler.getTask(
                    null, manager, messages, options, null, manager.getJavaFileObjectsFromPaths(files.keySet()));
            task.setProcessors(List.of(new NetworkProcessor()));
            boolean compiled = task.call();
            List<String> problems = new ArrayList<>();
            for (Diagnostic<? extends JavaFileObject> message : messages.getDiagnostics()) {
                // What is unwise about a table, the lecture's among them, is a warning.
                if (message.getKind() == Diagnostic.Kind.ERROR) {
                    problems.add(place(message, files) + message.getMessage(null));
                }
            }
            if (!compiled && problems.isEmpty()) {
                problems.add("javac failed without a message");
            }
            return new Compiled(units, classes, problems);
        }
    }

    private static String place(Diagnostic<? extends JavaFileObject> message, Map<Path, JavaUnit> files) {
        if (message.getSource() == null) {
            return "";
        }
        Path source = Path.of(message.getSource().getName());
        JavaUnit unit = files.get(source);
        if (unit == null) {
            return source + ": ";
        }
        long before = unit.source()
                .substring(0, unit.source().indexOf(unit.block().text()))
                .lines()
                .count();
        return unit.block().page() + ":" + (unit.block().line() + message.getLineNumber() - before) + ": ";
    }
}
