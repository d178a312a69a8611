package io.github.blockwright.runtime.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLogTest {
    private static final String HEADER =
            "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,ms_per_step,wait_ms_per_step\n";
    private static final String LINE = ",2.0,0.30,2.1,0.35,0.1,60,20,1\n";

    @TempDir
    private Path run;

    private void log(String file, int epochs) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= epochs; i++) {
            text.append(i).append(LINE);
        }
        Path path = run.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> phases() throws IOException {
        return EpochLog.read(run).stream()
                .map(phase -> phase.name() + " " + phase.epochs().size())
                .toList();
    }

    @Test
    void aPhaseIsSeenWhileItIsTrainedAndAllOfThemAtTheEnd() throws IOException {
        assertThat(phases()).isEmpty();
        log("head/log.csv", 2);
        assertThat(phases()).containsExactly("head 2");
        log("head-log.csv", 3);
        log("unfreezing-1/log.csv", 1);
        assertThat(phases()).containsExactly("head 3", "stage 1 1");
        log("log.csv", 4);
        assertThat(phases()).containsExactly("head 3", "stage 1 1", "fine-tuning 4");
    }

    @Test
    void theOnlyPhaseHasNoNameAndWhatEarlierVersionsLackIsNoNumber() throws IOException {
        log("log.csv", 1);
        assertThat(phases()).containsExactly(" 1");
        assertThat(EpochLog.read(run).get(0).epochs().get(0).validationMap()).isNaN();
    }

    @Test
    void aDamagedLogIsNamed() throws IOException {
        Files.writeString(run.resolve("log.csv"), HEADER + "one,two\n");
        assertThatThrownBy(() -> EpochLog.read(run))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(run.resolve("log.csv") + " is damaged (");
    }
}
