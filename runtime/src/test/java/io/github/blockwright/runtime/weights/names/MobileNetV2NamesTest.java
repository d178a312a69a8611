package io.github.blockwright.runtime.weights.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blockwright.runtime.blocks.base.ActivationFunction;
import io.github.blockwright.runtime.blocks.base.Conventions;
import io.github.blockwright.runtime.blocks.base.Layer;
import io.github.blockwright.runtime.blocks.base.PaddingMode;
import io.github.blockwright.runtime.blocks.layers.ConvNormActivation;
import io.github.blockwright.runtime.blocks.layers.Dense;
import io.github.blockwright.runtime.blocks.layers.InvertedResidual;
import io.github.blockwright.runtime.blocks.layers.Stage;
import io.github.blockwright.runtime.weights.WeightFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MobileNetV2NamesTest {
    private static final Map<String, Layer> MOBILE = MobileBlock.rows(Conventions.PYTORCH, 4, new int[] {3, 5}, 7, 2);

    @ParameterizedTest
    @EnumSource
    void namesAndShapesAreThoseOfTheFamilysOwnModel(Family family) throws IOException {
        Map<String, String> published = new TreeMap<>();
        String file = "mobilenet_v2." + family.name().toLowerCase(Locale.ROOT) + ".names";
        for (String line : Files.readAllLines(WeightFixtures.path(file))) {
            String[] parts = line.split(" ", -1);
            published.put(parts[0], "[" + parts[1].replace(",", ", ") + "]");
        }
        MobileBlock block = MobileBlock.imageNet(family.conventions());

        Map<String, String> ours = new TreeMap<>();
        for (NameMap.Entry entry : MobileNetV2Names.of(block, family).entries()) {
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
    void aTableOfOtherConventionsIsRefusedBeforeItsWeightsAreRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MobileNetV2Names.of(MobileBlock.narrow(2), Family.KERAS))
                .withMessage("Weights of KERAS need batchNormEpsilon = 0.001 in @Network, but the table has 1.0E-5");
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterHasOneEntryInTheTablesOrder(Family family) {
        MobileBlock block = MobileBlock.narrow(2, family.conventions());

        assertThat(MobileNetV2Names.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @Test
    void aTableWithoutClassifierHasNames() {
        MobileBlock block = new MobileBlock(MobileBlock.rows(Conventions.PYTORCH, 4, new int[] {3, 5}, 7, 0));
        NameMap names = MobileNetV2Names.of(block, Family.TIMM);

        assertThat(names.entries()).noneMatch(names::isClassifier);
        assertThat(names.entries().get(names.entries().size() - 1).name()).isEqualTo("bn2.running_var");
    }

    @Test
    void theRowThatIsNotAsInMobileNetV2IsNamed() {
        assertRefused(with("stage1", MobileBlock.stage(Conventions.PYTORCH, 4, 3, 6, 0)), "stage1.0 is not as");
        assertRefused(with("stage2", MobileBlock.stage(Conventions.PYTORCH, 3, 5, 1, 1)), "stage2.0 is not as");
        assertRefused(with("stage1", conv(4, 3, true)), "stage1 is not as in MobileNetV2, where the second is an");
        assertRefused(
                with("stem", conv(3, 4, false)), "stem is not as in MobileNetV2, where every convolution has batch");
        assertRefused(with("stem", new Dense(3, 4, ActivationFunction.LINEAR)), "stem is not as");
        assertRefused(with("head", new Dense(5, 7, ActivationFunction.LINEAR)), "head is not as");
        assertRefused(with("extra", new Dense(2, 2, ActivationFunction.LINEAR)), "extra is not as");
        assertRefused(
                with(
                        "stem",
                        ConvNormActivation.builder(Conventions.PYTORCH, 3, 4)
                                .kernel(3)
                                .strides(2)
                                .activation(ActivationFunction.HARD_SWISH)
                                .build()),
                "stem is not as in MobileNetV2, where both @Conv have ReLU6");
        assertRefused(without("head"), "logits is not as");
        Map<String, Layer> ended = without("head");
        ended.remove("logits");
        assertRefused(ended, "Mobile ends before the last convolution");
    }

    @Test
    void aBlockThatComputesSomethingElseThanMobileNetV2sIsRefused() {
        List<Stage> others = List.of(
                InvertedResidual.builder(Conventions.PYTORCH, 4, 3)
                        .expansion(1)
                        .shortcutBetweenExpansions()
                        .stage(1),
                InvertedResidual.builder(Conventions.PYTORCH, 4, 3)
                        .expansion(1)
                        .withoutShortcut()
                        .stage(1),
                InvertedResidual.builder(Conventions.PYTORCH, 4, 3)
                        .expansion(1)
                        .activation(ActivationFunction.HARD_SWISH)
                        .stage(1),
                InvertedResidual.builder(Conventions.PYTORCH, 4, 3)
                        .expansion(1)
                        .projectionActivation(ActivationFunction.RELU6)
                        .stage(1),
                InvertedResidual.builder(Conventions.PYTORCH, 4, 3)
                        .expansion(1)
                        .squeeze(1, 1, ActivationFunction.RELU, ActivationFunction.SIGMOID)
                        .stage(1));
        for (Stage other : others) {
            assertRefused(with("stage1", other), "stage1.0 is not as in MobileNetV2, where blocks have ReLU6");
        }
    }

    @Test
    void conventionsThatDifferNameTheAttributeToSet() {
        Conventions keras = new Conventions(1e-3f, 0.1f, PaddingMode.SAME);

        assertThatCode(() -> Family.KERAS.requireSame(keras)).doesNotThrowAnyException();
        assertThatCode(() -> Family.TIMM.requireSame(Conventions.PYTORCH)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Family.TORCHVISION.requireSame(keras))
                .withMessage(
                        "Weights of TORCHVISION need batchNormEpsilon = 1.0E-5 in @Network, but the table has 0.001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Family.KERAS.requireSame(new Conventions(1e-3f, 0.1f, PaddingMode.SYMMETRIC)))
                .withMessage("Weights of KERAS need padding = Padding.SAME in @Network, but the table has SYMMETRIC");
    }

    private static Map<String, Layer> with(String row, Layer layer) {
        Map<String, Layer> rows = new LinkedHashMap<>(MOBILE);
        rows.put(row, layer);
        return rows;
    }

    private static Map<String, Layer> without(String row) {
        Map<String, Layer> rows = new LinkedHashMap<>(MOBILE);
        rows.remove(row);
        return rows;
    }

    private static ConvNormActivation conv(int channels, int filters, boolean batchNorm) {
        ConvNormActivation.Builder builder = ConvNormActivation.builder(Conventions.PYTORCH, channels, filters)
                .activation(ActivationFunction.RELU6);
        return batchNorm ? builder.build() : builder.withoutBatchNorm().build();
    }

    private static void assertRefused(Map<String, Layer> rows, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MobileNetV2Names.of(new MobileBlock(rows), Family.TIMM))
                .withMessageContaining(message);
    }
}
