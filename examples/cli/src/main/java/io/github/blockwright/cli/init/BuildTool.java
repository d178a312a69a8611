package io.github.blockwright.cli.init;

import java.util.List;

/** What builds a new project. */
public enum BuildTool {
    /** Maven, from 3.8 on. */
    MAVEN,
    /** Gradle, with a build file in Kotlin. */
    GRADLE;

    List<String> files() {
        return switch (this) {
            case MAVEN -> List.of("pom.xml", "README.md");
            case GRADLE -> List.of("build.gradle.kts", "settings.gradle.kts", "README.md");
        };
    }
}
