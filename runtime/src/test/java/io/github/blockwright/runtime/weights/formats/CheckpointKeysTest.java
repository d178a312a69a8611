package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two dictionaries of a checkpoint has the weights, whichever is written first. */
class CheckpointKeysTest {
    @TempDir
    private Path folder;

    private Path checkpoint(List<String> keys) throws IOException {
        PickleProgram program = new PickleProgram().add("}");
        for (String key : keys) {
            program.text(key).add("}").text("weight");
            program.tensor(key, 1, 0, new long[] {1}, new long[] {1}).add("s");
            program.storage(key, 4).add("s");
        }
        return program.add(".").write(folder.resolve("net.pth"));
    }

    @ParameterizedTest
    @CsvSource({
        "model_ema, state_dict_ema",
        "state_dict_ema, ema_state_dict",
        "ema_state_dict, ema",
        "ema, state_dict",
        "state_dict, model_state_dict",
        "model_state_dict, model",
        "model, module",
        "module, net",
        "state_dict_ema, model",
        "ema, model"
    })
    void theOrderIsStatedAndAKeyOverrulesIt(String first, String second) throws IOException {
        for (List<String> keys : List.of(List.of(first, second), List.of(second, first))) {
            Path file = checkpoint(keys);

            assertThat(WeightFiles.read(file).metadata())
                    .containsEntry(WeightFile.DICTIONARY, first)
                    .containsEntry(WeightFile.OTHER_DICTIONARIES, second);
            assertThat(WeightFiles.read(file, Optional.of(second)).metadata())
                    .containsEntry(WeightFile.DICTIONARY, second);
        }
    }
}
