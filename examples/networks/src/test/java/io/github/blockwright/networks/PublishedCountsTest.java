package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** MobileNetV2 at the widths and sizes whose counts are published, each a variant of one record. */
class PublishedCountsTest {
    static Stream<NetworkBlock<ImageNetMobileNetV2, ImageNetMobileNetV2Block.Row>> family() {
        return Stream.of(
                new ImageNetMobileNetV2_035_224Block(),
                new ImageNetMobileNetV2_050_224Block(),
                new ImageNetMobileNetV2Block(),
                new ImageNetMobileNetV2_140_224Block(),
                new ImageNetMobileNetV2_100_96Block(),
                new ImageNetMobileNetV2_100_128Block(),
                new ImageNetMobileNetV2_100_160Block(),
                new ImageNetMobileNetV2_100_192Block());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ImageNetMobileNetV2_035_224 | 16 8 8 16 24 32 56 112 1280  | 1677128 | 14080 | 59.29",
                "ImageNetMobileNetV2_050_224 | 16 8 16 16 32 48 80 160 1280 | 1968680 | 18544 | 97.13",
                "ImageNetMobileNetV2 | 32 16 24 32 64 96 160 320 1280       | 3504872 | 34112 | 300.77",
                "ImageNetMobileNetV2_140_224 | 48 24 32 48 88 136 224 448 1792 | 6108776 | 47936 | 582.20",
                "ImageNetMobileNetV2_100_96 | 32 16 24 32 64 96 160 320 1280 | 3504872 | 34112 | 56.29",
                "ImageNetMobileNetV2_100_128 | 32 16 24 32 64 96 160 320 1280 | 3504872 | 34112 | 99.07",
                "ImageNetMobileNetV2_100_160 | 32 16 24 32 64 96 160 320 1280 | 3504872 | 34112 | 154.08",
                "ImageNetMobileNetV2_100_192 | 32 16 24 32 64 96 160 320 1280 | 3504872 | 34112 | 221.32"
            })
    void everyVariantHasItsPublishedFiltersAndCounts(
            String name, String filters, long parameters, long statistics, double millions) {
        NetworkSummary summary = family().map(NetworkBlock::summary)
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(summary.rows().stream()
                        .filter(row -> row.output().dimension() == 3)
                        .map(row -> Long.toString(row.output().get(0))))
                .containsExactly(filters.split(" "));
        assertThat(summary.parameters()).isEqualTo(parameters);
        assertThat(summary.statistics()).isEqualTo(statistics);
        assertThat(summary.multiplyAdds() / 1e6).isCloseTo(millions, within(0.005));
    }

    @ParameterizedTest
    @MethodSource("family")
    void everyVariantMakesTheMapsOfItsSummary(NetworkBlock<ImageNetMobileNetV2, ImageNetMobileNetV2Block.Row> block) {
        NetworkSummary summary = block.summary();
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            ImageNetMobileNetV2 maps =
                    block.endpoints(manager.zeros(summary.input().shape(1)));
            List<Shape> shapes = Stream.of(
                            maps.stem(),
                            maps.stage1(),
                            maps.stage2(),
                            maps.stage3(),
                            maps.stage4(),
                            maps.stage5(),
                            maps.stage6(),
                            maps.stage7(),
                            maps.head(),
                            maps.pooled(),
                            maps.regularised(),
                            maps.logits())
                    .map(NDArray::getShape)
                    .map(shape -> shape.slice(1))
                    .toList();
            assertThat(shapes)
                    .isEqualTo(summary.rows().stream().map(row -> row.output()).toList());
        }
    }

    @Test
    void variantsForOtherImagesShareWeightsAndThoseOfOtherWidthsDoNot() {
        String fingerprint = ImageNetMobileNetV2Block.SUMMARY.fingerprint();
        assertThat(ImageNetMobileNetV2_100_96Block.SUMMARY.fingerprint()).isEqualTo(fingerprint);
        assertThat(ImageNetMobileNetV2_140_224Block.SUMMARY.fingerprint()).isNotEqualTo(fingerprint);
    }
}
