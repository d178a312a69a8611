package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import ai.djl.translate.NoopTranslator;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generated block in the hands of somebody who uses nothing but DJL. */
class PlainDjlTest extends WithEngine {
    @TempDir
    private Path directory;

    private static DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.1f))
                        .build());
    }

    /** One step of DJL's own training loop. */
    private static void step(Trainer trainer) {
        var manager = trainer.getManager();
        NDArray images = manager.randomNormal(new Shape(6, 3, 8, 8));
        NDArray labels = manager.create(new long[] {0, 1, 2, 0, 1, 2});
        try (Batch batch = new Batch(
                manager.newSubManager(),
                new NDList(images),
                new NDList(labels),
                6,
                Batchifier.STACK,
                Batchifier.STACK,
                0,
                1)) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
        }
    }

    @Test
    void djlsTrainerTrainsEverythingAndGivesStatisticsNoGradient() {
        TinyBlock block = new TinyBlock();
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(block);
            try (Trainer trainer = model.newTrainer(config())) {
                trainer.initialize(new Shape(6, 3, 8, 8));
                Map<String, float[]> before = values(block);
                step(trainer);
                step(trainer);
                values(block).forEach((name, values) -> assertThat(values)
                        .as(name)
                        .isNotEqualTo(before.get(name))
                        .doesNotContain(Float.NaN));
                assertThat(block.getParameters().values())
                        .allMatch(p -> p.getArray().hasGradient() == Layer.isTrainable(p));
            }
        }
    }

    @Test
    void rowsFrozenBeforeLoadingStayFrozenThroughDjlsTrainer() throws Exception {
        save(new TinyBlock());
        TinyBlock block = new TinyBlock();
        block.freezeThrough(Row.STAGE1);
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(block);
            model.load(directory, "tiny");
            try (Trainer trainer = model.newTrainer(config())) {
                trainer.initialize(new Shape(6, 3, 8, 8));
                Map<String, float[]> before = values(block);
                step(trainer);
                values(block).forEach((name, values) -> {
                    if (name.startsWith("stem") || name.startsWith("stage1")) {
                        assertThat(values).as(name).containsExactly(before.get(name));
                    } else {
                        assertThat(values).as(name).isNotEqualTo(before.get(name));
                    }
                });
            }
        }
    }

    private Map<String, float[]> save(TinyBlock block) throws Exception {
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(block);
            block.initialize(model.getNDManager());
            model.save(directory, "tiny");
            return values(block);
        }
    }

    @Test
    void savingAndLoadingKeepsEveryBit() throws Exception {
        Map<String, float[]> saved = save(new TinyBlock());
        TinyBlock block = new TinyBlock();
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(block);
            model.load(directory, "tiny");
            assertSame(values(block), saved);
            assertThat(block.isInitialized()).isTrue();
            assertThat(Inference.forward(block, model.getNDManager().zeros(new Shape(1, 3, 8, 8)))
                            .getShape())
                    .isEqualTo(new Shape(1, 3));
        }
    }

    @Test
    void djlsPredictorGivesTheSameAsInference() throws Exception {
        TinyBlock block = new TinyBlock();
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(block);
            block.initialize(model.getNDManager());
            NDArray images = normal(2, 3, 8, 8);
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
                assertThat(predictor
                                .predict(new NDList(images))
                                .singletonOrThrow()
                                .toFloatArray())
                        .containsExactly(Inference.forward(block, images).toFloatArray());
            }
        }
    }

    @Test
    void parametersOfAnotherTableAreRefused() throws Exception {
        save(TinyBlock.ofAnotherTable());
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(new TinyBlock());
            assertThatThrownBy(() -> model.load(directory, "tiny"))
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessage("These parameters were saved by the table Other (fingerprint other), which differs from"
                            + " Tiny (fingerprint tiny-3): load them with the table that they were trained with");
        }
    }

    @Test
    void parametersOfAnotherKindOfBlockAreRefused() throws Exception {
        try (Model model = Model.newInstance("tiny")) {
            var block = Linear.builder().setUnits(3).build();
            model.setBlock(block);
            block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 3));
            model.save(directory, "tiny");
        }
        try (Model model = Model.newInstance("tiny")) {
            model.setBlock(new TinyBlock());
            assertThatThrownBy(() -> model.load(directory, "tiny"))
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessage("These parameters were not saved by a block that was generated from a table");
        }
    }
}
