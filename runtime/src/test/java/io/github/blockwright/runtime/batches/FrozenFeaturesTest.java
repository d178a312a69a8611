package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.Tiny;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.train.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenFeaturesTest extends WithEngine {
    private static final Augmentation CHANGE = Augmentation.NONE.withPad(2, Augmentation.Border.ZERO);

    private final ImageDataset images = Colours.generate(21, 1);
    private final TinyBlock block = new TinyBlock();

    /** Trained a little, so that the statistics are not those of a new block. */
    @BeforeEach
    void train() {
        Training.of(
                        block,
                        Recipe.builder()
                                .epochs(1)
                                .batchSize(7)
                                .augmentation(CHANGE)
                                .build())
                .run(manager, images, null);
    }

    /** What the block itself says of a row for all images at once, in the given epoch of the batches. */
    private float[] endpoint(Batches batches, int epoch, Function<Tiny, NDArray> row) {
        try (NDManager scope = manager.newSubManager();
                var stream = batches.open(epoch)) {
            Batch batch = stream.next(scope);
            return row.apply(block.endpoints(batch.images())).toFloatArray();
        }
    }

    private static float[] all(FeatureDataset features, int view) {
        float[] all = new float[(int) features.shape().size() * features.size()];
        for (int i = 0; i < features.size(); i++) {
            float[] image = features.values(view, i);
            System.arraycopy(image, 0, all, i * image.length, image.length);
        }
        return all;
    }

    @Test
    void theyAreWhatTheLastFrozenRowGivesInInference() {
        Batches whole = Batches.of(images, block.summary().input(), images.size());
        block.freezeThrough(Row.STEM);
        FeatureDataset maps = FrozenFeatures.of(block).inBatchesOf(8).compute(manager, images);
        assertThat(maps.shape()).isEqualTo(new Shape(8, 4, 4));
        assertThat(maps.views()).isOne();
        assertThat(all(maps, 0)).containsExactly(endpoint(whole, 0, Tiny::stem), Offset.offset(1e-6f));

        block.freezeThrough(Row.POOLED);
        FeatureDataset vectors = FrozenFeatures.of(block).inBatchesOf(21).compute(manager, images);
        assertThat(vectors.shape()).isEqualTo(new Shape(16));
        assertThat(all(vectors, 0)).containsExactly(endpoint(whole, 0, Tiny::pooled));
        assertThat(vectors.classes()).isEqualTo(images.classes());
        for (int i = 0; i < images.size(); i++) {
            assertThat(vectors.label(i)).isEqualTo(images.label(i));
        }
    }

    @Test
    void theFirstViewIsPlainAndTheOthersAreAugmentedEachInItsOwnWay() {
        block.freezeThrough(Row.POOLED);
        FrozenFeatures plain = FrozenFeatures.of(block).inBatchesOf(21);
        FeatureDataset features = plain.withViews(3, CHANGE, 5).compute(manager, images);
        assertThat(all(features, 0)).containsExactly(all(plain.compute(manager, images), 0));
        Batches augmented = Batches.of(images, block.summary().input(), 21).augmentedInOrder(CHANGE, 5);
        for (int view = 1; view < 3; view++) {
            assertThat(all(features, view)).containsExactly(endpoint(augmented, view, Tiny::pooled));
        }
        assertThat(all(features, 1)).isNotEqualTo(all(features, 2)).isNotEqualTo(all(features, 0));
        assertThat(all(plain.withViews(2, CHANGE, 6).compute(manager, images), 1))
                .isNotEqualTo(all(features, 1));
    }

    @Test
    void inAFileTheyAreTheSameAsInMemory() {
        block.freezeThrough(Row.STAGE1);
        FrozenFeatures features = FrozenFeatures.of(block).withViews(2, CHANGE, 1);
        FeatureDataset memory = features.compute(manager, images);
        FeatureDataset file = features.compute(manager, images, 0);
        for (int view = 0; view < 2; view++) {
            assertThat(all(file, view)).containsExactly(all(memory, view));
        }
        // As a training draws them.
        assertThat(file.values(1, 20)).containsExactly(memory.values(1, 20));
        assertThat(file.values(0, 3)).containsExactly(memory.values(0, 3));
    }

    @Test
    void computingThemChangesAndLeavesNothing() {
        block.freezeThrough(Row.HEAD);
        var before = values(block);
        int open = manager.getManagedArrays().size();
        FrozenFeatures.of(block).withViews(2, CHANGE, 1).compute(manager, images);
        assertSame(values(block), before);
        assertThat(manager.getManagedArrays()).hasSize(open);
    }

    private void assertRefused(NetworkBlock<?, ?> refused, String message) {
        FrozenFeatures features = FrozenFeatures.of(refused);
        assertThatThrownBy(() -> features.compute(manager, images))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void withoutAFrozenFirstRowOrWeightsThereAreNone() {
        block.layer(Row.STAGE1).setFrozen(true);
        assertRefused(
                block, "The first row of Tiny, stem, is not frozen: freezeThrough(...) the rows to be passed once");
        block.freezeThrough(Row.LOGITS);
        Layer stemConv = (Layer) block.layer(Row.STEM).getChildren().values().get(0);
        stemConv.setFrozen(false);
        assertThatThrownBy(() -> FrozenFeatures.of(block).compute(manager, images))
                .as("a row of which a part can learn")
                .isInstanceOf(IllegalStateException.class);
        assertRefused(new TinyBlock(), "Tiny has no weights yet: load or initialize them first");
    }

    @Test
    void senselessViewsAreRefused() {
        FrozenFeatures plain = FrozenFeatures.of(block);
        assertThatThrownBy(() -> plain.withViews(2, Augmentation.NONE, 1))
                .hasMessage("2 views without an augmentation are all the same: set one, or make one view");
        assertThatThrownBy(() -> plain.withViews(0, CHANGE, 1))
                .hasMessage("batchSize and views must be at least 1, not 128 and 0");
        assertThatThrownBy(() ->
                        new FeatureDataset(new Shape(2), images.classes(), new float[][][] {{{1, 2}, {3}}}, new int[2]))
                .hasMessage("1 features do not fill the shape (2)");
    }

    /** Black pictures of which these rows make zeros, and a white one of which they make what no float holds. */
    @Test
    void aPictureWhoseFeaturesAreNotFiniteIsNamedByItsFile(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 12; i++) {
            Path of = Files.createDirectories(folder.resolve(i % 2 == 0 ? "even" : "odd"));
            BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 64 && i == 7; pixel++) {
                picture.setRGB(pixel % 8, pixel / 8, 0xffffff);
            }
            ImageIO.write(picture, "png", of.resolve(i + ".png").toFile());
        }
        for (Parameter parameter : block.getParameters().values()) {
            NDArray array = parameter.getArray().stopGradient();
            switch (parameter.getType()) {
                case WEIGHT -> array.set(new NDIndex(":"), 1);
                case GAMMA -> array.set(new NDIndex(":"), 1e38f);
                case RUNNING_VAR -> array.set(new NDIndex(":"), 1);
                default -> array.set(new NDIndex(":"), 0);
            }
        }
        block.freezeThrough(Row.STAGE1);
        try (OpenPictures open = Pictures.of(folder).open(block.summary().input())) {
            assertThatThrownBy(() -> FrozenFeatures.of(block).compute(manager, open.all()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Row stage1 makes of " + folder.resolve("odd").resolve("7.png")
                            + " what is not finite: look at the picture, or leave it out, and at the weights");
        }
    }
}
