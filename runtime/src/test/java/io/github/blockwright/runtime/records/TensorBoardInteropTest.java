package io.github.blockwright.runtime.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event files as the TensorBoard that is installed reads them; {@code mvn -Pinterop}. */
@Tag("interop")
class TensorBoardInteropTest {
    private static final String PYTHON = System.getProperty("blockwright.python", "python3");
    private static final String SCRIPT =
            Path.of("src", "test", "python", "tensorboard_scalars.py").toString();

    @TempDir
    private Path run;

    @BeforeAll
    static void findTensorBoard() throws Exception {
        assumeThat(output("-c", "import tensorboard; print('TensorBoard', tensorboard.__version__)"))
                .as("%s with tensorboard is needed: pass -Dblockwright.python=<virtual environment>/bin/python", PYTHON)
                .startsWith("TensorBoard ");
    }

    private static String output(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(PYTHON), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void itSeesBothRunsAndAllTheirScalars() throws Exception {
        TensorBoardEvents events = TensorBoardEvents.of(run, 100, 0);
        events.epochStarted(1, 1, 2);
        events.stepDone(1, 3, 0.25);
        events.stepDone(2, 2, 0.5);
        events.epochDone(new EpochResult(1, 2, 0.5, 2.5, 0.75, 0.125, 4, 20, 1));

        JsonObject seen = JsonParser.parseString(
                        output(SCRIPT, run.resolve("tensorboard").toString()))
                .getAsJsonObject();
        assertThat(seen.keySet()).containsExactly("train", "validation");
        JsonObject train = seen.getAsJsonObject("train");
        assertThat(train.keySet())
                .containsExactly(
                        "batch_accuracy",
                        "batch_loss",
                        "epoch_accuracy",
                        "epoch_images_per_second",
                        "epoch_learning_rate",
                        "epoch_loss",
                        "images_per_second");
        assertThat(train.get("batch_loss").toString()).isEqualTo("[[500,3.0],[1000,2.0]]");
        assertThat(train.get("epoch_learning_rate").toString()).isEqualTo("[[1,0.125]]");
        assertThat(seen.get("validation").toString())
                .isEqualTo("{\"epoch_accuracy\":[[1,0.75]],\"epoch_loss\":[[1,2.5]]}");
    }
}
