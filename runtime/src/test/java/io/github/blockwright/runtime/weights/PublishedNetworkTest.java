package io.github.blockwright.runtime.weights;

import static io.github.blockwright.dsl.Activation.HARD_SIGMOID;
import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.LINEAR;
import static io.github.blockwright.dsl.Activation.RELU;
import static io.github.blockwright.dsl.Activation.RELU6;
import static io.github.blockwright.dsl.Activation.SIGMOID;
import static io.github.blockwright.runtime.testing.RowsBlock.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Residual;
import io.github.blockwright.runtime.testing.RowsBlock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks are recognised by the layers that they are built of, and what is like none is refused with a reason. */
class PublishedNetworkTest {
    private static final InputSpec INPUT = new InputSpec(8, 8, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    private static final String V2 = " is not as in MobileNetV2, where ";
    private static final String V3 = " is not as in MobileNetV3, where ";
    private static final String EITHER = " is not as in any published network, where ";
    private static final String V2_BLOCKS =
            "blocks have ReLU6, a linear projection, a shortcut between bottlenecks and no squeeze";

    static Stream<Arguments> unlike() {
        Layer first = narrow(1).stage(1);
        return Stream.of(
                refused(
                        rows("pooled", Pooling.globalAverage()),
                        "Rows has no parameters, so no family has names for it"),
                refused(
                        rows("flat", new Flatten(), "logits", new Dense(192, 2, LINEAR)),
                        "logits" + EITHER + "the first row with parameters is a @Conv"),
                refused(
                        rows("stem", conv(3, SIGMOID)),
                        "stem" + EITHER
                                + "the first @Conv has ReLU6 or hard swish or ReLU or SiLU; weights of a family load"
                                + " only into tables of its networks"),
                refused(
                        rows("stem", builder(3, RELU6).withoutBatchNorm().build()),
                        "stem" + V2 + "every convolution has batch normalisation"),
                refused(
                        rows("stem", conv(3, RELU6), "stage1", conv(4, RELU6)),
                        "stage1" + V2 + "stages of blocks follow the first @Conv"),
                refused(
                        rows(
                                "stem",
                                conv(3, RELU6),
                                "stage1",
                                Residual.builder(Conventions.PYTORCH, 4, 4, 4).stage(1)),
                        "stage1.0" + V2 + V2_BLOCKS),
                refused(
                        rows("stem", conv(3, RELU6), "stage1", narrow(6).stage(1)),
                        "stage1.0" + V2 + "the very first block does not expand its input, and every other does"),
                refused(
                        rows("stem", conv(3, RELU6), "stage1", narrow(1).stage(2)),
                        "stage1.1" + V2 + "the very first block does not expand its input, and every other does"),
                refused(
                        rows(
                                "stem",
                                conv(3, RELU6),
                                "stage1",
                                narrow(1).shortcutBetweenExpansions().stage(1)),
                        "stage1.0" + V2 + V2_BLOCKS),
                refused(
                        rows(
                                "stem",
                                conv(3, RELU6),
                                "stage1",
                                narrow(1).withoutShortcut().stage(1)),
                        "stage1.0" + V2 + V2_BLOCKS),
                refused(
                        rows(
                                "stem",
                                conv(3, RELU6),
                                "stage1",
                                narrow(1).projectionActivation(RELU6).stage(1)),
                        "stage1.0" + V2 + V2_BLOCKS),
                refused(
                        rows(
                                "stem",
                                conv(3, RELU6),
                                "stage1",
                                narrow(1).squeeze(1, 1, RELU, HARD_SIGMOID).stage(1)),
                        "stage1.0" + V2 + V2_BLOCKS),
                refused(
                        rows(
                                "stem",
                                conv(3, HARD_SWISH),
                                "stage1",
                                narrow(1)
                                        .activation(RELU)
                                        .squeeze(1, 1, RELU, SIGMOID)
                                        .stage(1)),
                        "stage1.0" + V3 + "blocks have ReLU or hard swish, a linear projection, a shortcut between"
                                + " bottlenecks, and no squeeze or one with ReLU and hard sigmoid"),
                refused(
                        rows("stem", conv(3, RELU6), "stage1", first, "hidden", new Dense(256, 4, LINEAR)),
                        "hidden" + V2 + "stages of blocks follow each other, then comes one @Conv"),
                refused(
                        rows("stem", conv(3, RELU6), "stage1", first, "last", conv(4, HARD_SWISH)),
                        "last" + V2 + "the first and the last @Conv have ReLU6"),
                refused(
                        rows("stem", conv(3, RELU6), "stage1", first),
                        "Rows ends before the last convolution of MobileNetV2, so no family has names for it"),
                refused(
                        network(RELU6, RELU6, HARD_SWISH, LINEAR),
                        "dense1" + V2 + "only one @Dense follows the last @Conv"),
                refused(
                        network(HARD_SWISH, RELU, HARD_SWISH, HARD_SWISH, LINEAR),
                        "dense2" + V3 + "only a @Dense with hard swish and one without follow the last @Conv"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unlike")
    void theRowThatIsNotAsInAPublishedNetworkIsNamed(Map<String, Layer> rows, String reason) {
        RowsBlock block = RowsBlock.of(INPUT, () -> rows);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(block, Family.TIMM))
                .withMessageStartingWith(reason);
    }

    @Test
    void networksWithoutAHeadAreRecognised() {
        RowsBlock block = RowsBlock.of(INPUT, () -> network(RELU6, RELU6));

        assertThat(PublishedNetwork.of(block).get(0).parts())
                .extracting(Part::path)
                .containsExactly("stem", "stage.0.depthwise", "stage.0.project", "last");
    }

    @Test
    void theConventionsOfEveryConvolutionCount() {
        Conventions keras = new Conventions(1e-3f, 0.1f, Padding.SAME);
        Map<String, Layer> rows = network(RELU6, RELU6);
        rows.put("stage", InvertedResidual.builder(keras, 4, 4).expansion(1).stage(1));

        assertThat(PublishedNetwork.of(RowsBlock.of(INPUT, () -> rows)).get(0).conventions())
                .containsExactly(Conventions.PYTORCH, keras);
    }

    /** A convolution, a block, a convolution, and dense layers of these activations. */
    private static Map<String, Layer> network(Activation stem, Activation block, Activation... dense) {
        Map<String, Layer> rows =
                rows("stem", conv(3, stem), "stage", narrow(1).activation(block).stage(1), "last", conv(4, stem));
        rows.put("pooled", Pooling.globalAverage());
        for (int i = 0; i < dense.length; i++) {
            rows.put("dense" + i, new Dense(4, 4, dense[i]));
        }
        return rows;
    }

    private static InvertedResidual.Builder narrow(int expansion) {
        return InvertedResidual.builder(Conventions.PYTORCH, 4, 4).expansion(expansion);
    }

    private static Layer conv(int channels, Activation activation) {
        return builder(channels, activation).build();
    }

    private static ConvNormActivation.Builder builder(int channels, Activation activation) {
        return ConvNormActivation.builder(Conventions.PYTORCH, channels, 4).activation(activation);
    }

    private static Arguments refused(Map<String, Layer> rows, String reason) {
        return Arguments.of(rows, reason);
    }
}
