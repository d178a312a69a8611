package io.github.blockwright.runtime.testing;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/** All that the tests run on, whether as modules or not, for processes of their own. */
public final class ClassPath {
    private ClassPath() {}

    public static List<String> entries() {
        return Stream.of("surefire.test.class.path", "java.class.path", "jdk.module.path")
                .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator, -1)))
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    /** As an option takes it. */
    public static String text() {
        return String.join(File.pathSeparator, entries());
    }
}
