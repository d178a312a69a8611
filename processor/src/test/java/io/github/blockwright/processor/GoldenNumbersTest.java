package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published sizes of MobileNetV2 and ResNet-50, and the lecture's. */
class GoldenNumbersTest {
    private static final String IMAGENET = "ImageNetMobileNetV2";

    @Test
    void theLecturesTableHasTheLecturesNumbers() {
        NetworkSummary summary = summary("CifarMobileNetV2", Sources.text("tables/CifarMobileNetV2.java"));
        assertThat(summary.parameters()).isEqualTo(2_236_682);
        assertThat(summary.statistics()).isEqualTo(34_112);
        assertThat(summary.multiplyAdds()).isEqualTo(6_124_928);
        assertThat(maps(summary)).containsExactly(16L, 16L, 8L, 4L, 2L, 2L, 1L, 1L, 1L);
    }

    @Test
    void theImageNetTableHasThePublishedNumbers() {
        NetworkSummary summary = imageNet("");
        assertThat(summary.parameters()).isEqualTo(3_504_872);
        assertThat(summary.statistics()).isEqualTo(34_112);
        assertThat(summary.multiplyAdds()).isEqualTo(300_774_272);
    }

    @ParameterizedTest(name = "width {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.35 | 16 8 8 16 24 32 56 112 1280 | 1677128 | 14080 | 59.29",
                "0.5 | 16 8 16 16 32 48 80 160 1280 | 1968680 | 18544 | 97.13",
                "1.0 | 32 16 24 32 64 96 160 320 1280 | 3504872 | 34112 | 300.77",
                "1.4 | 48 24 32 48 88 136 224 448 1792 | 6108776 | 47936 | 582.20"
            })
    void everyPublishedWidthHasItsNumbers(
            String width, String filters, long parameters, long statistics, double millions) {
        NetworkSummary summary = imageNet(", width = " + width);
        assertThat(summary.rows().stream()
                        .filter(row -> row.output().dimension() == 3)
                        .map(row -> Long.toString(row.output().get(0))))
                .containsExactly(filters.split(" "));
        assertThat(summary.parameters()).isEqualTo(parameters);
        assertThat(summary.statistics()).isEqualTo(statistics);
        assertThat(summary.multiplyAdds() / 1e6).isCloseTo(millions, within(0.005));
    }

    @ParameterizedTest(name = "{0} pixels")
    @CsvSource({"96, 56.29", "128, 99.07", "160, 154.08", "192, 221.32"})
    void everyPublishedResolutionHasItsMultiplyAdds(int pixels, double millions) {
        String text = Sources.text("tables/ImageNetMobileNetV2.java").replace("224", Integer.toString(pixels));
        assertThat(summary(IMAGENET, text).multiplyAdds() / 1e6).isCloseTo(millions, within(0.005));
    }

    @Test
    void theClassicResidualGivesResNet50ItsPublishedNumbers() {
        NetworkSummary summary = summary("ResNet50", Sources.text("tables/ResNet50.java"));
        assertThat(summary.parameters()).isEqualTo(25_557_032);
        assertThat(summary.multiplyAdds()).isEqualTo(4_089_184_256L);
    }

    private static NetworkSummary imageNet(String attribute) {
        String text = Sources.text("tables/ImageNetMobileNetV2.java").replace("IMAGENET)", "IMAGENET)" + attribute);
        return summary(IMAGENET, text);
    }

    private static NetworkSummary summary(String table, String text) {
        Class<?> block =
                Compiling.load(Compiling.compileCleanly(Sources.source(table, text)), "tables." + table + "Block");
        try {
            return (NetworkSummary) block.getField("SUMMARY").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The height of the feature map of every row that has one. */
    private static List<Long> maps(NetworkSummary summary) {
        return summary.rows().stream()
                .map(RowSummary::output)
                .filter(shape -> shape.dimension() == 3)
                .map(shape -> shape.get(1))
                .toList();
    }
}
