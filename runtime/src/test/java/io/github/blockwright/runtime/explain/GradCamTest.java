package io.github.blockwright.runtime.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Task;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GradCamTest extends WithEngine {
    private static final float STEP = 1e-2f;

    private <B extends NetworkBlock<?, ?>> B disturbed(B block) {
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        return block;
    }

    /** By its definition, with the gradient found by trying. */
    private float[] expected(NetworkBlock<?, ?> block, int row, NDArray image, int label) {
        NetworkRows rows = NetworkRows.of(block);
        NDArray maps = rows.run(store(), image, 0, row + 1);
        int channels = (int) maps.getShape().get(1);
        int places = (int) (maps.getShape().get(2) * maps.getShape().get(3));
        float[] values = maps.toFloatArray();
        float[] map = new float[places];
        for (int k = 0; k < channels; k++) {
            double weight = 0;
            for (int i = k * places; i < (k + 1) * places; i++) {
                weight += (score(rows, row, maps.getShape(), values, i, STEP, label)
                                - score(rows, row, maps.getShape(), values, i, -STEP, label))
                        / (2 * STEP);
            }
            for (int i = 0; i < places; i++) {
                map[i] += (float) (weight / places) * values[k * places + i];
            }
        }
        for (int i = 0; i < places; i++) {
            map[i] = Math.max(0, map[i]);
        }
        return map;
    }

    private double score(NetworkRows rows, int row, Shape shape, float[] values, int changed, float by, int label) {
        float[] others = values.clone();
        others[changed] += by;
        return rows.run(store(), manager.create(others, shape), row + 1, rows.size())
                .toFloatArray()[label];
    }

    @Test
    void itIsWhatThePaperDefines() {
        SpotBlock block = disturbed(new SpotBlock(3, Task.CLASSIFICATION));
        NDArray images = normal(2, 3, 32, 32);
        float[] first = expected(block, 1, images.get("0:1"), 1);
        float[] second = expected(block, 1, images.get("1:2"), 0);

        NDArray map = GradCam.of(block, SpotBlock.Row.STAGE1, images, 1, 0);

        assertThat(map.getShape()).isEqualTo(new Shape(2, 8, 8));
        float largest = map.max().getFloat();
        assertThat(largest).isPositive();
        Offset<Float> near = Offset.offset(5e-3f * largest);
        assertThat(map.get("0").toFloatArray()).containsExactly(first, near);
        assertThat(map.get("1").toFloatArray()).containsExactly(second, near);
        assertClose(GradCam.of(block, "stage1", images, 1, 0), map);
    }

    @Test
    void unlessARowIsNamedItIsTheLastWithPlaces() {
        TinyBlock block = disturbed(new TinyBlock());
        assertThat(GradCam.lastRow(block)).as("later ones have maps of 1 × 1").isEqualTo("stage1");
        NDArray images = normal(1, 3, 8, 8);
        assertThat(GradCam.of(block, TinyBlock.Row.STAGE1, images, 2).getShape())
                .isEqualTo(new Shape(1, 2, 2));
        assertThatThrownBy(() -> GradCam.of(block, TinyBlock.Row.HEAD, images, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The row head of Tiny gives (16, 1, 1), on which there are no places to point at; rows with a map"
                                + " are stem, stage1");
        assertThatThrownBy(() -> GradCam.of(block, TinyBlock.Row.STEM, images, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no class 3");
        assertThatThrownBy(() -> GradCam.of(block, TinyBlock.Row.STEM, images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 images and 0 classes");
    }

    @Test
    void theRowsOfABackboneAreRowsToo() {
        InputSpec input = TinyBlock.SUMMARY.input();
        TinyBlock network = new TinyBlock();
        RowsBlock block = disturbed(RowsBlock.of(
                input,
                () -> RowsBlock.rows(
                        "features",
                        Backbone.of(network, TinyBlock.Row.STAGE1),
                        "flat",
                        new Flatten(),
                        "regularised",
                        new Dropout(0.5f),
                        "logits",
                        new Dense(32, 2, Activation.LINEAR))));
        NDArray image = normal(1, 3, 8, 8);
        assertThat(GradCam.lastRow(block)).isEqualTo("features.stage1");
        NDArray map = GradCam.of(block, "features.stem", image, 1);
        assertThat(map.getShape()).isEqualTo(new Shape(1, 4, 4));
        assertThat(map.get("0").toFloatArray())
                .containsExactly(
                        expected(block, 0, image, 1),
                        Offset.offset(1e-2f * map.max().getFloat()));
    }

    @Test
    void onlyTheMapStaysOpenAndNoWeightGetsAGradient() {
        TinyBlock block = disturbed(new TinyBlock());
        NDArray images = normal(2, 3, 8, 8);
        int before = manager.getManagedArrays().size();
        try (NDArray map = GradCam.of(block, TinyBlock.Row.STEM, images, 0, 1)) {
            assertThat(map.getManager()).isSameAs(manager);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
        }
        assertThat(block.getParameters().values())
                .noneMatch(parameter -> parameter.getArray().hasGradient()
                        && parameter.getArray().getGradient().abs().max().getFloat() != 0);
    }
}
