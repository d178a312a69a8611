package io.github.blockwright.processor;

import static io.github.blockwright.processor.Compiling.compileCleanly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.github.blockwright.runtime.blocks.LayerNames;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.WeightNames;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.NameMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What generated blocks know of the names of published weights. */
class PublishedNamesTest {
    private static final String SETTINGS = "@Network(input = @Input(height = 64, width = 64)) ";

    private static final Compilation UNLIKE = compileCleanly(Sources.table("Unlike"));

    @ParameterizedTest
    @EnumSource
    void namesAndShapesOfMobileNetV2AreThoseOfTheFamilysOwnModel(Family family) {
        Map<String, String> published = new TreeMap<>();
        String file = "published/mobilenet_v2." + family.name().toLowerCase(Locale.ROOT) + ".names";
        for (String line : Sources.text(file).lines().toList()) {
            String[] parts = line.split(" ", -1);
            published.put(parts[0], "[" + parts[1].replace(",", ", ") + "]");
        }
        String keras = "IMAGENET), batchNormEpsilon = 1e-3, padding = io.github.blockwright.dsl.Padding.SAME";
        String text = Sources.text("tables/ImageNetMobileNetV2.java");
        NetworkBlock<?, ?> block = block(
                compileCleanly(Sources.source(
                        "ImageNetMobileNetV2", family == Family.KERAS ? text.replace("IMAGENET)", keras) : text)),
                "tables.ImageNetMobileNetV2Block");

        Map<String, String> ours = new TreeMap<>();
        for (NameMap.Entry entry : NameMap.of(block, family).entries()) {
            String name = entry.names().stream()
                    .filter(published::containsKey)
                    .findFirst()
                    .orElse(entry.name());
            long[] shape =
                    block.getParameters().get(entry.parameter()).getShape().getShape();
            ours.put(name, Arrays.toString(entry.layout().fileShape(shape)));
        }

        assertThat(ours).isEqualTo(published);
    }

    @Test
    void aVariantsNamesAreItsTables() {
        NetworkBlock<?, ?> own = block(
                compileCleanly(Sources.source(
                        "Wide",
                        "import ai.djl.ndarray.NDArray; import io.github.blockwright.dsl.*; " + SETTINGS
                                + "@Variant(name = \"050\", widthMultiplier = 0.5) record Wide("
                                + "@Conv(filters = 16, kernel = 3, strides = 2) NDArray stem,"
                                + "@InvertedResidual(expansion = 1, filters = 16) NDArray stage1,"
                                + "@Conv(filters = 32) NDArray last) {}")),
                "Wide_050Block");
        assertThat(own.summary().rows().get(0).output().get(0)).isEqualTo(8);
        assertThat(layers(own))
                .extracting(LayerNames::path)
                .containsExactly("stem", "stage1.0.depthwise", "stage1.0.project", "last");
    }

    @Test
    void theRowsOfABackboneAreNamedAsItsParameters() {
        NetworkBlock<?, ?> block = block(compileCleanly(Sources.withBackbones("DogsVsCats")), "tables.DogsVsCatsBlock");

        NameMap names = NameMap.of(block, Family.TORCHVISION);

        assertThat(names.entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
        assertThat(names.entries()).filteredOn(NameMap.Entry::isClassifier).hasSize(2);
        // The table's own epsilon does not matter, for all its convolutions are the backbone's.
        assertThat(((WeightNames.Like) block.weightNames()).conventions())
                .singleElement()
                .satisfies(conventions ->
                        assertThat(conventions.batchNormEpsilon()).isEqualTo(1e-5f));
    }

    @Test
    void stagesOfMobileNetV3AreRowsOfEqualFilters() {
        NetworkBlock<?, ?> block = block(
                compileCleanly(Sources.source(
                        "Third",
                        "import ai.djl.ndarray.NDArray; import io.github.blockwright.dsl.*;"
                                + " import static io.github.blockwright.dsl.Activation.*; "
                                + SETTINGS.replace("64))", "64), width = 0.5)") + "record Third("
                                + "@Conv(filters = 16, kernel = 3, strides = 2, activation = HARD_SWISH) NDArray stem,"
                                + "@InvertedResidual(expandedChannels = 16, filters = 16, activation = RELU,"
                                + " squeeze = @Squeeze) NDArray a,"
                                + "@InvertedResidual(expandedChannels = 72, filters = 40, strides = 2, activation = RELU)"
                                + " NDArray b,"
                                + "@InvertedResidual(expandedChannels = 88, filters = 40, count = 2,"
                                + " activation = HARD_SWISH) NDArray c,"
                                + "@InvertedResidual(expandedChannels = 144, filters = 48, activation = HARD_SWISH)"
                                + " NDArray d,"
                                + "@Conv(filters = 96, activation = HARD_SWISH) NDArray last,"
                                + "@GlobalAveragePool NDArray pooled,"
                                + "@Dense(units = 32, activation = HARD_SWISH) NDArray hidden,"
                                + "@Dense(units = 4) NDArray logits) {}")),
                "ThirdBlock");

        // At this width, 40 and 48 filters both become 24, but their blocks stay those of two stages.
        assertThat(block.summary().rows().get(3).output().get(0)).isEqualTo(24);
        assertThat(block.summary().rows().get(4).output().get(0)).isEqualTo(24);
        assertThat(layers(block).stream()
                        .map(layer -> String.join(" ", layer.of(0)) + " | " + String.join(" ", layer.of(1))))
                .containsExactly(
                        "features.0.0 features.0.1 | conv_stem bn1",
                        "features.1.block.0.0 features.1.block.0.1 | blocks.0.0.conv_dw blocks.0.0.bn1",
                        "features.1.block.1.fc1 | blocks.0.0.se.conv_reduce",
                        "features.1.block.1.fc2 | blocks.0.0.se.conv_expand",
                        "features.1.block.2.0 features.1.block.2.1 | blocks.0.0.conv_pw blocks.0.0.bn2",
                        "features.2.block.0.0 features.2.block.0.1 | blocks.1.0.conv_pw blocks.1.0.bn1",
                        "features.2.block.1.0 features.2.block.1.1 | blocks.1.0.conv_dw blocks.1.0.bn2",
                        "features.2.block.2.0 features.2.block.2.1 | blocks.1.0.conv_pwl blocks.1.0.bn3",
                        "features.3.block.0.0 features.3.block.0.1 | blocks.1.1.conv_pw blocks.1.1.bn1",
                        "features.3.block.1.0 features.3.block.1.1 | blocks.1.1.conv_dw blocks.1.1.bn2",
                        "features.3.block.2.0 features.3.block.2.1 | blocks.1.1.conv_pwl blocks.1.1.bn3",
                        "features.4.block.0.0 features.4.block.0.1 | blocks.1.2.conv_pw blocks.1.2.bn1",
                        "features.4.block.1.0 features.4.block.1.1 | blocks.1.2.conv_dw blocks.1.2.bn2",
                        "features.4.block.2.0 features.4.block.2.1 | blocks.1.2.conv_pwl blocks.1.2.bn3",
                        "features.5.block.0.0 features.5.block.0.1 | blocks.2.0.conv_pw blocks.2.0.bn1",
                        "features.5.block.1.0 features.5.block.1.1 | blocks.2.0.conv_dw blocks.2.0.bn2",
                        "features.5.block.2.0 features.5.block.2.1 | blocks.2.0.conv_pwl blocks.2.0.bn3",
                        "features.6.0 features.6.1 | blocks.3.0.conv blocks.3.0.bn1",
                        "classifier.0 | conv_head",
                        "classifier.3 | classifier");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Pooling | Pooling ends before the last convolution of MobileNetV2 or MobileNetV3",
                "Flat | logits is not as in MobileNetV2 or MobileNetV3, where the first row with parameters is a @Conv",
                "Swish | stem is not as in MobileNetV2 or MobileNetV3, where both @Conv have ReLU6, or in MobileNetV3 hard",
                "Bias | stem is not as in MobileNetV2, where every convolution has batch normalisation",
                "Plain | stage1 is not as in MobileNetV2, where the second is an @InvertedResidual",
                "Separable | stage1.0 is not as in MobileNetV2, where its blocks are inverted residuals",
                "Early | stage1.0 is not as in MobileNetV2, where the very first block does not expand its input",
                "Late | stage1.1 is not as in MobileNetV2, where the very first block does not expand its input",
                "Shortcuts | stage1.0 is not as in MobileNetV2, where blocks have ReLU6, a linear projection",
                "Projected | stage1.0 is not as in MobileNetV2, where blocks have ReLU6, a linear projection",
                "Squeezed | stage1.0 is not as in MobileNetV2, where blocks have ReLU6, a linear projection",
                "Gated | stage1.0 is not as in MobileNetV3, where blocks have ReLU or hard swish, a linear projection",
                "Interrupted | hidden is not as in MobileNetV2, where @InvertedResidual rows follow each other, then",
                "Linear | last is not as in MobileNetV2, where both @Conv have ReLU6",
                "Ended | Ended ends before the last convolution of MobileNetV2, so no family has names for it",
                "TwoHeads | logits is not as in MobileNetV2, where only one @Dense follows the last @Conv",
                "ThreeHeads | logits is not as in MobileNetV3, where only a @Dense with hard swish and one without",
                "Deep | stage2 is not as in MobileNetV2, where there are at most 1000 blocks"
            })
    void theRowThatIsNotAsInAPublishedNetworkIsNamed(String table, String reason) {
        NetworkBlock<?, ?> block = block(UNLIKE, "tables.Unlike_" + table + "Block");

        assertThat(block.weightNames()).isInstanceOfSatisfying(WeightNames.None.class, none -> assertThat(none.reason())
                .startsWith(reason));
    }

    @Test
    void aTableOfManyRowsCompilesWithItsNames() {
        // A record has at most 255 components.
        int rows = 249;
        String stages = IntStream.range(0, rows)
                .mapToObj(i -> "@InvertedResidual(expansion = 2, filters = 4, count = 4) NDArray s" + i + ",")
                .collect(Collectors.joining());
        NetworkBlock<?, ?> block = block(
                compileCleanly(Sources.source(
                        "Long",
                        "import ai.djl.ndarray.NDArray; import io.github.blockwright.dsl.*; " + SETTINGS
                                + "record Long(@Conv(filters = 4) NDArray stem,"
                                + "@InvertedResidual(expansion = 1, filters = 4) NDArray first," + stages
                                + "@Conv(filters = 8) NDArray last) {}")),
                "LongBlock");

        assertThat(layers(block)).hasSize(1 + 2 + 4 * 3 * rows + 1);
        assertThat(layers(block).get(4 * 3 * rows + 1).of(2))
                .containsExactly("block_996_depthwise", "block_996_depthwise_BN");
    }

    private static List<LayerNames> layers(NetworkBlock<?, ?> block) {
        return ((WeightNames.Like) block.weightNames()).layers();
    }

    private static NetworkBlock<?, ?> block(Compilation compilation, String name) {
        return BuiltNetwork.create(Compiling.load(compilation, name));
    }
}
