package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineInstructionsTest {
    @ParameterizedTest
    @CsvSource({
        "AuthenticAMD, 26, false, SSE41",
        "AuthenticAMD, 26, true,",
        "AuthenticAMD, 25, false,",
        "GenuineIntel, 26, false,"
    })
    void areLimitedWhereTheEngineIsKnownToBeWrong(String vendor, int family, boolean saysItsCaches, String wanted) {
        String info = "processor\t: 0\nvendor_id\t: " + vendor + "\ncpu family\t: " + family + "\nmodel\t\t: 2\n";
        assertThat(EngineInstructions.wanted(info, saysItsCaches).orElse(null)).isEqualTo(wanted);
    }

    @Test
    void aMachineThatSaysNothingIsLeftAlone() {
        assertThat(EngineInstructions.wanted("", false)).isEmpty();
    }

    @Test
    void convolutionsAreRightHere() {
        EngineInstructions.choose();
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatCode(() -> EngineCheck.requireRight(manager)).doesNotThrowAnyException();
        }
    }
}
