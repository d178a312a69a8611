package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.blockwright.lessons.TestData;
import io.github.blockwright.networks.ImageNetMobileNetV2Block;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.serve.ImageTranslator;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.Head;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest {
    private static final int SHORTER_SIDE = 256;

    @TempDir
    private Path folder;

    @Test
    void theExportedFileAloneGivesTheSameTop5OnAllPhotos() throws Exception {
        Path weights = TestData.path("weights/mobilenet_v2_1.0_224_torchvision_bn.safetensors");
        Path photos = TestData.path("photos/photos.json");
        List<String> classes =
                IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        Path file = folder.resolve("imagenet.onnx");
        try (Model model = Model.newInstance("imagenet")) {
            ImageNetMobileNetV2Block block = new ImageNetMobileNetV2Block();
            Weights.load(block, NameMap.of(block, Family.TORCHVISION), weights, Head.STRICT, model.getNDManager());
            model.setBlock(block);
            Onnx.of(block)
                    .preprocessing()
                    .shorterSide(SHORTER_SIDE)
                    .labels(classes)
                    .write(file);
            ImageTranslator translator = new ImageTranslator(block.summary(), classes, SHORTER_SIDE);
            try (Predictor<Image, Classifications> predictor = model.newPredictor(translator);
                    OnnxClassifier classifier = new OnnxClassifier(file)) {
                for (JsonElement photo :
                        JsonParser.parseString(Files.readString(photos)).getAsJsonArray()) {
                    Path picture = photos.resolveSibling(
                            photo.getAsJsonObject().get("file").getAsString());
                    Classifications expected =
                            predictor.predict(ImageFactory.getInstance().fromFile(picture));
                    List<OnnxClassifier.Guess> found = classifier.classify(Photo.read(picture));
                    assertThat(found.subList(0, 5))
                            .as(picture.toString())
                            .extracting(OnnxClassifier.Guess::label)
                            .isEqualTo(expected.<Classifications.Classification>topK(5).stream()
                                    .map(Classifications.Classification::getClassName)
                                    .toList());
                    assertThat((double) found.get(0).probability())
                            .isCloseTo(expected.best().getProbability(), within(1e-3));
                }
            }
        }
    }

    @Test
    void withoutPicturesItSaysHowItIsCalled() {
        assertThatThrownBy(() -> OnnxClassifier.main(new String[0]))
                .hasMessage("Usage: OnnxClassifier MODEL PICTURE...");
        assertThatThrownBy(() -> OnnxClassifier.main(new String[] {"shapes.onnx"}))
                .hasMessage("Usage: OnnxClassifier MODEL PICTURE...");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws Exception {
        String model = shapes().toString();
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        assertThatThrownBy(() -> OnnxClassifier.main(new String[] {model, text.toString()}))
                .isInstanceOf(IOException.class)
                .hasMessage(text + " is no picture that Java can read: save it as JPEG or PNG");
        String missing = folder.resolve("missing.jpg").toString();
        assertThatThrownBy(() -> OnnxClassifier.main(new String[] {model, missing}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(missing + " cannot be read: ");
    }

    @Test
    void aPictureOfAnySizeIsClassifiedByItsMiddle() throws Exception {
        Path file = shapes();
        // 128 × 64: a square of 64 in the middle, which a white one on either side changes at its edges alone.
        BufferedImage picture = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 128, 64);
        graphics.setColor(Color.RED);
        graphics.fillRect(30, 0, 68, 64);
        byte[] red = new byte[32 * 32 * 3];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 255;
        }
        try (OnnxClassifier classifier = new OnnxClassifier(file)) {
            List<OnnxClassifier.Guess> guesses = classifier.classify(Photo.of(picture, 1));
            assertThat(guesses).hasSize(10).isEqualTo(classifier.classify(new Photo(32, 32, red)));
            assertThat(guesses.get(0).label()).startsWith("class ");
            assertThat(guesses.stream()
                            .mapToDouble(OnnxClassifier.Guess::probability)
                            .sum())
                    .isCloseTo(1, within(1e-5));
        }
    }

    /** An untrained ShapesNet that takes pixels. */
    private Path shapes() throws IOException {
        Path file = folder.resolve("shapes.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            Onnx.of(block)
                    .preprocessing()
                    .labels(IntStream.range(0, 10).mapToObj(i -> "class " + i).toList())
                    .write(file);
        }
        return file;
    }

    @Test
    void aModelWithoutPreprocessingIsRefused() throws Exception {
        Path file = folder.resolve("plain.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            Onnx.export(block, file);
        }
        assertThatThrownBy(() -> new OnnxClassifier(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + " takes no pixels or names no classes: export it with preprocessing and labels");
    }
}
