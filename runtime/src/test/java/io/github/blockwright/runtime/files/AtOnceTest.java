package io.github.blockwright.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.files.FileServer.Manner;
import io.github.blockwright.runtime.layouts.Unpacked;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that want the same at the same time. */
class AtOnceTest {
    private static final int PROCESSES = 4;

    @TempDir
    private Path folder;

    /** Waits until it may begin, then does what is asked for. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            Path path = Path.of(arguments[1]);
            switch (arguments[0]) {
                case "fetch" -> new Download(URI.create(arguments[2]), path, "SHA-256", arguments[3]).fetch();
                case "unpack" -> Unpacked.folder(path);
                // Each adds one to what it reads.
                default -> {
                    for (int i = 0; i < 50; i++) {
                        Turn.at(path.resolveSibling("count.lock"), () -> {
                            int count = Integer.parseInt(Files.readString(path));
                            Files.writeString(path, Integer.toString(count + 1));
                        });
                    }
                }
            }
        }
    }

    private static String classPath() {
        return Stream.of("surefire.test.class.path", "java.class.path", "jdk.module.path")
                .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator, -1)))
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts the processes, lets them begin together, and expects that all end well. */
    private void together(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                "target/classes" + File.pathSeparator + "target/test-classes" + File.pathSeparator + classPath(),
                Program.class.getName()));
        command.addAll(List.of(arguments));
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(new ProcessBuilder(command)
                        .redirectError(folder.resolve("errors" + i).toFile())
                        .start());
            }
            for (Process process : processes) {
                assertThat(new String(process.getInputStream().readNBytes(5), StandardCharsets.UTF_8))
                        .isEqualTo("ready");
            }
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (int i = 0; i < PROCESSES; i++) {
                int status = processes.get(i).waitFor();
                assertThat(status)
                        .as(Files.readString(folder.resolve("errors" + i)))
                        .isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void oneFetchesAFileAndTheOthersTakeIt() throws Exception {
        byte[] content = new byte[30_000_000];
        new Random(1).nextBytes(content);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Path target = folder.resolve("data").resolve("file.bin");
        try (FileServer server = new FileServer(content, Manner.RANGES)) {
            together("fetch", target.toString(), server.uri("/file").toString(), hash);
            assertThat(server.requests()).containsExactly("whole");
        }
        assertThat(target).hasBinaryContent(content);
        assertThat(target.getParent()).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void oneUnpacksAnArchiveAndTheOthersTakeIt() throws Exception {
        Path archive = folder.resolve("photos.zip");
        try (TestZip zip = new TestZip(archive)) {
            for (int i = 0; i < 500; i++) {
                zip.file("cat/" + i + ".jpg", new byte[] {1, 2, 3});
            }
        }
        together("unpack", archive.toString());
        assertThat(folder.resolve("photos.zip-unpacked/cat/499.jpg")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder).isDirectoryNotContaining("glob:**/.unpacking*");
    }

    /** Each turn deletes its file, which others have opened by then and still wait for. */
    @Test
    void noTwoHaveATurnAtTheSameTime() throws Exception {
        Path count = Files.writeString(folder.resolve("count"), "0");
        together("count", count.toString());
        assertThat(count).hasContent(Integer.toString(50 * PROCESSES));
        assertThat(folder.resolve("count.lock")).doesNotExist();
    }
}
