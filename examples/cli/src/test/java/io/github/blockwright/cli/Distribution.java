package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The packed command, unpacked into a folder with a space in its name and started from another one.
 *
 * @param folder for what tests write
 * @param home where it is unpacked
 */
record Distribution(Path folder, Path home) {
    private static final Path ZIP = Path.of("target", "blockwright-dist.zip");

    record Outcome(int code, String out, String err) {}

    static Distribution in(Path folder) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("my tools"));
        try (ZipFile zip = ZipFile.builder().setPath(ZIP).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                Path file = tools.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    boolean executable = (entry.getUnixMode() & 0100) != 0;
                    assertThat(file.toFile().setExecutable(executable)).isTrue();
                }
            }
        }
        try (var content = Files.list(tools)) {
            return new Distribution(folder, content.toList().get(0));
        }
    }

    String script() {
        return home.resolve("bin/blockwright").toString();
    }

    Outcome run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("elsewhere")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JAVA_OPTS", "BLOCKWRIGHT_OPTS"));
        builder.environment().putAll(environment);
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        // No archive is made in the home of whoever builds.
        builder.environment().putIfAbsent("BLOCKWRIGHT_CACHE", "");
        int code = builder.start().waitFor();
        return new Outcome(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
