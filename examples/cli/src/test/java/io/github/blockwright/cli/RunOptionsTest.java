package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void whatDivergesGoesBackThreeTimesToAnEighthOfTheRate(@TempDir Path folder) {
        StringWriter err = new StringWriter();
        String words = "train ShapesNet --limit 64 --epochs 1 --batch-size 8 --schedule CONSTANT --learning-rate 1e37"
                + " --on-divergence rollback --output " + folder.resolve("run");
        int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words.split(" "));
        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(err.toString())
                .contains(" learning rate 1.25E36: ")
                .contains("; the training went back 3 times already, to an eighth of the learning rate")
                .doesNotContain("Exception");
    }

    @Test
    void theCommandThatGoesOnIsTheOneThatWasStoppedWithResume() {
        assertThat(GoingOn.command(List.of("train", "MyNet", "--data", "my photos", "--keep=3")))
                .isEqualTo("blockwright train MyNet --data 'my photos' --keep=3 --resume");
        assertThat(GoingOn.command(List.of("train", "MyNet", "--resume", "--data", "it's")))
                .isEqualTo("blockwright train MyNet --resume --data 'it'\\''s'");
    }
}
