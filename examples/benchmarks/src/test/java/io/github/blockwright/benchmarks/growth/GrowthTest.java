package io.github.blockwright.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @Test
    void theExponentIsThatOfThePower() {
        assertThat(Growth.exponent(new double[] {1, 10, 100}, new double[] {3, 30, 300}))
                .isEqualTo(1, ROUNDING);
        assertThat(Growth.exponent(new double[] {1, 2, 4, 8}, new double[] {5, 20, 80, 320}))
                .isEqualTo(2, ROUNDING);
        assertThat(Growth.exponent(new double[] {1, 10}, new double[] {7, 7})).isEqualTo(0, ROUNDING);
    }

    @Test
    void everyNetworkOfTheLibraryThatGrowsIsThere() throws ReflectiveOperationException {
        for (Axis axis : Axis.all()) {
            for (Axis.Point point : axis.points()) {
                if (!point.network().startsWith("tables.")) {
                    assertThat(GrowthStep.block(
                                    point.network(),
                                    OptionalInt.empty(),
                                    getClass().getClassLoader()))
                            .isNotNull();
                }
            }
        }
    }
}
