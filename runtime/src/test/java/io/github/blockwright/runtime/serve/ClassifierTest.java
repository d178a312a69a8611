package io.github.blockwright.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTest extends WithEngine {
    private static final List<String> CLASSES = List.of("red", "green", "blue");

    @TempDir
    private Path folder;

    private TinyBlock block;

    @BeforeEach
    void makeBlock() {
        block = new TinyBlock();
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
    }

    private static BufferedImage picture(long seed) {
        Random random = new Random(seed);
        BufferedImage picture = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 12 * 9; i++) {
            picture.setRGB(i % 12, i / 12, random.nextInt(1 << 24));
        }
        return picture;
    }

    private static List<Double> probabilities(Classifications answer) {
        return CLASSES.stream().map(name -> answer.get(name).getProbability()).toList();
    }

    @Test
    void aPictureIsWhateverAProgramHas() throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(picture(1), "png", file.toFile());
        byte[] content = Files.readAllBytes(file);
        Image djl = ImageFactory.getInstance().fromFile(file);
        try (Classifier classifier = Serving.of(block).classifier(CLASSES)) {
            List<Double> expected = probabilities(classifier.classify(picture(1)));
            assertThat(probabilities(classifier.classify(file))).isEqualTo(expected);
            assertThat(probabilities(classifier.classify(content))).isEqualTo(expected);
            assertThat(probabilities(classifier.classify(new ByteArrayInputStream(content))))
                    .isEqualTo(expected);
            assertThat(probabilities(classifier.classify(djl))).isEqualTo(expected);
            assertThatThrownBy(() -> classifier.classify(new byte[3]))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The picture: it is no picture of a known kind");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void severalPicturesAtOnceGetTheAnswersOfEachAlone(ServingEngine engine) throws IOException {
        try (Classifier classifier = Serving.of(block).engine(engine).classifier(CLASSES)) {
            List<Frame> prepared = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                ImageIO.write(picture(i), "png", content);
                prepared.add(classifier.prepare(content.toByteArray()));
            }
            List<Classifications> answers = classifier.classify(prepared);
            for (int i = 0; i < 5; i++) {
                List<Double> alone = probabilities(classifier.classify(picture(i)));
                List<Double> together = probabilities(answers.get(i));
                for (int j = 0; j < alone.size(); j++) {
                    assertThat(together.get(j)).as("picture %s", i).isCloseTo(alone.get(j), within(1e-5));
                }
            }
            assertThat(answers).hasSize(5);
        }
    }

    @Test
    void whatWasNotPreparedIsRefused() {
        try (Classifier classifier = Serving.of(block).classifier(CLASSES)) {
            assertThatThrownBy(() -> classifier.classify(List.of()))
                    .hasMessage("There is no picture to classify: give at least one");
            assertThatThrownBy(() -> classifier.classify(List.of(new Frame(2, 3, new byte[18]))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(
                            "and not 2 × 3 × 3 (height × width × channels): make the pixels with prepare");
        }
    }

    @Test
    void aModelIsAFileAStreamOrAResource() throws IOException {
        SavedModel.save(block, CLASSES, Map.of(), folder, "tiny");
        Path file = folder.resolve("tiny-0000.params");
        byte[] content = Files.readAllBytes(file);
        List<Double> expected;
        try (Classifier classifier = Classifier.open(file)) {
            assertThat(classifier.classes()).isEqualTo(CLASSES);
            expected = probabilities(classifier.classify(picture(1)));
        }
        try (Classifier named = Classifier.open(new ByteArrayInputStream(content));
                Classifier given = Classifier.open(new ByteArrayInputStream(content), new TinyBlock())) {
            assertThat(probabilities(named.classify(picture(1)))).isEqualTo(expected);
            assertThat(probabilities(given.classify(picture(1)))).isEqualTo(expected);
        }
        assertThatThrownBy(() -> Classifier.open(new ByteArrayInputStream(content, 0, 200)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The stream is not a whole model file");
        assertThatThrownBy(() -> Classifier.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this is no run directory");
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatNoEngineHasAreServedByEach(ServingEngine engine) throws IOException {
        SavedModel.save(block, CLASSES, Map.of(), folder, "tiny");
        Path file = folder.resolve("tiny-0000.params");
        List<Double> expected;
        try (Classifier classifier = Serving.of(block).engine(engine).classifier(CLASSES)) {
            expected = probabilities(classifier.classify(picture(1)));
        }
        try (SavedModel values = SavedModel.loadValues(file)) {
            // Twice: the values stay their owner's.
            for (int i = 0; i < 2; i++) {
                try (Classifier found =
                        Serving.of(values.block()).engine(engine).classifier(CLASSES)) {
                    assertThat(probabilities(found.classify(picture(1)))).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void eightThreadsGetTheAnswersThatOneGets(ServingEngine engine) throws Exception {
        int pictures = 40;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Classifier classifier = Serving.of(block).engine(engine).classifier(CLASSES)) {
            List<List<Double>> expected = new ArrayList<>();
            for (int i = 0; i < pictures; i++) {
                expected.add(probabilities(classifier.classify(picture(i))));
            }
            List<Future<List<Double>>> answers = new ArrayList<>();
            for (int i = 0; i < 8 * pictures; i++) {
                int number = i % pictures;
                answers.add(threads.submit(() -> probabilities(classifier.classify(picture(number)))));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).as("picture %d", i % pictures).isEqualTo(expected.get(i % pictures));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void otherClassesThanOutputsAndUseAfterCloseAreNamed() {
        assertThatThrownBy(() -> Serving.of(block).classifier(List.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but there are 2 classes: name one class for each output");
        Classifier classifier = Serving.of(block).classifier(CLASSES);
        assertThat(classifier.toString()).startsWith("Tiny for 3 classes: red, green, blue (");
        classifier.close();
        classifier.close();
        assertThatThrownBy(() -> classifier.classify(picture(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Tiny is closed: open another");
    }
}
