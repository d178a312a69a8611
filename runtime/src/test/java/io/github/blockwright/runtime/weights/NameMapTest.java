package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameMapTest extends WithEngine {
    private static final Architecture V2 = new MobileNetV2();
    private static final Architecture V3 = new MobileNetV3();

    @ParameterizedTest
    @EnumSource
    void everyParameterHasOneEntryInTheTablesOrder(Family family) {
        MobileBlock block =
                MobileBlock.narrow(2, V2.publication(family).orElseThrow().conventions());

        assertThat(NameMap.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM"})
    void everyParameterOfMobileNetV3HasOneEntryInTheTablesOrder(Family family) {
        MobileBlock block =
                MobileBlock.narrowV3(2, true, V3.publication(family).orElseThrow().conventions());

        assertThat(NameMap.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @Test
    void aFamilyWithoutNamesForTheNetworkIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(MobileBlock.narrow(2), Family.TIMM_TF))
                .withMessage("");
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
