package io.github.blockwright.runtime.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every change against the torchvision that is installed; {@code mvn -Pinterop}. */
@Tag("interop")
class TorchvisionInteropTest {
    private static final String PYTHON = System.getProperty("blockwright.python", "python3");
    private static final String SCRIPT =
            Path.of("src", "test", "python", "torchvision_changes.py").toString();

    @BeforeAll
    static void findTorchvision() throws Exception {
        assumeThat(lines("-c", "import torchvision; print('torchvision', torchvision.__version__)"))
                .as("%s with torchvision is needed: pass -Dblockwright.python=<virtual environment>/bin/python", PYTHON)
                .anyMatch(line -> line.startsWith("torchvision "));
    }

    @ParameterizedTest
    @CsvSource({"31, 47", "64, 40", "224, 224"})
    void everyChangeGivesItsBytes(int height, int width) throws Exception {
        List<String> lines = lines(SCRIPT, Integer.toString(height), Integer.toString(width));

        assertThat(lines).hasSizeGreaterThan(100);
        lines.stream().map(RecordedChange::parse).forEach(RecordedChange::check);
    }

    private static List<String> lines(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(PYTHON), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        process.waitFor();
        return lines;
    }
}
