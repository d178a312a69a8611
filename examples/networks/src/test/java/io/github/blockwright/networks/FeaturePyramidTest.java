package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.layers.Convolution;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The maps of three rows as a feature pyramid (Lin et al., arXiv:1612.03144), as detectors are built on a backbone. */
class FeaturePyramidTest {
    private static final int PIXELS = 96;
    private static final int IMAGES = 2;
    private static final int CHANNELS = 16;
    private static final Set<ImageNetMobileNetV2Block.Row> LEVELS = EnumSet.of(
            ImageNetMobileNetV2Block.Row.STAGE3,
            ImageNetMobileNetV2Block.Row.STAGE5,
            ImageNetMobileNetV2Block.Row.STAGE7);

    private static NDManager manager;
    private static ImageNetMobileNetV2_100_96Block block;
    private static NDArray images;
    private static List<NDArray> levels;

    @BeforeAll
    static void runTheNetworkOnce() {
        manager = NDManager.newBaseManager();
        block = new ImageNetMobileNetV2_100_96Block();
        block.initialize(manager);
        images = manager.randomNormal(new Shape(IMAGES, 3, PIXELS, PIXELS));
        ImageNetMobileNetV2 maps = block.endpoints(images);
        levels = List.of(maps.stage3(), maps.stage5(), maps.stage7());
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    @Test
    void theThreeMapsHaveTheChannelsOfTheirRowsAtStrides8And16And32() {
        assertThat(levels)
                .extracting(NDArray::getShape)
                .containsExactly(
                        new Shape(IMAGES, 32, PIXELS / 8, PIXELS / 8),
                        new Shape(IMAGES, 96, PIXELS / 16, PIXELS / 16),
                        new Shape(IMAGES, 320, PIXELS / 32, PIXELS / 32));
    }

    @Test
    void theirValuesAreThoseOfTheRowsRunOneByOne() {
        List<float[]> expected = new ArrayList<>();
        NDArray x = images;
        for (ImageNetMobileNetV2Block.Row row : ImageNetMobileNetV2Block.Row.values()) {
            x = Inference.forward(block.layer(row), x);
            if (LEVELS.contains(row)) {
                expected.add(x.toFloatArray());
            }
        }
        assertThat(levels.stream().map(NDArray::toFloatArray).toList())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(expected);
    }

    @Test
    void eachLevelOfTheirPyramidHasItsOwnSizeAndSeesAllCoarserMaps() {
        List<Convolution> lateral =
                levels.stream().map(FeaturePyramidTest::lateral).toList();
        List<NDArray> pyramid = pyramid(levels, lateral);
        assertThat(pyramid)
                .extracting(NDArray::getShape)
                .containsExactly(
                        new Shape(IMAGES, CHANNELS, 12, 12),
                        new Shape(IMAGES, CHANNELS, 6, 6),
                        new Shape(IMAGES, CHANNELS, 3, 3));

        List<NDArray> coarsestMissing =
                List.of(levels.get(0), levels.get(1), levels.get(2).zerosLike());
        List<NDArray> without = pyramid(coarsestMissing, lateral);
        for (int i = 0; i < pyramid.size(); i++) {
            assertThat(pyramid.get(i).toFloatArray())
                    .isNotEqualTo(without.get(i).toFloatArray());
        }
    }

    /** From the coarsest map down: each is brought to the same channels, and the enlarged coarser level is added. */
    private static List<NDArray> pyramid(List<NDArray> maps, List<Convolution> lateral) {
        List<NDArray> pyramid = new ArrayList<>();
        NDArray coarser = null;
        for (int i = maps.size() - 1; i >= 0; i--) {
            NDArray level = Inference.forward(lateral.get(i), maps.get(i));
            coarser = coarser == null ? level : level.add(coarser.repeat(2, 2).repeat(3, 2));
            pyramid.add(0, coarser);
        }
        return pyramid;
    }

    private static Convolution lateral(NDArray map) {
        Convolution convolution =
                new Convolution((int) map.getShape().get(1), CHANNELS, 1, 1, 1, Padding.SYMMETRIC, true);
        convolution.initialize(manager, DataType.FLOAT32, map.getShape());
        return convolution;
    }
}
