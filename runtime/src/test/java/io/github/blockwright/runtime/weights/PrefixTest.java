package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    private static final List<List<String>> WANTED =
            List.of(List.of("features.weight"), List.of("features.bias"), List.of("classifier.weight", "fc.weight"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "module.",
                "model.",
                "backbone.",
                "_orig_mod.",
                "net.",
                "_orig_mod.module.",
                "module.model.backbone."
            })
    void isWhatMostParametersAreFoundWith(String prefix) {
        assertThat(Prefix.of(WANTED, Set.of(prefix + "features.weight", prefix + "fc.weight", "head.bias")))
                .isEqualTo(prefix);
    }

    @Test
    void isTheShortestOfSeveralThatFitAlike() {
        assertThat(Prefix.of(WANTED, Set.of("features.weight", "model.features.weight", "module.features.weight")))
                .isEmpty();
        assertThat(Prefix.of(WANTED, Set.of("net.features.weight", "model.features.weight", "model.features.bias")))
                .isEqualTo("model.");
    }

    @Test
    void isNothingWhereNamesAreOfSomethingElse() {
        assertThat(Prefix.of(WANTED, Set.of("student.features.weight", "module.conv.weight")))
                .isEmpty();
        assertThat(Prefix.of(WANTED, Set.of("module.".repeat(100_000) + "features.weight")))
                .isEmpty();
    }

    @Test
    void isFoundSoonAmongManyNames() {
        Set<String> names = IntStream.range(0, 5000)
                .mapToObj(i -> "module.net.".repeat(i % 4) + i)
                .collect(Collectors.toCollection(LinkedHashSet::new));

        assertThat(Prefix.of(WANTED, names)).isEmpty();
    }
}
