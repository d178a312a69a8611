package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A generated block in DJL's own data parallelism, as far as CPUs go: the guide's loop for several GPUs. */
class DataParallelTest {
    private static final Device CPU = Device.cpu();
    private static final int EPOCHS = 8;

    private static DefaultTrainingConfig config(Device... devices) {
        // DJL adds up the gradients of the devices, each of which has the mean over its own part.
        return new DefaultTrainingConfig(
                        new SoftmaxCrossEntropyLoss("SoftmaxCrossEntropyLoss", 1f / devices.length, -1, true, true))
                .optDevices(devices)
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.1f))
                        .optMomentum(0.9f)
                        .build());
    }

    @Test
    void aBatchOnEveryDeviceTrainsTheBlock() {
        assertThat(lossAfter(EasyTrain::trainBatch, CPU)).isLessThan(0.3);
    }

    @Test
    void theGradientsOfABatchInTwoPartsTrainItToo() {
        assertThat(lossAfter(DataParallelTest::trainInTwoParts, CPU)).isLessThan(0.5);
    }

    @Test
    void twoCpuDevicesAreOneToDjlWhichRefusesThem() {
        assertThat(Device.of(Device.Type.CPU, 1)).isSameAs(CPU);
        assertThatThrownBy(() -> lossAfter(EasyTrain::trainBatch, CPU, CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Duplicated devices are not allowed.");
    }

    /** What DJL does with two devices, but with both parts on one. */
    private static void trainInTwoParts(Trainer trainer, Batch batch) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            for (Batch part : batch.split(new Device[] {CPU, CPU}, false)) {
                NDList scores = trainer.forward(part.getData(), part.getLabels());
                NDArray loss = trainer.getLoss().evaluate(part.getLabels(), scores);
                collector.backward(loss.div(2));
            }
        }
    }

    /** The loss on images that were not trained on; a new network's is about 1.1. */
    private static double lossAfter(BiConsumer<Trainer, Batch> trainBatch, Device... devices) {
        TinyBlock block = new TinyBlock();
        try (Model model = Model.newInstance("tiny", CPU)) {
            model.getNDManager().getEngine().setRandomSeed(1);
            model.setBlock(block);
            InputSpec input = block.summary().input();
            Batches batches = Batches.of(Colours.generate(96, 1), input, 16).forTraining(Augmentation.NONE, 1);
            try (Trainer trainer = model.newTrainer(config(devices))) {
                trainer.initialize(input.shape(16));
                for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                    train(trainer, batches, epoch, trainBatch);
                }
            }
            return Evaluator.evaluate(block, model.getNDManager(), Colours.generate(48, 2))
                    .loss();
        }
    }

    private static void train(Trainer trainer, Batches batches, int epoch, BiConsumer<Trainer, Batch> trainBatch) {
        try (BatchStream stream = batches.open(epoch)) {
            while (stream.hasNext()) {
                NDManager scope = trainer.getManager().newSubManager();
                io.github.blockwright.runtime.batches.Batch images = stream.next(scope);
                // The batch owns the manager, and with it the arrays.
                try (Batch batch = new Batch(
                        scope,
                        new NDList(images.images()),
                        new NDList(scope.create(images.targets().labels()).toType(DataType.INT64, false)),
                        images.size(),
                        Batchifier.STACK,
                        Batchifier.STACK,
                        0,
                        0)) {
                    trainBatch.accept(trainer, batch);
                    trainer.step();
                }
            }
        }
    }
}
