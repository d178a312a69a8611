package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void shapesAreThoseOfKeras() {
        assertThat(Layout.KERAS_CONVOLUTION.fileShape(32, 3, 5, 7)).containsExactly(5, 7, 3, 32);
        assertThat(Layout.KERAS_CONVOLUTION.tableShape(5, 7, 3, 32)).containsExactly(32, 3, 5, 7);
        assertThat(Layout.KERAS_DEPTHWISE.fileShape(16, 1, 3, 5)).containsExactly(3, 5, 16, 1);
        assertThat(Layout.KERAS_DEPTHWISE.tableShape(3, 5, 16, 1)).containsExactly(16, 1, 3, 5);
        assertThat(Layout.KERAS_DENSE.fileShape(10, 1280)).containsExactly(1280, 10);
        assertThat(Layout.POINTWISE.fileShape(10, 1280)).containsExactly(10, 1280, 1, 1);
        assertThat(Layout.POINTWISE.tableShape(10, 1280, 1, 1)).containsExactly(10, 1280);
        assertThat(Layout.SAME.fileShape(2, 3, 4)).containsExactly(2, 3, 4);
    }

    @Test
    void everyValueGoesToItsPlace() {
        // Element (y, x, in, out) of the file is 1000 y + 100 x + 10 in + out.
        int[] lengths = {2, 3, 4, 5};
        float[] file = new float[2 * 3 * 4 * 5];
        int place = 0;
        for (int y = 0; y < lengths[0]; y++) {
            for (int x = 0; x < lengths[1]; x++) {
                for (int in = 0; in < lengths[2]; in++) {
                    for (int out = 0; out < lengths[3]; out++) {
                        file[place++] = 1000 * y + 100 * x + 10 * in + out;
                    }
                }
            }
        }

        float[] table = Layout.KERAS_CONVOLUTION.toTable(file, 2, 3, 4, 5);
        assertThat(table[((3 * 4 + 2) * 2 + 1) * 3 + 2]).isEqualTo(1223);
        assertThat(table).startsWith(0, 100, 200, 1000, 1100, 1200, 10);

        float[] depthwise = Layout.KERAS_DEPTHWISE.toTable(file, 2, 3, 4, 5);
        assertThat(depthwise[((2 * 5 + 3) * 2 + 1) * 3 + 2]).isEqualTo(1223);

        assertThat(Layout.KERAS_DENSE.toTable(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Property(tries = 200)
    void everyLayoutIsUndoneByItsInverse(
            @ForAll Layout layout,
            @ForAll @IntRange(min = 1, max = 6) int a,
            @ForAll @IntRange(min = 1, max = 6) int b,
            @ForAll @IntRange(min = 1, max = 6) int c,
            @ForAll @IntRange(min = 1, max = 6) int d) {
        boolean dense = layout == Layout.KERAS_DENSE || layout == Layout.POINTWISE || layout == Layout.KERAS_POINTWISE;
        long[] shape = dense ? new long[] {a, b} : new long[] {a, b, c, d};
        int size = dense ? a * b : a * b * c * d;
        SplittableRandom random = new SplittableRandom(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble();
        }

        long[] fileShape = layout.fileShape(shape);
        float[] file = layout.toFile(values, shape);

        assertThat(layout.tableShape(fileShape)).isEqualTo(shape);
        assertThat(layout.toTable(file, fileShape)).isEqualTo(values);
    }

    @Test
    void aLayoutFitsOnlyItsNumberOfDimensions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.KERAS_DENSE.fileShape(1, 2, 3))
                .withMessage("KERAS_DENSE has 2 dimensions, unlike [1, 2, 3]");
    }
}
