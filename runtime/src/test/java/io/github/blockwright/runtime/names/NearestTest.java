package io.github.blockwright.runtime.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> COMMANDS = List.of("train", "transfer", "predict", "data");

    @ParameterizedTest
    @CsvSource({"trian, train", "Train, train", "transfr, transfer", "predcit, predict", "dta, data"})
    void aSlipIsUnderstood(String typed, String meant) {
        assertThat(Nearest.to(typed, COMMANDS)).contains(meant);
        assertThat(Nearest.question(typed, COMMANDS)).isEqualTo("did you mean " + meant + "? ");
    }

    @Test
    void anotherWordIsNot() {
        assertThat(Nearest.to("convert", COMMANDS)).isEmpty();
        assertThat(Nearest.question("", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, xbcd, 2", "ca, abc, 3", "'', abc, 3"})
    void lettersAreCounted(String one, String other, int distance) {
        assertThat(Nearest.distance(one, other)).isEqualTo(distance);
    }
}
