package io.github.blockwright.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {
    /** What is below 1 as a double stays below it as a float, or the runtime would refuse it. */
    @ParameterizedTest
    @CsvSource({"0, 0.0f", "0.2, 0.2f", "0.9999, 0.9999f", "0.99999999, 0.99999994f", "0.99999999999, 0.99999994f"})
    void aRateIsAlwaysBelowOne(double value, String literal) {
        assertThat(Literals.rate(value)).isEqualTo(literal);
    }
}
