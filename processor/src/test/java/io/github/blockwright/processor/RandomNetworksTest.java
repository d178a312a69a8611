package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.testing.compile.Compilation;
import io.github.blockwright.dsl.Apply;
import io.github.blockwright.dsl.Backbone;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Flatten;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.processor.read.TableReader;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Networks that nobody would build: the figures of a table are what its block has on the engine, and the block computes the
 * same folded, exported and read back.
 */
class RandomNetworksTest {
    static final RandomRows SENSIBLE = new RandomRows(false);

    /** Those on maps, whose costs follow from the table alone. */
    static final List<Class<? extends Annotation>> ON_MAPS = TableReader.ROW_ANNOTATIONS.stream()
            .filter(type -> !List.of(Apply.class, Backbone.class, Dense.class, Flatten.class, GlobalAveragePool.class)
                    .contains(type))
            .toList();

    @Property(tries = 30, seed = "1130", edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 20)
    void aBlockIsWhatItsTableSays(@ForAll("networks") String source) throws Exception {
        requireWhatTheTableSays(source);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 20)
    @Tag("long")
    void soAreAThousand(@ForAll("networks") String source) throws Exception {
        requireWhatTheTableSays(source);
    }

    @Provide
    Arbitrary<String> networks() {
        Arbitrary<Integer> height = Arbitraries.of(8, 15, 24);
        Arbitrary<Integer> width = Arbitraries.of(8, 17, 32);
        Arbitrary<Padding> padding = Arbitraries.of(Padding.class);
        Arbitrary<String> multiplier = Arbitraries.of("", "", ", width = 0.75", ", width = 1.4");
        Arbitrary<List<String>> rows = SENSIBLE.row(ON_MAPS).list().ofMinSize(1).ofMaxSize(4);
        Arbitrary<String> pooling =
                Arbitraries.of("@GlobalAveragePool", "@Flatten", "@GlobalAveragePool(asMap = true), @Flatten");
        return Combinators.combine(height, width, padding, multiplier, rows, pooling)
                .as((h, w, p, m, body, pool) -> {
                    List<String> all = Stream.of(body, List.of(pool.split(", ")), List.of("@Dense(units = 3)"))
                            .flatMap(List::stream)
                            .toList();
                    return """
                            import ai.djl.ndarray.NDArray;
                            import io.github.blockwright.dsl.*;

                            @SuppressWarnings("blockwright")
                            @Network(input = @Input(height = %d, width = %d, channels = 2), padding = Padding.%s%s)
                            record Table(%s) {}
                            """.formatted(
                                    h,
                                    w,
                                    p,
                                    m,
                                    IntStream.range(0, all.size())
                                            .mapToObj(i -> "\n        " + all.get(i) + " NDArray row" + i)
                                            .collect(Collectors.joining(",")));
                });
    }

    private static void requireWhatTheTableSays(String source) throws Exception {
        Compilation compilation = Compiling.compile(Sources.source("Table", source));
        Assume.that(compilation.status() != Compilation.Status.FAILURE);
        Class<?> type = Compiling.load(compilation, "TableBlock");
        BuiltNetwork network = new BuiltNetwork(BuiltNetwork.create(type));
        GeneratedBlockTest.requireTheSummary(network);
        Path folder = Files.createTempDirectory("network");
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> block = BuiltNetwork.create(type);
            block.initialize(manager);
            AtWork.disturb(block, manager);
            // Through a squeeze, everything sees everything.
            if (!source.contains("@Squeeze")) {
                ReceptiveField.requireThatOf(block, manager);
            }
            NDArray images = manager.randomNormal(block.summary().input().shape(2));
            NDArray expected = Inference.forward(block, images);
            AtWork.assertEqual(Inference.forward(block.fold(manager), images).toFloatArray(), expected);
            AtWork.assertEqual(AtWork.exported(block, images, folder), expected);
            assertThat(AtWork.readBack(block, BuiltNetwork.create(type), images, folder))
                    .isEqualTo(expected.toFloatArray());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
