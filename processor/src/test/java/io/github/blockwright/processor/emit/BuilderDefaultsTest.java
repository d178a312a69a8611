package io.github.blockwright.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.testing.compile.JavaFileObjects;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.processor.Compiling;
import io.github.blockwright.processor.Reading;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.Defaults;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.runtime.layers.Layer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an annotation has by default, generated code leaves out, so the runtime's builders must have it by default too:
 * layers of rows with nothing but defaults, made with them and without, give the same.
 */
class BuilderDefaultsTest {
    private static Stream<Step> rows(String name) {
        Declaration table = Reading.table(name);
        return Plan.of(table.table(table.leadingRows())).steps().stream();
    }

    private static String operator(Step step) {
        return step.row().annotation().getSimpleName();
    }

    private static CodeBlock terse(Step step) {
        return LayerCode.of(step).expression();
    }

    private static CodeBlock full(Step step) {
        LayerWriter writer = new LayerWriter(step.input().channels(), Defaults.none());
        return step.row().operator().accept(writer).expression();
    }

    /** Those of whose options something is left out. */
    static Stream<Step> rowsWithDefaults() {
        return rows("Shortest").filter(step -> !terse(step).equals(full(step)));
    }

    @Test
    void everyOperatorThatABuilderMakesIsInTheTableOfDefaults() {
        assertThat(rowsWithDefaults().map(BuilderDefaultsTest::operator))
                .containsAll(Stream.of("EveryBlock", "MoreBlocks", "EveryOperator")
                        .flatMap(BuilderDefaultsTest::rows)
                        .filter(step -> full(step).toString().contains(".builder("))
                        .map(BuilderDefaultsTest::operator)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rowsWithDefaults")
    void whatIsLeftOutIsTheBuildersDefault(Step step) throws ReflectiveOperationException {
        String source = "package both; public final class Both {"
                + " private static final io.github.blockwright.runtime.layers.Conventions CONVENTIONS = "
                + LayerCode.of(new Conventions(1e-5, 0.1, Padding.SYMMETRIC)) + ";"
                + " public static java.util.List<io.github.blockwright.runtime.layers.Layer> layers() {"
                + " return java.util.List.of(" + terse(step) + ", " + full(step) + "); } }";
        Class<?> both = Compiling.load(
                Compiling.compileCleanly(JavaFileObjects.forSourceString("both.Both", source)), "both.Both");
        List<?> layers = (List<?>) both.getMethod("layers").invoke(null);
        Shape one = new Shape(1)
                .addAll(new Shape(
                        step.input().sides().stream().mapToLong(Long::longValue).toArray()));
        try (NDManager manager = NDManager.newBaseManager()) {
            Layer asBuilt = initialized((Layer) layers.get(0), manager, one);
            Layer asWritten = initialized((Layer) layers.get(1), manager, one);
            assertThat(asBuilt.getParameters().keys())
                    .isEqualTo(asWritten.getParameters().keys());
            for (int i = 0; i < asBuilt.getParameters().size(); i++) {
                NDArray values = asBuilt.getParameters().valueAt(i).getArray();
                values.copyTo(asWritten.getParameters().valueAt(i).getArray());
            }
            // Large enough to tell one activation from another.
            NDArray x = manager.randomNormal(one).mul(50);
            ParameterStore store = new ParameterStore(manager, false);
            for (boolean training : new boolean[] {false, true}) {
                assertThat(asBuilt.forward(store, x, training).toFloatArray())
                        .isEqualTo(asWritten.forward(store, x, training).toFloatArray());
            }
        }
    }

    private static Layer initialized(Layer layer, NDManager manager, Shape input) {
        layer.initialize(manager, DataType.FLOAT32, input);
        return layer;
    }
}
