package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.train.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest extends WithEngine {
    private TinyBlock tiny() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        return block;
    }

    private static RowsBlock network(Conventions conventions) {
        return RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "stem",
                        ConvNormActivation.builder(conventions, 2, 8)
                                .kernel(3)
                                .strides(2)
                                .activation(Activation.HARD_SWISH)
                                .build(),
                        "grouped",
                        ConvNormActivation.builder(conventions, 8, 8)
                                .kernel(3)
                                .groups(4)
                                .build(),
                        "biased",
                        ConvNormActivation.builder(conventions, 8, 8)
                                .withoutBatchNorm()
                                .build(),
                        "stage",
                        InvertedResidual.builder(conventions, 8, 8)
                                .kernel(5)
                                .expansion(3)
                                .strides(2)
                                .stage(3),
                        "pooled",
                        Pooling.globalAverage(),
                        "applied",
                        new Applied(Linear.builder().setUnits(6).build(), 6, 1, 54),
                        "logits",
                        new Dense(6, 5, Activation.LINEAR)));
    }

    private static void assertEqualUpToRounding(NDArray actual, NDArray expected) {
        float largest = expected.abs().max().getFloat();
        assertThat(largest).isGreaterThan(1e-3f);
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), Offset.offset(1e-5f * largest));
    }

    @ParameterizedTest
    @CsvSource({"SYMMETRIC, 1e-5", "SAME, 1e-3", "SAME, 0.5"})
    void aFoldedNetworkGivesTheSameOutput(Padding padding, float epsilon) {
        RowsBlock block = network(new Conventions(epsilon, 0.1f, padding));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        NDArray images = channelsLast(normal(4, 2, 19, 14));
        assertEqualUpToRounding(Inference.forward(block.fold(manager), images), Inference.forward(block, images));
    }

    @Test
    void theRowsOfABackboneAreFoldedToo() {
        RowsBlock block = RowsBlock.of(
                new TinyBlock().summary().input(),
                () -> RowsBlock.rows(
                        "features",
                        Backbone.of(new TinyBlock(), TinyBlock.Row.POOLED).trainableFrom(TinyBlock.Row.STAGE2),
                        "logits",
                        new Dense(16, 2, Activation.LINEAR)));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        RowsBlock folded = block.fold(manager);
        NDArray images = channelsLast(normal(4, 3, 8, 8));
        assertEqualUpToRounding(Inference.forward(folded, images), Inference.forward(block, images));
        assertThat(folded.getParameters().keys())
                .contains("features.stage2.1.project.conv.bias")
                .noneMatch(name -> name.contains("norm"));
    }

    @Test
    void aFoldedNetworkHasTheSameEndpoints() {
        TinyBlock block = tiny();
        NDArray images = channelsLast(normal(4, 3, 8, 8));
        assertEqualUpToRounding(
                block.fold(manager).endpoints(images).stage2(),
                block.endpoints(images).stage2());
    }

    @Test
    void everyBatchNormalisationBecomesABias() {
        TinyBlock folded = tiny().fold(manager);
        assertThat(folded.isFolded()).isTrue();
        assertThat(folded.isFrozen()).isTrue();
        assertThat(folded.getParameters().keys())
                .startsWith("stem.conv.weight", "stem.conv.bias", "stage1.0.expand.conv.weight")
                .noneMatch(name -> name.contains("norm"));
        assertThat(folded.getParameters().values()).noneMatch(Parameter::requiresGradient);
    }

    @Test
    void aFoldedNetworkOutlivesItsSourceAndDoesNotChangeIt() {
        NDArray images = channelsLast(normal(2, 3, 8, 8));
        Map<String, float[]> before;
        Map<String, float[]> after;
        float[] expected;
        TinyBlock folded;
        try (NDManager other = NDManager.newBaseManager()) {
            TinyBlock block = new TinyBlock();
            block.initialize(other);
            RowsBlock.disturb(block, other);
            before = values(block);
            folded = block.fold(manager);
            after = values(block);
            expected = Inference.forward(folded, images).toFloatArray();
        }
        assertSame(after, before);
        assertThat(Inference.forward(folded, images).toFloatArray()).isEqualTo(expected);
    }

    @Test
    void foldingATwinAgainCopiesIt() {
        TinyBlock folded = tiny().fold(manager);
        assertSame(values(folded.fold(manager)), values(folded));
    }

    @Test
    void foldingAndAForwardPassLeaveNothingOpenButParametersAndOutput() {
        TinyBlock block = tiny();
        try (NDManager owner = manager.newSubManager()) {
            TinyBlock folded = block.fold(owner);
            assertThat(owner.getManagedArrays()).hasSize(folded.getParameters().size());
            NDArray images = channelsLast(normal(2, 3, 8, 8));
            int before = manager.getManagedArrays().size();
            Inference.forward(folded, images);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
        }
    }

    @Test
    void aFoldedNetworkRefusesToBeTrained() {
        TinyBlock folded = tiny().fold(manager);
        NDArray images = normal(2, 3, 8, 8);
        assertThatThrownBy(() -> folded.forward(store(), images, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "A folded network cannot be trained, its batch normalisation is gone: train the block that it"
                                + " was folded from, and fold that again");
        assertThatThrownBy(() -> Training.of(folded, Recipe.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Tiny is folded for inference and cannot be trained: train the block that it is folded from,"
                                + " and fold that again");
    }

    @Test
    void aFoldedNetworkRefusesToBeSavedAndLoaded() {
        TinyBlock folded = tiny().fold(manager);
        assertThatThrownBy(() -> folded.saveParameters(new DataOutputStream(new ByteArrayOutputStream())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The weights of a folded Tiny cannot be saved: take the block that it is folded from, and fold"
                                + " that");
        assertThatThrownBy(() ->
                        folded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(new byte[0]))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be loaded");
    }

    @Test
    void aNetworkWithoutWeightsCannotBeFolded() {
        assertThatThrownBy(() -> new TinyBlock().fold(manager))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tiny has no weights yet: initialize it or load weights before folding it");
    }

    @Test
    void aBiasedDepthwiseConvolutionOfAPointIsItsCentreTap() {
        Conventions conventions = Conventions.PYTORCH;
        RowsBlock block = RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "depthwise",
                        ConvNormActivation.builder(conventions, 2, 2)
                                .kernel(3)
                                .groups(2)
                                .build()));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        NDArray point = normal(3, 2, 1, 1);
        assertThat(block.outputShape(point.getShape())).isEqualTo(new Shape(3, 2, 1, 1));
        assertEqualUpToRounding(Inference.forward(block.fold(manager), point), Inference.forward(block, point));
    }

    @Test
    void aBlockOfTheUsersOwnMadeOfLayersIsFoldedToo() {
        RowsBlock block = RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "applied",
                        new Applied(
                                ConvNormActivation.builder(Conventions.PYTORCH, 2, 4)
                                        .build(),
                                4,
                                1,
                                16)));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        NDArray images = normal(2, 2, 19, 14);
        assertEqualUpToRounding(Inference.forward(block.fold(manager), images), Inference.forward(block, images));
    }

    @Test
    void aFoldedNetworkStaysFrozenAndIsNoBackbone() {
        TinyBlock folded = tiny().fold(manager);
        assertThatThrownBy(folded::unfreeze)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The weights of a folded Tiny cannot be freed");
        assertThatThrownBy(() -> folded.freezeThrough(TinyBlock.Row.STEM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be frozen and freed");
        assertThatThrownBy(() -> Backbone.of(folded, TinyBlock.Row.POOLED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Tiny is folded, so its rows cannot be those of a backbone: take the block that it is folded"
                                + " from");
        Backbone<TinyBlock.Row> backbone = Backbone.of(tiny(), TinyBlock.Row.POOLED);
        assertThatThrownBy(() -> backbone.copyFrom(folded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Tiny is folded");
    }
}
