package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.testing.RowsBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stages are found at every width that weights are published for: 0.35 to 1.5. A network is as timm builds it, whose
 * factors of expansion multiply the scaled and rounded channels, or as the paper's table scales, whose expanded channels
 * are rounded themselves.
 */
class MobileNetV3StagesTest {
    private static final int LAST = 8;

    /** A row of the paper's table and the stage that it belongs to. */
    private record Row(int stage, int expanded, int filters, int strides, int count) {}

    private static final List<Row> LARGE = List.of(
            new Row(0, 16, 16, 1, 1),
            new Row(1, 64, 24, 2, 1),
            new Row(1, 72, 24, 1, 1),
            new Row(2, 72, 40, 2, 1),
            new Row(2, 120, 40, 1, 2),
            new Row(3, 240, 80, 2, 1),
            new Row(3, 200, 80, 1, 1),
            new Row(3, 184, 80, 1, 2),
            new Row(4, 480, 112, 1, 1),
            new Row(4, 672, 112, 1, 1),
            new Row(5, 672, 160, 2, 1),
            new Row(5, 960, 160, 1, 2));

    private static final List<Row> SMALL = List.of(
            new Row(0, 16, 16, 2, 1),
            new Row(1, 72, 24, 2, 1),
            new Row(1, 88, 24, 1, 1),
            new Row(2, 96, 40, 2, 1),
            new Row(2, 240, 40, 1, 2),
            new Row(3, 120, 48, 1, 1),
            new Row(3, 144, 48, 1, 1),
            new Row(4, 288, 96, 2, 1),
            new Row(4, 576, 96, 1, 2));

    @ParameterizedTest
    @ValueSource(doubles = {0.35, 0.5, 0.75, 1.0, 1.25, 1.5})
    void stagesAreThoseOfThePaperAtEveryPublishedWidth(double width) {
        for (List<Row> table : List.of(LARGE, SMALL)) {
            for (boolean factors : new boolean[] {true, false}) {
                List<Integer> expected = new ArrayList<>();
                table.forEach(row -> {
                    for (int i = 0; i < row.count; i++) {
                        expected.add(row.stage);
                    }
                });

                List<Integer> found = PublishedNetwork.of(block(table, width, factors)).get(0).parts().stream()
                        .filter(part -> part.role() == Role.PROJECT)
                        .map(part -> part.position().stage())
                        .toList();

                assertThat(found)
                        .as("%s rows, expansion by factors %s", table.size(), factors)
                        .isEqualTo(expected);
            }
        }
    }

    private static RowsBlock block(List<Row> table, double width, boolean factors) {
        Map<String, Layer> rows = new LinkedHashMap<>();
        int stem = rounded(16 * width);
        rows.put("stem", convolution(3, stem));
        int written = 16;
        int channels = stem;
        for (Row row : table) {
            int filters = rounded(row.filters * width);
            // The first block does not expand.
            int expanded = rows.size() == 1
                    ? channels
                    : rounded(factors ? (double) row.expanded / written * channels : row.expanded * width);
            rows.put(
                    "row" + rows.size(),
                    InvertedResidual.builder(Conventions.PYTORCH, channels, filters)
                            .expandedChannels(expanded)
                            .strides(row.strides)
                            .activation(Activation.HARD_SWISH)
                            .stage(row.count));
            channels = filters;
            written = row.filters;
        }
        rows.put("last", convolution(channels, LAST));
        InputSpec input = new InputSpec(32, 32, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        return RowsBlock.of(input, () -> rows);
    }

    private static Layer convolution(int channels, int filters) {
        return ConvNormActivation.builder(Conventions.PYTORCH, channels, filters)
                .activation(Activation.HARD_SWISH)
                .build();
    }

    /** To a multiple of 8, and never more than 10 % down. */
    private static int rounded(double channels) {
        int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }
}
