package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Variant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Tables that nobody would think of: whatever stands in them, the processor says what is wrong in its own words, on a line
 * of the source, or its block compiles without a word of javac.
 */
class RandomTablesTest {
    private static final String AROUND = """
            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;

            class Around {
                @Network(input = @Input(height = 16, width = 16))
                @Variant(name = "half", widthMultiplier = 0.5)
                record Base(
                        @Conv(filters = 8, kernel = 3) NDArray stem,
                        @GlobalAveragePool NDArray pooled,
                        @Dense(units = 2) NDArray logits) {}

                public static class Mine extends ai.djl.nn.SequentialBlock {}

                %s
                record Table(%s) {}
                %s
            }
            """;

    /** A table that is wrong, for those who want it as a backbone. */
    private static final String OTHER = """
            @Network(input = @Input(height = 8, width = 8))
                record Other(@Conv(filters = 8, kernel = 4) NDArray stem) {}""";

    private static final RandomRows ANY = new RandomRows(true);

    /** The mistake of that. */
    private static final String GIVEN = "[BW021] stem: kernel = 4 ";

    @Property(tries = 200, seed = "1130", edgeCases = EdgeCasesMode.NONE)
    void whateverStandsInATableIsRefusedInOurWordsOrCompiles(@ForAll("tables") String source) {
        requireAnAnswer(source);
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    @Tag("long")
    void soItIsForTenThousand(@ForAll("tables") String source) {
        requireAnAnswer(source);
    }

    @Provide
    Arbitrary<String> tables() {
        Arbitrary<String> network = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just("@Network(input = @Input(height = 32, width = 24))")),
                Tuple.of(1, ANY.annotation(Network.class)));
        Arbitrary<String> budget = ANY.annotation(Budget.class).optional(0.1).map(text -> text.orElse(""));
        Arbitrary<String> variant = ANY.annotation(Variant.class).optional(0.2).map(text -> text.orElse(""));
        Arbitrary<List<String>> body = Arbitraries.oneOf(
                ANY.row().list().ofMaxSize(6),
                RandomNetworksTest.SENSIBLE
                        .row(RandomNetworksTest.ON_MAPS)
                        .list()
                        .ofMaxSize(6));
        Arbitrary<String> end = Arbitraries.of(
                "", "@GlobalAveragePool, @Dense(units = 3)", "@Flatten, @Dense(units = 3)", "@GlobalAveragePool");
        return Combinators.combine(network, budget, variant, body, end).as((n, b, v, rows, last) -> {
            List<String> all = Stream.concat(
                            rows.stream(), last.isEmpty() ? Stream.empty() : Stream.of(last.split(", ")))
                    .toList();
            String components = IntStream.range(0, all.size())
                    .mapToObj(i -> "\n            " + all.get(i) + " NDArray row" + i)
                    .collect(Collectors.joining(","));
            return AROUND.formatted(
                    String.join("\n    ", n, b, v), components, components.contains("Other.class") ? OTHER : "");
        });
    }

    private static void requireAnAnswer(String source) {
        Compilation compilation = Compiling.compile("-Xlint:all", Sources.source("Around", source));
        List<String> errors = compilation.errors().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .filter(message -> !message.startsWith(GIVEN))
                .toList();
        Statistics.label("tables").collect(errors.isEmpty() ? "accepted" : "refused");
        assertThat(errors)
                .allMatch(message -> message.startsWith("[BW"))
                .noneMatch(message -> message.startsWith("[BW001]"));
        for (Diagnostic<? extends JavaFileObject> said : compilation.diagnostics()) {
            assertThat(said.getMessage(Locale.ROOT)).startsWith("[BW");
            assertThat(said.getSource().getName()).endsWith("Around.java");
            assertThat(said.getLineNumber()).isPositive();
        }
    }
}
