package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.testing.ClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is native is what the jars hold, to the byte, though libraries of the same names lie where the system looks. */
@EnabledOnOs(OS.LINUX)
class NativesTest {
    private static final List<String> NAMES = List.of(
            "libtorch.so",
            "libtorch_cpu.so",
            "libc10.so",
            "libdjl_torch.so",
            "libjnidispatch.so",
            "libonnxruntime.so",
            "libonnxruntime4j_jni.so",
            "libwebp-imageio.so");

    @TempDir
    private Path folder;

    @Test
    void whatIsMappedIsWhatTheJarsHold() throws Exception {
        Path planted = Files.createDirectory(folder.resolve("planted"));
        for (String name : NAMES) {
            Files.writeString(planted.resolve(name), "no library");
        }
        Map<String, String> held = held();
        Set<String> found = new HashSet<>();
        for (String line : mapped(planted)) {
            int space = line.indexOf(' ');
            assertThat(held).as(line).containsKey(line.substring(0, space));
            found.add(held.get(line.substring(0, space)));
        }
        assertThat(found)
                .contains(
                        "libtorch_cpu.so",
                        "libc10.so",
                        "libdjl_torch.so",
                        "libjnidispatch.so",
                        "libonnxruntime.so",
                        "libonnxruntime4j_jni.so",
                        "libwebp-imageio.so");
    }

    /** In a process of its own, whose libraries are these alone. */
    private List<String> mapped(Path planted) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ClassPath.text(),
                        "-Djava.library.path=" + planted,
                        "-Dai.djl.offline=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        // JNA removes its library as soon as it is loaded.
                        "-Djnidispatch.preserve=true",
                        "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                        MappedNatives.class.getName(),
                        "src/test/resources/pictures/lossy.webp")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile());
        process.environment().put("LD_LIBRARY_PATH", planted.toString());
        assertThat(process.start().waitFor()).isZero();
        return Files.readAllLines(said, StandardCharsets.UTF_8);
    }

    /** The natives of all jars, by their hashes. */
    private static Map<String, String> held() throws Exception {
        Map<String, String> held = new HashMap<>();
        for (String jar : ClassPath.entries()) {
            if (!jar.endsWith(".jar")) {
                continue;
            }
            try (ZipFile zip = new ZipFile(jar)) {
                for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                    ZipEntry entry = entries.nextElement();
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    if (name.matches(".*\\.so(\\.\\d+)*")) {
                        try (InputStream content = zip.getInputStream(entry)) {
                            held.put(MappedNatives.hash(content), name);
                        }
                    }
                }
            }
        }
        return held;
    }
}
