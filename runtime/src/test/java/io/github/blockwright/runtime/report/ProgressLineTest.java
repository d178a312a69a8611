package io.github.blockwright.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static void epoch(ProgressListener listener, EpochResult result) {
        listener.epochStarted(3, 30, 391);
        for (int step = 1; step <= 391; step++) {
            listener.stepDone(step, 2, 0.25);
        }
        listener.epochDone(result);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whereThereIsNoTerminalAnEpochIsOneLine() {
        ProgressLine line = new ProgressLine(out, false);
        epoch(line, new EpochResult(3, 1.42104, 0.58321, 1.30004, 0.61, 0.1, 37.4, 95.6, 0.1));
        epoch(line, new EpochResult(3, 1.42104, 0.58321, Double.NaN, Double.NaN, 0.1, 37.4, 95.6, 0.1));
        line.stopped();
        assertThat(written().lines())
                .containsExactly(
                        "Epoch 3/30  391/391 [====================] 37s 96ms/step - loss: 1.4210 - accuracy: 0.5832"
                                + " - val_loss: 1.3000 - val_accuracy: 0.6100",
                        "Epoch 3/30  391/391 [====================] 37s 96ms/step - loss: 1.4210 - accuracy: 0.5832");
    }

    @Test
    void onATerminalABarMovesAndTheLineOfTheEpochStays() throws InterruptedException {
        ProgressLine line = new ProgressLine(out, true);
        line.epochStarted(1, 2, 10);
        for (int step = 1; step <= 5; step++) {
            line.stepDone(step, 2, 0.25);
            Thread.sleep(100);
        }
        assertThat(written())
                .containsPattern(
                        "Epoch 1/2  \\d/10 \\[=*>\\.+] \\d+s \\d+ms/step - loss: 2\\.0000 - accuracy: 0\\.2500")
                .matches(text -> text.lines().allMatch(frame -> frame.length() < 80), "fits into 80 columns");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\n");
        line.epochDone(new EpochResult(1, 1, 0.5, Double.NaN, Double.NaN, 0.1, 1, 100, 0));
        assertThat(written())
                .endsWith("\rEpoch 1/2  10/10 [====================] 1s 100ms/step - loss: 1.0000 - accuracy: 0.5000"
                        + System.lineSeparator());
    }

    @Test
    void anInterruptedBarIsTakenAway() {
        ProgressLine line = new ProgressLine(out, true);
        line.epochStarted(1, 2, 10);
        line.stepDone(1, 2, 0.25);
        line.stopped();
        line.stopped();
        assertThat(written()).endsWith("\r");
    }
}
