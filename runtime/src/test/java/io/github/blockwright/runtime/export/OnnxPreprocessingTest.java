package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxPreprocessingTest extends WithEngine {
    @TempDir
    private Path folder;

    /** Every pixel counts: a convolution, its mean, and three classes. */
    private RowsBlock network(InputSpec input) {
        RowsBlock block = RowsBlock.of(
                input,
                () -> RowsBlock.rows(
                        "stem",
                        ConvNormActivation.builder(Conventions.PYTORCH, input.channels(), 8)
                                .kernel(3)
                                .strides(2)
                                .build(),
                        "pooled",
                        Pooling.globalAverage(),
                        "logits",
                        new Dense(8, 3, Activation.LINEAR)));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        return block;
    }

    private static InputSpec input(int height, int width, int channels) {
        return new InputSpec(
                height,
                width,
                channels,
                1 / 255.0,
                List.of(0.485, 0.456, 0.406).subList(0, channels),
                List.of(0.229, 0.224, 0.225).subList(0, channels));
    }

    private OnnxFile write(Onnx onnx) throws IOException {
        Path file = folder.resolve("model.onnx");
        onnx.write(file);
        return new OnnxFile(file);
    }

    private float[] expected(RowsBlock block, byte[] view) {
        InputSpec input = block.summary().input();
        float[] values = new float[view.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = input.table(i % input.channels())[view[i] & 0xff];
        }
        NDArray image = manager.create(values, new Shape(1, input.height(), input.width(), input.channels()))
                .transpose(0, 3, 1, 2);
        return Inference.forward(block, image).softmax(1).toFloatArray();
    }

    private static byte[] noise(int length) {
        byte[] pixels = new byte[length];
        new SplittableRandom(1).nextBytes(pixels);
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 3",
        "300, 1, 3",
        "1, 300, 3",
        "2, 5000, 1",
        "40, 24, 3",
        "41, 25, 3",
        "24, 40, 1",
        "97, 333, 3",
        "5, 7, 3",
        "32, 24, 3",
        "640, 480, 3"
    })
    void aPictureOfAnySizeGivesWhatItsMiddleGives(int height, int width, int channels) throws Exception {
        RowsBlock block = network(input(32, 24, channels));
        byte[] pixels = noise(height * width * channels);
        Picture picture = new Picture(height, width, channels, pixels);
        Shape shape = new Shape(1, height, width, channels);

        assertThat(write(Onnx.of(block).preprocessing()).run(pixels, shape))
                .containsExactly(
                        expected(block, Images.fit(picture, 32, 24, channels, Images.Fit.CROP)), within(1e-4f));
        assertThat(write(Onnx.of(block).preprocessing().shorterSide(37)).run(pixels, shape))
                .containsExactly(expected(block, Images.middle(picture, 37, 32, 24, channels)), within(1e-4f));
    }

    @Test
    void onnxRuntimeResizesToTheVeryBytes() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            int side = 2 + random.nextInt(40);
            int height = 1 + random.nextInt(side);
            int width = 1 + random.nextInt(side);
            InputSpec input = new InputSpec(height, width, 1, 1, List.of(0.0), List.of(1.0));
            Picture picture = picture(1 + random.nextInt(i < 20 ? 300 : 30), 1 + random.nextInt(300));
            byte[] expected = Images.middle(picture, side, height, width, 1);
            float[] found = bytes(new OnnxPreprocessing(input, side))
                    .run(picture.pixels(), new Shape(1, picture.height(), picture.width(), 1));
            assertThat(found).hasSameSizeAs(expected);
            for (int at = 0; at < found.length; at++) {
                assertThat((int) found[at])
                        .as(
                                "pixel %d of %s × %s to %s × %s of %s",
                                at, picture.height(), picture.width(), height, width, side)
                        .isEqualTo(expected[at] & 0xff);
            }
        }
    }

    private static Picture picture(int height, int width) {
        return new Picture(height, width, 1, noise(height * width));
    }

    /** A model that is the preprocessing alone. */
    private OnnxFile bytes(OnnxPreprocessing preprocessing) throws IOException {
        InputSpec input = preprocessing.input();
        RowsBlock block = RowsBlock.of(input, () -> RowsBlock.rows("flat", new Flatten()));
        OnnxModel model = new OnnxModel(block.summary(), new LayerNodes(Map.of()), OnnxGraph.Observer.NONE);
        model.output(model.pixels(preprocessing));
        Path file = folder.resolve("bytes.onnx");
        Files.write(file, model.build(List.of(), List.of(), Optional.empty()).toByteArray());
        return new OnnxFile(file);
    }

    @Test
    void severalPicturesOfOneSizeAreABatch() throws Exception {
        RowsBlock block = network(input(8, 8, 3));
        OnnxFile file = write(Onnx.of(block).preprocessing());
        byte[] both = noise(2 * 20 * 15 * 3);
        byte[] second = Arrays.copyOfRange(both, 20 * 15 * 3, both.length);
        float[] probabilities = file.run(both, new Shape(2, 20, 15, 3));
        assertThat(probabilities).hasSize(6);
        assertThat(Arrays.copyOfRange(probabilities, 3, 6))
                .containsExactly(file.run(second, new Shape(1, 20, 15, 3)), within(1e-4f));
    }

    @Test
    void anInt8FileTakesPicturesOfAnySizeToo() throws Exception {
        RowsBlock block = network(input(8, 8, 3));
        byte[][] images = {noise(192), new byte[192]};
        ImageDataset calibration = new ImageDataset(8, 8, 3, List.of("any"), images, new int[2]);
        OnnxFile file = write(Onnx.of(block).preprocessing().int8(calibration));
        Picture picture = new Picture(20, 31, 3, noise(20 * 31 * 3));
        float[] probabilities = file.run(picture.pixels(), new Shape(1, 20, 31, 3));
        assertThat(probabilities)
                .isEqualTo(file.run(Images.fit(picture, 8, 8, 3, Images.Fit.CROP), new Shape(1, 8, 8, 3)));
        assertThat(probabilities)
                .containsExactly(expected(block, Images.fit(picture, 8, 8, 3, Images.Fit.CROP)), within(0.05f));
    }

    @Test
    void theFileSaysWhichPixelsItTakes() throws IOException {
        assertThat(write(Onnx.of(network(input(8, 8, 1))).preprocessing())
                        .proto()
                        .getMetadataPropsList())
                .filteredOn(entry -> entry.getKey().equals("pixels"))
                .extracting(StringStringEntryProto::getValue)
                .containsExactly(
                        "grey (luma, ITU-R BT.601), uint8 (batch, height, width, 1), upright, of any height and width");
        assertThat(write(Onnx.of(network(input(8, 8, 3)))).proto().getMetadataPropsList())
                .extracting(StringStringEntryProto::getKey)
                .doesNotContain("pixels");
    }

    @Test
    void aShorterSideBelowTheInputIsRefused() {
        Onnx onnx = Onnx.of(network(input(8, 9, 3)));
        assertThatThrownBy(() -> onnx.shorterSide(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The shorter side must be at least 9, the table's input, not 8");
    }
}
