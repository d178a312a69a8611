package io.github.blockwright.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void aModuleOfMavenIsFoundFromWithinAndKnowsTheOthers() throws IOException {
        file("whole/pom.xml");
        file("whole/other/pom.xml");
        file("whole/other/target/classes/shared/CommonBlock.class");
        file("whole/mine/pom.xml");
        file("whole/mine/target/classes/mine/MyNetBlock.class");
        file("whole/mine/target/classes/mine/MyNet.class");
        file("whole/mine/target/it/pom.xml");
        Path within = Files.createDirectories(folder.resolve("whole/mine/src/main/java"));
        Project project = Project.around(within).orElseThrow();
        assertThat(project.module()).isEqualTo(folder.resolve("whole/mine"));
        assertThat(project.classes())
                .containsExactly(
                        folder.resolve("whole/mine/target/classes"), folder.resolve("whole/other/target/classes"));
        assertThat(project.blocks()).containsExactly("mine.MyNetBlock", "shared.CommonBlock");
        assertThat(project.compileCommand()).isEqualTo("mvn compile");
    }

    @Test
    void gradleKeepsItsClassesElsewhere() throws IOException {
        file("build.gradle.kts");
        file("build/classes/java/main/MyNetBlock.class");
        file("build/resources/main/classes.txt");
        Project project = Project.around(folder).orElseThrow();
        assertThat(project.classes())
                .containsExactly(folder.resolve("build/classes/java/main"), folder.resolve("build/resources/main"));
        assertThat(project.blocks()).containsExactly("MyNetBlock");
        assertThat(project.compileCommand()).isEqualTo("gradle classes");
    }

    @Test
    void elsewhereThereIsNone() {
        assertThat(Project.around(folder)).isEmpty();
    }
}
