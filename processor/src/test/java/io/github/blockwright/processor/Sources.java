package io.github.blockwright.processor;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The Java sources that the tests compile, in {@code src/test/resources}. */
final class Sources {
    static final Path RESOURCES = Path.of("src", "test", "resources");

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    private static final Pattern BACKBONE = Pattern.compile("@Backbone\\(value = (\\w+)\\.class");

    private Sources() {}

    /** The text of a file below the resources. */
    static String text(String path) {
        try {
            return Files.readString(RESOURCES.resolve(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of the folder {@code tables}. */
    static JavaFileObject table(String name) {
        return source(name, text("tables/" + name + ".java"));
    }

    /** A table of the folder {@code tables}, and those that its backbone is made of. */
    static JavaFileObject[] withBackbones(String name) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String next = name; next != null; ) {
            String text = text("tables/" + next + ".java");
            sources.add(source(next, text));
            Matcher backbone = BACKBONE.matcher(text);
            next = backbone.find() ? backbone.group(1) : null;
        }
        return sources.toArray(JavaFileObject[]::new);
    }

    /** A source; its package is read from the text. */
    static JavaFileObject source(String simpleName, String text) {
        Matcher matcher = PACKAGE.matcher(text);
        String prefix = matcher.find() ? matcher.group(1) + "." : "";
        return JavaFileObjects.forSourceString(prefix + simpleName, text);
    }

    /** The paths of all sources in a folder, relative to the resources, in order. */
    static List<String> in(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simple name of the class in a path like {@code mistakes/EvenKernel.java}. */
    static String className(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }
}
