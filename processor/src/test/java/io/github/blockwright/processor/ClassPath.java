package io.github.blockwright.processor;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of the tests, for compilers that are given one. */
final class ClassPath {
    private ClassPath() {}

    /** All of it, as an option takes it. */
    static String text() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** All entries. */
    static List<String> entries() {
        return List.of(text().split(File.pathSeparator));
    }

    /** All but the tests' own classes and resources, in which Eclipse's compiler finds sources. */
    static String withoutTests() {
        String tests = of(ClassPath.class);
        return entries().stream()
                .filter(entry -> !Path.of(entry).toString().equals(tests))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jars whose names match one of the patterns. */
    static List<String> entries(String... patterns) {
        return entries().stream()
                .filter(entry -> Stream.of(patterns)
                        .anyMatch(pattern ->
                                Path.of(entry).getFileName().toString().matches(pattern)))
                .toList();
    }

    /** The processor and what it needs, which is what a build has on its processor path. */
    static List<String> processor() {
        return Stream.of(
                        NetworkProcessor.class,
                        io.github.blockwright.dsl.Network.class,
                        com.palantir.javapoet.JavaFile.class)
                .map(ClassPath::of)
                .toList();
    }

    private static String of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
