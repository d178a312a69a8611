package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.CountedBlock;
import io.github.blockwright.runtime.testing.CountedBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of features: read when it is right, never otherwise. A network that counts tells which it was. */
class FeatureFileTest extends WithEngine {
    private static final Augmentation CHANGE = Augmentation.NONE.withPad(1, Augmentation.Border.ZERO);

    @TempDir
    private Path folder;

    private final ImageDataset images = Colours.generate(10, 1);
    private final CountedBlock block = new CountedBlock();
    private Path cache;

    @BeforeEach
    void freeze() {
        block.initialize(manager);
        block.freezeThrough(Row.COUNTED);
        cache = folder.resolve("made/by/it/train.features");
    }

    private void assertComputes(FrozenFeatures features, ImageDataset data, boolean expected) {
        CountedBlock counted = (CountedBlock) features.block();
        long before = counted.count();
        FeatureDataset got = features.compute(manager, data, cache);
        assertThat(counted.count() - before).isEqualTo(expected ? (long) features.views() * data.size() : 0);
        FeatureDataset fresh = features.compute(manager, data);
        assertThat(got.shape()).isEqualTo(fresh.shape());
        assertThat(got.views()).isEqualTo(fresh.views());
        for (int view = 0; view < fresh.views(); view++) {
            for (int i = 0; i < data.size(); i++) {
                assertThat(got.values(view, i)).containsExactly(fresh.values(view, i), Offset.offset(1e-6f));
                assertThat(got.label(i)).isEqualTo(data.label(i));
            }
        }
    }

    private void assertMisses(FrozenFeatures features, ImageDataset data) {
        assertComputes(features, data, true);
        assertComputes(features, data, false);
    }

    @Test
    void theSecondTimeNoImagePassesTheRows() {
        assertMisses(FrozenFeatures.of(block), images);
        assertMisses(FrozenFeatures.of(block).withViews(3, CHANGE, 1), images);
        assertComputes(FrozenFeatures.of(block).withViews(3, CHANGE, 1).inBatchesOf(4), images, false);
    }

    @Test
    void anyChangeOfAWeightOrAStatisticMisses() {
        assertMisses(FrozenFeatures.of(block), images);
        for (String name : block.getParameters().keys()) {
            NDArray values = block.getParameters().get(name).getArray().stopGradient();
            values.addi(0.01);
            if (name.startsWith("counted")) {
                assertMisses(FrozenFeatures.of(block), images);
            } else {
                assertComputes(FrozenFeatures.of(block), images, false);
            }
        }
    }

    @Test
    void otherImagesLabelsOrClassesMiss() {
        assertMisses(FrozenFeatures.of(block), images);
        byte[][] pixels = new byte[images.size()][];
        int[] labels = new int[images.size()];
        Arrays.setAll(pixels, images::pixels);
        Arrays.setAll(labels, images::label);
        int[] otherLabels = labels.clone();
        otherLabels[9] = 1;
        assertMisses(FrozenFeatures.of(block), new ImageDataset(8, 8, 3, images.classes(), pixels, otherLabels));
        assertMisses(FrozenFeatures.of(block), new ImageDataset(8, 8, 3, List.of("a", "b", "c"), pixels, labels));
        pixels[9] = pixels[9].clone();
        pixels[9][191]++;
        assertMisses(FrozenFeatures.of(block), new ImageDataset(8, 8, 3, images.classes(), pixels, labels));
        assertMisses(FrozenFeatures.of(block), images.subset(0, 1, 2, 3));
        assertMisses(FrozenFeatures.of(block), images.subset(1, 0, 2, 3));
    }

    @Test
    void otherViewsAndOtherRowsMiss() {
        FrozenFeatures plain = FrozenFeatures.of(block);
        assertMisses(plain, images);
        assertMisses(plain.withViews(2, CHANGE, 1), images);
        assertMisses(plain.withViews(3, CHANGE, 1), images);
        assertMisses(plain.withViews(3, CHANGE, 2), images);
        assertMisses(plain.withViews(3, CHANGE.withFlip(true), 2), images);
        block.freezeThrough(Row.FLAT);
        assertMisses(FrozenFeatures.of(block), images);
    }

    @Test
    void anotherPreprocessingMisses() {
        assertMisses(FrozenFeatures.of(block), images);
        InputSpec other = new InputSpec(8, 8, 3, 1 / 255.0, List.of(0.5, 0.5, 0.4), List.of(0.5, 0.5, 0.5));
        CountedBlock same = new CountedBlock(other);
        same.initialize(manager);
        for (String name : block.getParameters().keys()) {
            same.getParameters()
                    .get(name)
                    .getArray()
                    .stopGradient()
                    .set(new NDIndex(":"), block.getParameters().get(name).getArray());
        }
        same.freezeThrough(Row.COUNTED);
        assertMisses(FrozenFeatures.of(same), images);
    }

    @Test
    void aDamagedFileIsReplacedWhereverTheDamageIs() throws IOException {
        FrozenFeatures features = FrozenFeatures.of(block);
        assertMisses(features, images);
        byte[] whole = Files.readAllBytes(cache);
        assertThat(whole).hasSize(8 + 64 + 4 * (3 + 3) + 10 * 16 * 4 + 8);
        for (int at : new int[] {0, 8, 71, 75, 79, 95, 96, 400, whole.length - 9, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(cache, damaged);
            assertMisses(features, images);
            assertThat(cache).hasBinaryContent(whole);
        }
        for (int length : new int[] {0, 7, 95, 96, 500, whole.length - 1}) {
            Files.write(cache, Arrays.copyOf(whole, length));
            assertMisses(features, images);
        }
        Files.write(cache, Arrays.copyOf(whole, whole.length + 1));
        assertMisses(features, images);
        assertThat(folder.resolve("made/by/it")).isDirectoryContaining("glob:**/train.features");
    }

    @Test
    void aHugeClaimMakesNoRoom() throws IOException {
        assertMisses(FrozenFeatures.of(block), images);
        byte[] bytes = Files.readAllBytes(cache);
        ByteBuffer.wrap(bytes).putInt(72, Integer.MAX_VALUE).putInt(76, Integer.MAX_VALUE);
        Files.write(cache, bytes);
        assertMisses(FrozenFeatures.of(block), images);
        assertThat(new FeatureFile(cache, "0".repeat(64), 1, 10, new Shape(4, 2, 2)).read(0))
                .isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsOneClearError() throws IOException {
        Files.createDirectories(cache.resolve("in the way"));
        assertThatThrownBy(() -> FrozenFeatures.of(block).compute(manager, images, cache))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write the features to " + cache + ": ");
    }
}
