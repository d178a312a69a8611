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
                MobileBlock.narrow(2, V2.publication(family, "Mobile").conventions());

        assertThat(NameMap.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM"})
    void everyParameterOfMobileNetV3HasOneEntryInTheTablesOrder(Family family) {
        MobileBlock block =
                MobileBlock.narrowV3(2, true, V3.publication(family, "Mobile").conventions());

        assertThat(NameMap.of(block, family).entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
    }

    @Test
    void aTableOfOtherConventionsIsRefusedBeforeItsWeightsAreRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(MobileBlock.narrow(2), Family.KERAS))
                .withMessage("Weights of KERAS need batchNormEpsilon = 0.001 in @Network, but the table has 1.0E-5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(MobileBlock.narrowV3(2, true, Conventions.PYTORCH), Family.TORCHVISION))
                .withMessage(
                        "Weights of TORCHVISION need batchNormEpsilon = 0.001 in @Network, but the table has 1.0E-5");
    }

    @Test
    void aFamilyWithoutNamesForTheNetworkIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(MobileBlock.narrowV3(2, true, Conventions.PYTORCH), Family.KERAS))
                .withMessage("Mobile is a MobileNetV3, for which names of KERAS are not known, but those of TORCHVISION"
                        + " and TIMM");
    }

    @Test
    void aFoldedBlockHasNoNames() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameMap.of(block.fold(manager), Family.TIMM))
                .withMessageStartingWith("Tiny is folded");
    }

    @Test
    void conventionsThatDifferNameTheAttributeToSet() {
        Conventions keras = new Conventions(1e-3f, 0.1f, Padding.SAME);

        assertThatCode(() -> V2.publication(Family.KERAS, "Mobile").requireSame(keras))
                .doesNotThrowAnyException();
        assertThatCode(() -> V3.publication(Family.TIMM, "Mobile").requireSame(Conventions.PYTORCH))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> V2.publication(Family.TORCHVISION, "Mobile").requireSame(keras))
                .withMessage(
                        "Weights of TORCHVISION need batchNormEpsilon = 1.0E-5 in @Network, but the table has 0.001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> V3.publication(Family.TORCHVISION, "Mobile").requireSame(keras))
                .withMessage("Weights of TORCHVISION need padding = Padding.SYMMETRIC in @Network, but the table has"
                        + " SAME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> V2.publication(Family.KERAS, "Mobile")
                        .requireSame(new Conventions(1e-3f, 0.1f, Padding.SYMMETRIC)))
                .withMessage("Weights of KERAS need padding = Padding.SAME in @Network, but the table has SYMMETRIC");
    }
}
