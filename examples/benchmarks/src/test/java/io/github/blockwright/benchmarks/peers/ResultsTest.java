package io.github.blockwright.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.benchmarks.peers.Case.Kind;
import io.github.blockwright.benchmarks.steps.StepProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Case CASE = new Case(Kind.TRAINING, "CifarMobileNetV2", 128, 2, 6, 25);
    private static final Arm OURS = arm("Blockwright");
    private static final Arm REFERENCE = arm("PyTorch channels-last");

    private final Results results = new Results();

    @Test
    void aRatioIsThatOfTwoMediansAndItsSpreadThatOfThePairs() {
        add(OURS, 1, 80);
        add(REFERENCE, 1, 100);
        add(OURS, 2, 90);
        add(REFERENCE, 2, 200);
        add(OURS, 3, 300);
        add(REFERENCE, 3, 120);
        assertThat(results.table(Kind.TRAINING))
                .endsWith(
                        "| CifarMobileNetV2 | 128 | 2 | Blockwright | 90 | **0.75** | 0.45 to 2.50 | 0.75 | 500 |",
                        "| CifarMobileNetV2 | 128 | 2 | PyTorch channels-last | 120 | 1 |  | 1.00 | 500 |");
        assertThat(results.table(Kind.INFERENCE)).isEmpty();
    }

    @Test
    void withoutAReferenceThereIsNoRatio() {
        add(OURS, 1, 8.125);
        assertThat(results.table(Kind.TRAINING))
                .endsWith("| CifarMobileNetV2 | 128 | 2 | Blockwright | 8.13 |  |  |  | 500 |");
    }

    @Test
    void everyProcessIsALineOfTheFile(@TempDir Path folder) throws IOException {
        add(OURS, 1, 80);
        Path file = folder.resolve("runs").resolve("benchmarks.csv");
        results.write(file);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "kind,network,batch,threads,program,round,milliseconds,peak_megabytes",
                        "training,CifarMobileNetV2,128,2,Blockwright,1,80.000,500");
    }

    private void add(Arm arm, int round, double milliseconds) {
        results.add(new Results.Run(
                CASE, arm, round, new StepProcess.Outcome(milliseconds, 2 * milliseconds, OptionalDouble.of(500))));
    }

    private static Arm arm(String name) {
        return Arm.ALL.stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
