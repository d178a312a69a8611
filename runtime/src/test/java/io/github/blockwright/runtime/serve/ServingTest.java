package io.github.blockwright.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.translate.NoopTranslator;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingTest extends WithEngine {
    /** A user's block: the absolute value. */
    private static final class Absolute extends AbstractBlock {
        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return new NDList(inputs.singletonOrThrow().abs());
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }

    private TinyBlock tiny() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        return block;
    }

    private RowsBlock withOwnBlock() {
        RowsBlock block = RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "flat",
                        new Flatten(),
                        "absolute",
                        new Applied(new Absolute(), 532, 0, 0),
                        "logits",
                        new Dense(532, 3, Activation.LINEAR)));
        block.initialize(manager);
        return block;
    }

    private static void assertServes(ServedNetwork served, NetworkBlock<?, ?> block, NDArray images) {
        NDArray expected = Inference.forward(block, images);
        NDArray found = Inference.forward(served.layer(), images);
        assertThat(found.getShape()).isEqualTo(expected.getShape());
        assertThat(found.toFloatArray())
                .containsExactly(
                        expected.toFloatArray(),
                        Offset.offset(1e-5f * expected.abs().max().getFloat()));
    }

    @ParameterizedTest
    @EnumSource
    void everyEngineComputesWhatTheBlockComputesForAnyBatch(ServingEngine engine) {
        TinyBlock block = tiny();
        try (ServedNetwork served = Serving.of(block).engine(engine).open()) {
            assertServes(served, block, normal(1, 3, 8, 8));
            assertServes(served, block, normal(5, 3, 8, 8));
            assertServes(served, block, channelsLast(normal(3, 3, 8, 8)));
        }
    }

    @Test
    void onnxRuntimeIsTakenWhereItIsThere() {
        try (ServedNetwork served = Serving.of(tiny()).threads(2).open()) {
            assertThat(served.engine()).isEqualTo(ServingEngine.ONNXRUNTIME);
            assertThat(served.description()).matches("ONNX Runtime [\\d.]+, 2 threads");
        }
    }

    @Test
    void pytorchCanBeChosen() {
        try (ServedNetwork served =
                Serving.of(tiny()).engine(ServingEngine.PYTORCH).open()) {
            assertThat(served.engine()).isEqualTo(ServingEngine.PYTORCH);
            assertThat(served.description()).matches("PyTorch [\\d.]+, 1 thread");
        }
    }

    /** What a block of a user's takes an engine for, by which this one doubles a number and does nothing with it. */
    private enum Needs {
        INITIALIZING,
        READING
    }

    /** A user's block with a weight. */
    private static final class Weighted extends AbstractBlock {
        private final Needs needs;
        private final Parameter weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(532))
                .optInitializer(Initializer.ONES)
                .build());

        private Weighted(Needs needs) {
            this.needs = needs;
        }

        private void compute(NDManager manager, Needs now) {
            if (now == needs) {
                manager.create(1f).mul(2).close();
            }
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            compute(manager, Needs.INITIALIZING);
        }

        @Override
        public void loadParameters(NDManager manager, DataInputStream is) throws IOException, MalformedModelException {
            compute(manager, Needs.READING);
            super.loadParameters(manager, is);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            return new NDList(x.mul(store.getValue(weight, x.getDevice(), training)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }

    private static RowsBlock weighted(Needs needs) {
        return RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "flat",
                        new Flatten(),
                        "weighted",
                        new Applied(new Weighted(needs), 532, 0, 532),
                        "logits",
                        new Dense(532, 3, Activation.LINEAR)));
    }

    @ParameterizedTest
    @EnumSource
    void whatTakesAnEngineIsServedFromValuesToo(Needs needs, @TempDir Path folder) throws IOException {
        RowsBlock block = weighted(needs);
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        SavedModel.save(block, List.of("a", "b", "c"), Map.of(), folder, "weighted");
        try (SavedModel values = SavedModel.loadValues(folder.resolve("weighted-0000.params"), weighted(needs));
                ServedNetwork served = Serving.of(values.block()).open()) {
            assertThat(served.description()).contains("(not ONNX Runtime: The row weighted has a block Weighted");
            assertServes(served, block, normal(2, 2, 19, 14));
        }
    }

    @Test
    void aBlockWithoutAnExporterIsServedByPytorchWhichSaysWhy() {
        RowsBlock block = withOwnBlock();
        try (ServedNetwork served = Serving.of(block).open()) {
            assertThat(served.engine()).isEqualTo(ServingEngine.PYTORCH);
            assertThat(served.description())
                    .startsWith("PyTorch ")
                    .contains("(not ONNX Runtime: The row absolute has a block Absolute, which has no ONNX export");
            assertServes(served, block, normal(2, 2, 19, 14));
        }
        Serving serving = Serving.of(block).engine(ServingEngine.ONNXRUNTIME);
        assertThatThrownBy(serving::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The row absolute has a block Absolute");
    }

    @Test
    void aBlockWithAnExporterIsServedByOnnxRuntime() {
        RowsBlock block = withOwnBlock();
        try (ServedNetwork served = Serving.of(block)
                .exporter(
                        Absolute.class,
                        (absolute, graph, x) -> graph.node("Abs").input(x).output(x.shape()))
                .open()) {
            assertThat(served.engine()).isEqualTo(ServingEngine.ONNXRUNTIME);
            assertServes(served, block, normal(2, 2, 19, 14));
        }
    }

    @Test
    void aModelThatOnnxRuntimeRefusesIsServedByPytorch() {
        RowsBlock block = withOwnBlock();
        try (ServedNetwork served = Serving.of(block)
                .exporter(Absolute.class, (absolute, graph, x) -> graph.node("NoSuchOperator")
                        .input(x)
                        .output(x.shape()))
                .open()) {
            assertThat(served.engine()).isEqualTo(ServingEngine.PYTORCH);
            assertThat(served.description()).contains("(not ONNX Runtime: ONNX Runtime ", " does not take Rows: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEvaluationIsTheSame(ServingEngine engine) {
        TinyBlock block = tiny();
        ImageDataset images = Colours.generate(50, 1);
        Evaluation expected = Evaluator.evaluate(block, manager, images);
        try (ServedNetwork served = Serving.of(block).engine(engine).open()) {
            Evaluation found = Evaluator.evaluate(
                    served.layer(),
                    manager,
                    Batches.forInference(images, block.summary().input()),
                    images.classes());
            assertThat(found.accuracy()).isEqualTo(expected.accuracy());
            assertThat(found.loss()).isCloseTo(expected.loss(), Offset.offset(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPredictorRunsIt(ServingEngine engine) throws Exception {
        TinyBlock block = tiny();
        NDArray images = normal(2, 3, 8, 8);
        try (ServedNetwork served = Serving.of(block).engine(engine).open();
                Predictor<NDList, NDList> predictor = served.newPredictor(new NoopTranslator())) {
            NDArray found = predictor.predict(new NDList(images)).singletonOrThrow();
            assertThat(found.getShape()).isEqualTo(new Shape(2, 3));
        }
    }

    @Test
    void batchesLeaveNothingBehind() {
        try (ServedNetwork served = Serving.of(tiny()).open()) {
            NDArray images = channelsLast(normal(2, 3, 8, 8));
            Inference.forward(served.layer(), images).close();
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 5; i++) {
                Inference.forward(served.layer(), images).close();
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void whatIsServedCannotBeTrainedNorUsedAfterwards() {
        NDArray images = normal(1, 3, 8, 8);
        ServedNetwork served = Serving.of(tiny()).open();
        try (served) {
            assertThatThrownBy(() -> served.layer().forward(store(), images, true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is served and cannot be trained");
        }
        assertThatThrownBy(() -> Inference.forward(served.layer(), images)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyAWholeNetworkIsServed() {
        assertThatThrownBy(() -> Serving.of(new TinyBlock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no weights yet: initialize it or load weights before serving it");
        TinyBlock block = tiny();
        NetworkBlock<?, ?> twin = block.fold(manager);
        assertThatThrownBy(() -> Serving.of(twin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serve the block that it is folded from");
        Serving serving = Serving.of(block);
        assertThatThrownBy(() -> serving.threads(0)).hasMessage("There must be at least 1 thread, not 0");
    }
}
