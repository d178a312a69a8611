package io.github.blockwright.benchmarks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferencePathsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "cifar10", "cifar10 model", "cats model data", "dogs model data more"})
    void wrongArgumentsAreAnsweredWithTheUsage(String arguments) {
        assertThatThrownBy(() -> InferencePaths.main(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Usage: InferencePaths cifar10|dogs MODEL DATA");
    }
}
