package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is native comes from the jars: unpacked by those that it belongs to, never a library of the same name elsewhere. */
@EnabledOnOs(OS.LINUX)
class NativesTest {
    @Test
    void whatIsNativeIsUnpackedFromJars() throws Exception {
        assertThat(Engine.getInstance().getEngineName()).isEqualTo("PyTorch");
        assertThat(EngineMemory.call(() -> "JNA too")).isNotEmpty();
        List<Path> unpacked = List.of(
                Utils.getCacheDir(),
                Path.of(System.getProperty("user.home"), ".cache", "JNA"),
                Path.of(System.getProperty("java.io.tmpdir")));
        Set<Path> ours = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.matches(".*/[^/]*(torch|libc10|djl|gomp|jna|webp|onnxruntime)[^/]*"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .collect(Collectors.toSet());
        assertThat(ours).hasSizeGreaterThan(3).allSatisfy(library -> assertThat(unpacked)
                .anyMatch(library::startsWith));
    }
}
