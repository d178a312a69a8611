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
import io.github.blockwright.planner.ExportedFile;
import io.github.blockwright.processor.read.TableReader;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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

    private static final String VARIANT =
            "@Variant(name = \"other\", widthMultiplier = 0.5, inputHeight = 16, inputWidth = 9)";

    /** A table that stands on the first half of the rows of another. */
    private static final String BACKBONE = """

            @SuppressWarnings("blockwright")
            @Network(input = @Input(height = %d, width = %d, channels = 2))
            record Table(
                    @Backbone(value = Base.class, through = "row%d") NDArray features,
                    @Conv(filters = 8, kernel = 3) NDArray own,
                    @GlobalAveragePool NDArray pooled,
                    @Dense(units = 3) NDArray logits) {}
            """;

    private static final String APPLIED =
            "@Dense(units = 5)\n@Apply(value = Own.class, filters = 6, parameters = 36," + " multiplyAdds = 30)";

    private static final String OWN = """

            class Own extends ai.djl.nn.SequentialBlock {
                public Own() {
                    add(ai.djl.nn.core.Linear.builder().setUnits(6).build());
                }
            }
            """;

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
        Arbitrary<String> pooling = Arbitraries.of(
                "@GlobalAveragePool", "@Flatten", "@GlobalAveragePool(asMap = true)\n@Flatten", "@Flatten\n" + APPLIED);
        Arbitrary<String> around = Arbitraries.of("", "", VARIANT, BACKBONE);
        return Combinators.combine(height, width, padding, multiplier, rows, pooling, around)
                .as((h, w, p, m, body, pool, more) -> {
                    List<String> all = Stream.of(body.stream(), pool.lines(), Stream.of("@Dense(units = 3)"))
                            .flatMap(Function.identity())
                            .toList();
                    boolean stands = more.equals(BACKBONE);
                    return """
                            import ai.djl.ndarray.NDArray;
                            import io.github.blockwright.dsl.*;

                            @SuppressWarnings("blockwright")
                            @Network(input = @Input(height = %d, width = %d, channels = 2), padding = Padding.%s%s)
                            %s
                            record %s(%s) {}
                            %s""".formatted(
                                    h,
                                    w,
                                    p,
                                    m,
                                    stands ? "" : more,
                                    stands ? "Base" : "Table",
                                    IntStream.range(0, all.size())
                                            .mapToObj(i -> "\n        " + all.get(i) + " NDArray row" + i)
                                            .collect(Collectors.joining(",")),
                                    (stands ? more.formatted(h, w, body.size() / 2) : "")
                                            + (pool.endsWith(APPLIED) ? OWN : ""));
                });
    }

    private static void requireWhatTheTableSays(String source) throws Exception {
        Compilation compilation = Compiling.compile(Sources.source("Table", source));
        Assume.that(compilation.status() != Compilation.Status.FAILURE);
        for (String block :
                source.contains("@Variant") ? List.of("TableBlock", "Table_otherBlock") : List.of("TableBlock")) {
            requireWhatTheTableSays(source, Compiling.load(compilation, block));
        }
    }

    private static void requireWhatTheTableSays(String source, Class<?> type) throws Exception {
        BuiltNetwork network = new BuiltNetwork(BuiltNetwork.create(type));
        GeneratedBlockTest.requireTheSummary(network);
        Path folder = Files.createTempDirectory("network");
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> block = BuiltNetwork.create(type);
            block.initialize(manager);
            // Of a class of one's own nobody knows what it holds.
            if (!source.contains("@Apply")) {
                ExportedFile.requireMemoryAndSizeOf(block);
            }
            AtWork.disturb(block, manager);
            InputSpec input = block.summary().input();
            boolean knowsWidth = !source.contains("Padding.SAME") || input.height() == input.width();
            ReceptiveField.requireThatOf(block, knowsWidth, manager);
            NDArray images = manager.randomNormal(input.shape(2));
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
