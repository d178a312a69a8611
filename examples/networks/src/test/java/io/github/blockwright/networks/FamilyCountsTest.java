package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole family's counts; those that torchvision publishes are the same to the last parameter. */
class FamilyCountsTest {
    static List<Arguments> tables() {
        return List.of(
                Arguments.of(MobileNetV1Block.SUMMARY, 4_231_976, 568_740_352),
                Arguments.of(MobileNetV1_050Block.SUMMARY, 1_331_592, 149_497_088),
                Arguments.of(MobileNetV3LargeBlock.SUMMARY, 5_483_032, 216_589_760),
                Arguments.of(MobileNetV3SmallBlock.SUMMARY, 2_542_856, 56_510_400),
                Arguments.of(MnasNetA1Block.SUMMARY, 3_887_038, 311_579_072),
                Arguments.of(MnasNetB1Block.SUMMARY, 4_383_312, 314_415_872),
                Arguments.of(EfficientNetB0Block.SUMMARY, 5_288_548, 385_814_752),
                Arguments.of(EfficientNetLite0Block.SUMMARY, 4_652_008, 385_187_552),
                Arguments.of(ResNet18Block.SUMMARY, 11_689_512, 1_814_073_344),
                Arguments.of(ResNet34Block.SUMMARY, 21_797_672, 3_663_761_408L),
                Arguments.of(RegNetY400MFBlock.SUMMARY, 4_344_144, 401_842_848),
                Arguments.of(AdaptedMobileNetV2Block.SUMMARY, 2_236_682, 87_976_448),
                Arguments.of(AdaptedMobileNetV2_050Block.SUMMARY, 700_490, 27_969_024),
                Arguments.of(CifarMobileNetV3LargeBlock.SUMMARY, 4_214_842, 66_459_008),
                Arguments.of(CifarMobileNetV3SmallBlock.SUMMARY, 1_528_106, 17_507_328));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableHasTheCountsThatTheReadmeShows(NetworkSummary summary, long parameters, long multiplyAdds) {
        assertThat(summary.parameters()).isEqualTo(parameters);
        assertThat(summary.multiplyAdds()).isEqualTo(multiplyAdds);
    }

    @Test
    void theAdaptedNetworksEndWithAMapOf4By4() {
        for (NetworkSummary summary : List.of(
                AdaptedMobileNetV2Block.SUMMARY,
                CifarMobileNetV3LargeBlock.SUMMARY,
                CifarMobileNetV3SmallBlock.SUMMARY)) {
            List<RowSummary> maps = summary.rows().stream()
                    .filter(row -> row.output().dimension() == 3)
                    .toList();
            assertThat(maps.get(0).output().slice(1).getShape())
                    .as(summary.name())
                    .containsExactly(32, 32);
            assertThat(maps.get(maps.size() - 1).output().slice(1).getShape())
                    .as(summary.name())
                    .containsExactly(4, 4);
        }
    }
}
