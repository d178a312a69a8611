package io.github.blockwright.cli.init;

import java.util.List;

/** What builds a new project. */
public enum BuildTool {
    /** Maven, from 3.8 on. */
    MAVEN(List.of("pom.xml", "README.md")),
    /** Gradle, with a build file in Kotlin. */
    GRADLE(List.of("build.gradle.kts", "settings.gradle.kts", "README.md"));

    private final List<String> files;

    BuildTool(List<String> files) {
        this.files = files;
    }

    List<String> files() {
        return files;
    }
}
