package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same pictures, of odd sizes and lying on their side, in everything that looks at pictures: a training, an evaluation,
 * a calibration, a prediction and an exported file. Spark does what the last does; its own test compares it.
 */
class SamePictureTest {
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
    private static final InputSpec INPUT = CifarMobileNetV2Block.SUMMARY.input();
    private static final int[][] SIZES = {
        {41, 100}, {100, 41}, {33, 31}, {500, 375}, {32, 64}, {20, 20}, {3, 90}, {640, 479}
    };

    @TempDir
    private Path folder;

    /** Eight photos of two classes, one for each way in which a camera may have been held; in the order of their names. */
    private List<Path> photos() throws IOException {
        List<Path> photos = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            Path of = Files.createDirectories(folder.resolve("photos").resolve(CLASSES.get(i / 4)));
            int type = i == 5 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
            photos.add(Files.write(of.resolve(i + ".jpg"), PhotoTest.jpeg(SIZES[i][1], SIZES[i][0], type, i + 1)));
        }
        return photos;
    }

    @Test
    void trainingEvaluationCalibrationPredictionAndTheExportedFileSayTheSame() throws Exception {
        List<Path> photos = photos();
        try (NDManager manager = NDManager.newBaseManager();
                OpenPictures open = Pictures.of(folder.resolve("photos")).open(INPUT)) {
            manager.getEngine().setRandomSeed(1);
            CifarMobileNetV2Block block = new CifarMobileNetV2Block();
            block.initialize(manager);
            double[][] predicted = predicted(block, photos, ServingEngine.ONNXRUNTIME);

            assertSame(predicted(block, photos, ServingEngine.PYTORCH), predicted);
            assertSame(exported(block, photos), predicted);
            // Held-out pictures come last there, so the files tell which is which.
            ImageSource all = open.all();
            int[] order = order(all, photos);
            assertSame(inOrder(trained(block, all, manager), order), predicted);
            try (Classifier classifier = Serving.of(block).classifier(CLASSES)) {
                double loss = 0;
                for (int i = 0; i < predicted.length; i++) {
                    loss -= Math.log(predicted[i][i / 4]) / predicted.length;
                }
                assertThat(classifier.evaluate(all).loss()).isCloseTo(loss, within(1e-3));
            }
        }
    }

    /** For each picture of a source, which of the photos has its pixels. */
    private static int[] order(ImageSource source, List<Path> photos) throws IOException {
        int[] order = new int[source.size()];
        for (int i = 0; i < order.length; i++) {
            byte[] pixels = source.read(i).pixels();
            order[i] = -1;
            for (int k = 0; k < photos.size(); k++) {
                if (Arrays.equals(
                        pixels, Images.read(photos.get(k), INPUT.height(), INPUT.width(), 3, Images.Fit.CROP))) {
                    order[i] = k;
                }
            }
        }
        assertThat(order)
                .containsExactlyInAnyOrder(IntStream.range(0, photos.size()).toArray());
        return order;
    }

    private static double[][] inOrder(double[][] values, int[] order) {
        double[][] sorted = new double[values.length][];
        for (int i = 0; i < order.length; i++) {
            sorted[order[i]] = values[i];
        }
        return sorted;
    }

    private static double[][] predicted(CifarMobileNetV2Block block, List<Path> photos, ServingEngine engine)
            throws IOException {
        double[][] probabilities = new double[photos.size()][CLASSES.size()];
        try (Classifier classifier = Serving.of(block).engine(engine).classifier(CLASSES)) {
            for (int i = 0; i < probabilities.length; i++) {
                Classifications answer = classifier.classify(photos.get(i));
                for (int c = 0; c < CLASSES.size(); c++) {
                    probabilities[i][c] = answer.get(CLASSES.get(c)).getProbability();
                }
            }
        }
        return probabilities;
    }

    private double[][] exported(CifarMobileNetV2Block block, List<Path> photos) throws Exception {
        Path model = folder.resolve("model.onnx");
        Onnx.of(block).preprocessing().labels(CLASSES).write(model);
        double[][] probabilities = new double[photos.size()][CLASSES.size()];
        try (OnnxClassifier classifier = new OnnxClassifier(model)) {
            for (int i = 0; i < probabilities.length; i++) {
                for (OnnxClassifier.Guess guess : classifier.classify(Photo.read(photos.get(i)))) {
                    probabilities[i][CLASSES.indexOf(guess.label())] = guess.probability();
                }
            }
        }
        return probabilities;
    }

    /** As a training without augmentation and a calibration see them: the block itself on batches of the source. */
    private static double[][] trained(CifarMobileNetV2Block block, ImageSource source, NDManager manager) {
        double[][] probabilities = new double[source.size()][CLASSES.size()];
        try (BatchStream stream = Batches.of(source, INPUT, source.size()).open(0);
                Batch batch = stream.next(manager)) {
            NDArray answer = Inference.forward(block, batch.images()).softmax(1);
            float[] values = answer.toFloatArray();
            for (int i = 0; i < values.length; i++) {
                probabilities[i / CLASSES.size()][i % CLASSES.size()] = values[i];
            }
        }
        return probabilities;
    }

    private static void assertSame(double[][] found, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("photo %d", i).containsExactly(expected[i], within(1e-3));
        }
    }
}
