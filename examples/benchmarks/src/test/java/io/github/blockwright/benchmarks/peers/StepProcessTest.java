package io.github.blockwright.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.benchmarks.peers.Case.Kind;
import io.github.blockwright.benchmarks.steps.StepProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real processes, as the benchmark starts them. */
class StepProcessTest {
    private static final Arm.Places NOWHERE = new Arm.Places(null, Path.of("."), Path.of("no-such-folder"));

    @Test
    void aProgramTellsItsTimesAndItsMemory() throws Exception {
        Case measured = new Case(Kind.INFERENCE, "CifarMobileNetV2", 1, 1, 1, 2);
        StepProcess.Outcome outcome =
                StepProcess.run(arm("Blockwright onnxruntime").command(measured, NOWHERE));
        assertThat(outcome.milliseconds()).isPositive();
        outcome.peakMegabytes().ifPresent(peak -> assertThat(peak).isGreaterThan(10));
    }

    @Test
    void aProgramThatFailsSaysWhy() {
        Case measured = new Case(Kind.TRAINING, "CifarMobileNetV2", 8, 1, 1, 2);
        List<String> command = arm("Blockwright").command(measured, NOWHERE);
        assertThatThrownBy(() -> StepProcess.run(command))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-folder");
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> StepProcess.run(List.of("no-such-program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
    }

    private static Arm arm(String name) {
        return Arm.ALL.stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
