package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whoever builds the same sources, in whichever folder, gets the same archives to the byte, sources and Javadoc among them. */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
class ReproducibleTest {
    @TempDir
    private Path folder;

    @Test
    void twoBuildsInTwoFoldersAreTheSame() throws Exception {
        Path project = Path.of("..", "..").toRealPath();
        Path files = folder.resolve("files");
        assumeTrue(
                run(
                                project,
                                files,
                                "git",
                                "-c",
                                "core.quotePath=false",
                                "ls-files",
                                "--cached",
                                "--others",
                                "--exclude-standard")
                        == 0,
                "git says what belongs to the project");
        Map<String, String> first = build(project, Files.readAllLines(files), folder.resolve("one"));
        Map<String, String> second = build(project, Files.readAllLines(files), folder.resolve("another folder"));
        assertThat(first.keySet()).anyMatch(name -> name.endsWith("-javadoc.jar"));
        assertThat(first).containsKey("examples/cli/target/blockwright-dist.zip");
        assertThat(second).isEqualTo(first);
    }

    private Map<String, String> build(Path project, List<String> files, Path copy) throws Exception {
        for (String file : files) {
            Path from = project.resolve(file);
            if (Files.isRegularFile(from)) {
                Files.createDirectories(copy.resolve(file).getParent());
                Files.copy(from, copy.resolve(file));
            }
        }
        Path log = folder.resolve("log");
        int code = run(copy, log, "mvn", "-q", "-B", "-DskipTests", "package");
        assertThat(code).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
        Map<String, String> archives = new TreeMap<>();
        try (Stream<Path> built = Files.walk(copy)) {
            for (Path archive : built.filter(file -> file.toString().matches(".*/target/[^/]+\\.(jar|zip)"))
                    .toList()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                archives.put(
                        copy.relativize(archive).toString(),
                        HexFormat.of().formatHex(digest.digest(Files.readAllBytes(archive))));
            }
        }
        return archives;
    }

    private static int run(Path where, Path said, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
    }
}
