package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.serve.ImageTranslator;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.Head;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedWeightsTest {
    private static final String TORCHVISION = "weights/mobilenet_v2_1.0_224_torchvision_bn.safetensors";
    private static final String KERAS = "weights/mobilenet_v2_0.35_224_keras_notop.safetensors";

    // The reference's probabilities of these two cannot be had from the files as they are: Pillow's own decoding and
    // resizing, which gives those of all photos of ImageNet to four digits, is 0.015 and 0.023 away from them.
    private static final Set<String> OTHER_PIXELS = Set.of("cc-by/cat.jpg", "cc-by/hot_dog.jpg");

    @TempDir
    private Path folder;

    @Test
    void torchvisionsWeightsRecogniseThePhotos() throws Exception {
        Path weights = TestData.path(TORCHVISION);
        Path photos = TestData.path("photos/photos.json");
        JsonArray expected = JsonParser.parseString(Files.readString(photos)).getAsJsonArray();
        assertThat(expected).hasSize(17);
        try (Model model = Model.newInstance("imagenet")) {
            ImageNetMobileNetV2Block block = new ImageNetMobileNetV2Block();
            NameMap names = NameMap.of(block, Family.TORCHVISION);
            LoadReport report = Weights.load(block, names, weights, Head.STRICT, model.getNDManager());
            assertThat(report.matched()).hasSize(262);
            assertIsWrittenAgain(WeightFiles.read(weights), block, names);
            model.setBlock(block);
            // The numbers of the classes as names.
            List<String> classes =
                    IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
            ImageTranslator translator = new ImageTranslator(block.summary(), classes, 256);
            try (Predictor<Image, Classifications> predictor = model.newPredictor(translator)) {
                for (JsonElement photo : expected) {
                    String file = photo.getAsJsonObject().get("file").getAsString();
                    JsonArray top5 = photo.getAsJsonObject().getAsJsonArray("top5");
                    Classifications found =
                            predictor.predict(ImageFactory.getInstance().fromFile(photos.resolveSibling(file)));
                    assertThat(found.best().getClassName())
                            .as(file)
                            .isEqualTo(top5.get(0).getAsJsonArray().get(0).getAsString());
                    double tolerance = OTHER_PIXELS.contains(file) ? 0.025 : 0.01;
                    for (JsonElement entry : top5) {
                        String number = entry.getAsJsonArray().get(0).getAsString();
                        double probability = entry.getAsJsonArray().get(2).getAsDouble();
                        assertThat(found.get(number).getProbability())
                                .as("%s, class %s", file, number)
                                .isCloseTo(probability, within(tolerance));
                    }
                }
            }
        }
    }

    @Test
    void kerasWeightsWithoutClassifierFillTheBackbone() throws Exception {
        Path weights = TestData.path(KERAS);
        try (NDManager manager = NDManager.newBaseManager()) {
            NarrowKerasBackboneBlock block = new NarrowKerasBackboneBlock();

            NameMap names = NameMap.of(block, Family.KERAS);
            LoadReport report = Weights.load(block, names, weights, Head.SKIP, manager);

            assertThat(report.matched()).hasSize(260);
            assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
            assertIsWrittenAgain(WeightFiles.read(weights), block, names);
        }
    }

    /** Under the same names, in the same layout and with the same values. */
    private void assertIsWrittenAgain(WeightFile weights, NetworkBlock<?, ?> block, NameMap names) throws Exception {
        Path copy = folder.resolve("copy.safetensors");
        Weights.save(block, names, copy);
        WeightFile written = WeightFiles.read(copy);
        weights.tensors().forEach((name, original) -> {
            WeightTensor again = written.tensors().get(name);
            assertThat(again.shape()).as(name).containsExactly(original.shape());
            // containsExactly compares each value with each other one.
            assertThat(again.toFloats()).as(name).isEqualTo(original.toFloats());
        });
    }
}
