package io.github.blockwright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.lessons.cifar10.GentlerStridesBlock;
import io.github.blockwright.lessons.mobilenetv3.LeanMobileNetV3Block;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.networks.CifarMobileNetV3SmallBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import org.junit.jupiter.api.Test;

/** The tables that the class's exercises ask for are what the guide says of them. */
class ExercisesTest {
    @Test
    void gentlerStridesEndAtFourByFourWithTheLecturesParameters() {
        var rows = GentlerStridesBlock.SUMMARY.rows();
        assertThat(rows.get(rows.size() - 4).output()).isEqualTo(new Shape(320, 4, 4));
        assertThat(GentlerStridesBlock.SUMMARY.parameters()).isEqualTo(CifarMobileNetV2Block.SUMMARY.parameters());
        assertThat(GentlerStridesBlock.SUMMARY.multiplyAdds()).isEqualTo(43_758_080);
    }

    @Test
    void withoutDearSqueezesHalfOfTheParametersAreSaved() {
        NetworkSummary paper = CifarMobileNetV3SmallBlock.SUMMARY;
        NetworkSummary lean = LeanMobileNetV3Block.SUMMARY;
        assertThat(lean.parameters()).isEqualTo(790_466);
        assertThat(paper.parameters() - lean.parameters()).isEqualTo(737_640);
        assertThat(paper.multiplyAdds() - lean.multiplyAdds()).isBetween(700_000L, 800_000L);
    }
}
