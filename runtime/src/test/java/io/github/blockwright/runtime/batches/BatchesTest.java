package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;

    private static InputSpec input(int channels) {
        return new InputSpec(
                HEIGHT,
                WIDTH,
                channels,
                1 / 255.0,
                Stream.of(0.4, 0.5, 0.6).limit(channels).toList(),
                Stream.of(0.2, 0.25, 0.3).limit(channels).toList());
    }

    private static ImageDataset data(int size, int channels) {
        byte[][] pixels = new byte[size][HEIGHT * WIDTH * channels];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 4;
            for (int j = 0; j < pixels[i].length; j++) {
                pixels[i][j] = (byte) (31 * i + 7 * j);
            }
        }
        return new ImageDataset(HEIGHT, WIDTH, channels, List.of("a", "b", "c", "d"), pixels, labels);
    }

    /** Images one after the other as the network sees them (CHW), and the label behind each. */
    private static List<List<Float>> everything(Batches batches, int epoch) {
        List<List<Float>> images = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager();
                BatchStream stream = batches.open(epoch)) {
            while (stream.hasNext()) {
                try (Batch batch = stream.next(manager)) {
                    float[] values = batch.images().toFloatArray();
                    int[] labels = batch.targets().labels();
                    int each = values.length / labels.length;
                    for (int i = 0; i < labels.length; i++) {
                        List<Float> image = new ArrayList<>();
                        for (int j = 0; j < each; j++) {
                            image.add(values[i * each + j]);
                        }
                        image.add((float) labels[i]);
                        images.add(image);
                    }
                }
            }
        }
        return images;
    }

    private static List<Float> expected(ImageDataset data, InputSpec input, int image) {
        List<Float> values = new ArrayList<>();
        for (int c = 0; c < data.channels(); c++) {
            for (int i = 0; i < HEIGHT * WIDTH; i++) {
                int pixel = data.pixels(image)[i * data.channels() + c] & 0xff;
                values.add((float) ((pixel / 255.0 - input.mean().get(c))
                        / input.standardDeviation().get(c)));
            }
        }
        values.add((float) data.label(image));
        return values;
    }

    @Test
    void inOrderEveryImageIsNormalisedByItsChannel() {
        for (int channels = 1; channels <= 3; channels++) {
            ImageDataset data = data(11, channels);

            List<List<Float>> images = everything(Batches.of(data, input(channels), 4), 1);

            assertThat(images).hasSize(11);
            for (int i = 0; i < 11; i++) {
                List<Float> expected = expected(data, input(channels), i);
                for (int j = 0; j < expected.size(); j++) {
                    assertThat(images.get(i).get(j)).isCloseTo(expected.get(j), within(1e-6f));
                }
            }
        }
    }

    @Test
    void shapesAndTypesAreWhatANetworkWants() {
        try (NDManager manager = NDManager.newBaseManager();
                BatchStream stream = Batches.of(data(6, 3), input(3), 4).open(0)) {
            Batch first = stream.next(manager);
            Batch last = stream.next(manager);

            assertThat(first.images().getShape()).isEqualTo(new Shape(4, 3, HEIGHT, WIDTH));
            assertThat(first.images().getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(first.targets().classes()).isEqualTo(4);
            assertThat(first.targets().labels()).hasSize(4);
            assertThat(last.images().getShape()).isEqualTo(new Shape(2, 3, HEIGHT, WIDTH));
            assertThat(last.size()).isEqualTo(2);
            assertThat(stream.waited()).isPositive();
            assertThat(stream.hasNext()).isFalse();
            assertThatThrownBy(() -> stream.next(manager)).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void shuffledEpochsHoldEveryImageOnceEachInAnOrderOfItsOwn() {
        Batches batches = Batches.of(data(50, 1), input(1), 8).forTraining(Augmentation.NONE, 3);

        List<List<Float>> first = everything(batches, 1);
        List<List<Float>> second = everything(batches, 2);

        assertThat(first).isNotEqualTo(second).hasSize(50);
        assertThat(new HashSet<>(first)).hasSize(50).isEqualTo(new HashSet<>(second));
    }

    @Test
    void theBatchesDoNotDependOnThreadsOrPrefetching() {
        Batches batches = Batches.of(data(60, 3), input(3), 8)
                .forTraining(new Augmentation(2, Augmentation.Border.REFLECT, true, 2), 3);

        assertThat(everything(batches.preparedBy(4, 5), 7)).isEqualTo(everything(batches.preparedBy(1, 1), 7));
        assertThat(everything(batches, 8)).isNotEqualTo(everything(batches, 7));
    }

    @Test
    void everyChangeAndTheMixingAreTheSameWithAnyNumberOfThreads() {
        Batches batches = Batches.of(data(30, 3), input(3), 8)
                .forTraining(
                        Augmentation.PHOTOS
                                .withRotation(10)
                                .withTrivialAugmentWide()
                                .withColorJitter(ColorJitter.DEFAULT)
                                .withMixUp(0.5)
                                .withCutMix(1),
                        3);

        List<List<Float>> images = everything(batches.preparedBy(1, 1), 7);
        assertThat(everything(batches.preparedBy(4, 5), 7)).isEqualTo(images);
        assertThat(everything(batches, 8)).isNotEqualTo(images);
    }

    @Test
    void aMixedBatchHasSharesThatSumToOneAndTheLabelOfTheLargest() {
        Batches batches = Batches.of(data(16, 3), input(3), 8).forTraining(Augmentation.NONE.withMixUp(1), 3);
        try (NDManager manager = NDManager.newBaseManager();
                BatchStream stream = batches.open(1)) {
            Targets targets = stream.next(manager).targets();

            float[] shares = targets.shares().orElseThrow();
            for (int i = 0; i < 8; i++) {
                float sum = 0;
                for (int c = 0; c < 4; c++) {
                    sum += shares[4 * i + c];
                    assertThat(shares[4 * i + c]).isLessThanOrEqualTo(shares[4 * i + targets.labels()[i]]);
                }
                assertThat(sum).isCloseTo(1, within(1e-6f));
            }
        }
    }

    @Test
    void whatHappensToAnImageDoesNotDependOnItsPlaceInTheEpoch() {
        ImageDataset data = data(40, 3);
        Augmentation change = new Augmentation(2, Augmentation.Border.REFLECT, true, 0);
        Batches shuffled = Batches.of(data, input(3), 8).forTraining(change, 3);
        Batches inOrder = new Batches(data, input(3), 5, false, change, 3, false, 2, 1);

        assertThat(new HashSet<>(everything(shuffled, 4))).isEqualTo(new HashSet<>(everything(inOrder, 4)));
    }

    @Test
    void aSingleLastImageIsDroppedInTrainingOnly() {
        Batches all = Batches.of(data(9, 1), input(1), 4);

        assertThat(all.count()).isEqualTo(3);
        assertThat(everything(all, 0)).hasSize(9);
        assertThat(all.forTraining(Augmentation.NONE, 0).count()).isEqualTo(2);
        assertThat(everything(all.forTraining(Augmentation.NONE, 0), 0)).hasSize(8);
    }

    @Test
    void batchesStayValidWhenTheStreamIsClosed() {
        ImageDataset data = data(40, 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            Batch first;
            float[] before;
            try (BatchStream stream =
                    Batches.of(data, input(1), 4).preparedBy(1, 1).open(0)) {
                first = stream.next(manager);
                before = first.images().toFloatArray();
                while (stream.hasNext()) {
                    stream.next(manager);
                }
            }
            assertThat(first.images().toFloatArray()).isEqualTo(before);
            assertThat(first.targets().labels()).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void anErrorWhilePreparingReachesTheConsumer() {
        byte[][] pixels = new byte[8][HEIGHT * WIDTH];
        ImageDataset data = new ImageDataset(HEIGHT, WIDTH, 1, List.of("a"), pixels, new int[8]);
        pixels[6] = null;
        try (NDManager manager = NDManager.newBaseManager();
                BatchStream stream = Batches.of(data, input(1), 4).open(3)) {
            stream.next(manager).close();

            assertThatThrownBy(() -> stream.next(manager))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Preparing batch 1 of epoch 3 failed")
                    .hasCauseInstanceOf(NullPointerException.class);
        }
    }

    @Test
    void anInterruptedConsumerGetsNoMoreBatches() {
        try (NDManager manager = NDManager.newBaseManager();
                BatchStream stream = Batches.of(data(12, 1), input(1), 4).open(3)) {
            stream.next(manager);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> stream.next(manager))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("Interrupted before batch 1 of epoch 3");
            assertThat(Thread.interrupted()).as("still says so").isTrue();
        }
    }

    @Test
    void aClosedStreamGivesNoMoreBatchesAndItsThreadsEnd() throws InterruptedException {
        long before = workers();
        try (NDManager manager = NDManager.newBaseManager()) {
            BatchStream stream =
                    Batches.of(data(100, 3), input(3), 4).preparedBy(2, 4).open(0);
            stream.next(manager).close();
            stream.close();

            assertThatThrownBy(() -> stream.next(manager)).hasMessage("The stream of batches is closed");
        }
        for (int i = 0; i < 100 && workers() > before; i++) {
            Thread.sleep(10);
        }
        assertThat(workers()).isEqualTo(before);
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("batches"))
                .count();
    }

    @Test
    void imagesOfAnotherSizeThanTheNetworksAreRefused() {
        InputSpec larger = new InputSpec(160, 160, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

        assertThatThrownBy(() -> Batches.of(data(4, 3), larger, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The network's input is 160 × 160 × 3, but the data set has images of 6 × 5 × 3: load them"
                        + " in the network's size, or change @Input(height, width, channels)");
        assertThatThrownBy(() -> Batches.of(data(4, 1), input(1), 0))
                .hasMessageStartingWith("batchSize, prefetch and workers must be at least 1");
        assertThatThrownBy(() -> Batches.of(data(0, 1), input(1), 1)).hasMessage("The data set has no images");
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 128", "32, 32, 128", "96, 96, 21", "224, 224, 4", "224, 112, 8", "1000, 1000, 1"})
    void fewerLargeImagesAreRunAtOnce(int height, int width, int images) {
        InputSpec input = new InputSpec(height, width, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        assertThat(Batches.sizeForInference(input)).isEqualTo(images);
    }
}
