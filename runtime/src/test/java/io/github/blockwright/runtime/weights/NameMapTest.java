package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.DepthwiseSeparable;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameMapTest extends WithEngine {
    private static final Architecture V2 = new MobileNetV2();
    private static final Architecture V3 = new MobileNetV3();

    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM", "KERAS"})
    void everyParameterHasOneEntryInTheTablesOrder(Family family) {
        MobileBlock block =
                MobileBlock.narrow(2, V2.publication(family).orElseThrow().conventions());

        assertThat(NameMap.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterOfMobileNetV3HasOneEntryInTheTablesOrder(Family family) {
        MobileBlock block = MobileBlock.narrowV3(
                2, true, V3.publication(family).orElseThrow().conventions());

        assertThat(NameMap.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @Test
    void aFamilyWithoutNamesForTheNetworkIsRefused() {
        RowsBlock block = RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "stem",
                        ConvNormActivation.builder(Conventions.PYTORCH, 2, 4)
                                .activation(Activation.RELU6)
                                .build(),
                        "stage",
                        DepthwiseSeparable.builder(Conventions.PYTORCH, 4, 4).stage(1)));

        assertThat(NameMap.families(block)).containsExactly(Family.TIMM, Family.KERAS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(block, Family.TORCHVISION))
                .withMessage(
                        "Rows is a MobileNetV1, for which names of TORCHVISION are not known, but those of TIMM and"
                                + " KERAS");
    }

    @Test
    void aFoldedBlockHasNoNames() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(block.fold(manager), Family.TIMM))
                .withMessageStartingWith("Tiny is folded");
    }
}
