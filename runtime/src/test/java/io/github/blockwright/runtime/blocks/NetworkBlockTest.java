package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.testing.Tiny;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkBlockTest extends WithEngine {
    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    private NDArray images() {
        return channelsLast(normal(4, 3, 8, 8));
    }

    @Test
    void parametersAreNamedByTheirPath() {
        assertThat(block.getParameters().keys())
                .startsWith(
                        "stem.conv.weight",
                        "stem.norm.gamma",
                        "stem.norm.beta",
                        "stem.norm.runningMean",
                        "stem.norm.runningVar",
                        "stage1.0.expand.conv.weight")
                .contains("stage2.1.project.norm.beta")
                .endsWith("logits.weight", "logits.bias")
                .doesNotHaveDuplicates();
    }

    @Test
    void theSummaryCountsWhatTheBlockHas() {
        long trainable = block.getParameters().values().stream()
                .filter(Layer::isTrainable)
                .mapToLong(p -> p.getShape().size())
                .sum();
        long statistics = block.getParameters().values().stream()
                .filter(p -> !Layer.isTrainable(p))
                .mapToLong(p -> p.getShape().size())
                .sum();
        assertThat(block.summary().parameters()).isEqualTo(trainable);
        assertThat(block.summary().statistics()).isEqualTo(statistics);
    }

    @Test
    void theOutputShapeIsTheLastRows() {
        assertThat(block.getOutputShapes(new Shape[] {new Shape(5, 3, 8, 8)})).containsExactly(new Shape(5, 3));
        assertThat(block.layer(Row.STAGE2).outputShape(new Shape(5, 8, 2, 2))).isEqualTo(new Shape(5, 12, 1, 1));
        assertThat(block.describeInput().get("images")).isEqualTo(new Shape(1, 3, 8, 8));
    }

    @Test
    void endpointsAreTheActivationsOfEveryRow() {
        NDArray images = images();
        Tiny tiny = block.endpoints(images);
        RowSummary[] rows = block.summary().rows().toArray(RowSummary[]::new);
        NDArray[] activations = {
            tiny.stem(), tiny.stage1(), tiny.stage2(), tiny.head(), tiny.pooled(), tiny.regularised(), tiny.logits()
        };
        for (int i = 0; i < rows.length; i++) {
            assertThat(activations[i].getShape().slice(1)).as(rows[i].name()).isEqualTo(rows[i].output());
            assertThat(activations[i].getManager()).isSameAs(manager);
        }
        assertThat(tiny.logits().toFloatArray())
                .containsExactly(Inference.forward(block, images).toFloatArray());
        // Additions in place must not have reached back into an earlier row.
        NDArray again = block.layer(Row.STAGE1).forward(new Inference(manager), tiny.stem(), false);
        assertThat(tiny.stage1().toFloatArray()).containsExactly(again.toFloatArray());
    }

    @Test
    void endpointsLeaveNothingOpenButThemselves() {
        NDArray images = images();
        int before = manager.getManagedArrays().size();
        block.endpoints(images);
        // Dropout passes its input on, so seven rows have six arrays.
        assertThat(manager.getManagedArrays()).hasSize(before + 6);
    }

    @Test
    void freezingHoldsTheRowsUpToTheNamedOneAndFreesTheOthers() {
        block.freezeThrough(Row.STAGE2);
        block.freezeThrough(Row.STAGE1);
        assertLearns("stage2.0.depthwise.conv.weight", true);
        assertLearns("logits.bias", true);
        assertLearns("stem.conv.weight", false);
        assertLearns("stage1.1.project.norm.gamma", false);

        Map<String, float[]> before = values(block);
        block.forward(store(), images(), true);
        values(block).forEach((name, values) -> {
            boolean moved = name.contains("running") && !name.startsWith("stem.") && !name.startsWith("stage1.");
            if (moved) {
                assertThat(values).as(name).isNotEqualTo(before.get(name));
            } else {
                assertThat(values).as(name).containsExactly(before.get(name));
            }
        });

        block.unfreeze();
        assertLearns("stem.conv.weight", true);
        assertThat(block.layer(Row.STEM).isFrozen()).isFalse();
    }

    private void assertLearns(String name, boolean learns) {
        Parameter parameter = block.getParameters().get(name);
        assertThat(parameter.requiresGradient()).as(name).isEqualTo(learns);
        assertThat(parameter.getArray().hasGradient()).as(name).isEqualTo(learns);
    }

    @Test
    void imagesOfOtherChannelsAreRefusedInTheNetworksName() {
        assertThatThrownBy(() -> block.forward(store(), normal(2, 1, 8, 8), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tiny takes images of shape (-1, 3, 8, 8) (batch, channels, height, width),"
                        + " not (2, 1, 8, 8)");
        assertThatThrownBy(() -> block.endpoints(normal(3, 8, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not (3, 8, 8)");
    }
}
