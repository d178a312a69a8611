package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--keep 0 | --keep must be at least 1 and at most 9999, not 0",
                "--keep 2147483647 | --keep must be at least 1 and at most 9999, not 2147483647",
                "--checkpoint-minutes -1 | --checkpoint-minutes must be at least 0 and at most a year, not -1.0",
                "--checkpoint-minutes NaN | Invalid value for option '--checkpoint-minutes': 'NaN' is not a number",
                "--on-divergence retry | Invalid value for option '--on-divergence': expected one of [STOP, ROLLBACK]",
            })
    void whatIsOutOfRangeIsToldBeforeAnythingStarts(String option, String message) {
        for (String command : List.of("train", "transfer")) {
            StringWriter err = new StringWriter();
            String[] words = (command + " ShapesNet --data nowhere " + option).split(" ");
            int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
            assertThat(code).isEqualTo(2);
            assertThat(err.toString()).contains(message);
        }
    }

    @Test
    void theCommandThatGoesOnIsTheOneThatWasStoppedWithResume() {
        assertThat(GoingOn.command(List.of("train", "MyNet", "--data", "my photos", "--keep=3")))
                .isEqualTo("blockwright train MyNet --data 'my photos' --keep=3 --resume");
        assertThat(GoingOn.command(List.of("train", "MyNet", "--resume", "--data", "it's")))
                .isEqualTo("blockwright train MyNet --resume --data 'it'\\''s'");
    }
}
