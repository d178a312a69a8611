package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightTensorTest {
    private static long[] shape(long... lengths) {
        return lengths;
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    @Test
    void readsEveryTypeAsFloats() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0});

        assertThat(WeightTensor.of(WeightType.I64, shape(), bytes).toFloats()).containsExactly(0x1p32f);
        assertThat(WeightTensor.of(WeightType.I32, shape(2), bytes).toFloats()).containsExactly(-1, 0);
        assertThat(WeightTensor.of(WeightType.I16, shape(4), bytes).toFloats()).containsExactly(-1, -1, 0, 0);
        assertThat(WeightTensor.of(WeightType.I8, shape(2, 4), bytes).toFloats())
                .containsExactly(-1, -1, -1, -1, 0, 0, 0, 0);
        assertThat(WeightTensor.of(WeightType.U8, shape(8), bytes).toFloats())
                .containsExactly(255, 255, 255, 255, 0, 0, 0, 0);
        assertThat(WeightTensor.of(WeightType.BOOL, shape(8), bytes).toFloats())
                .containsExactly(1, 1, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void changesTheTypeByRounding() {
        WeightTensor tensor = WeightTensor.of(shape(3), 1, 0.1f, -3e38f);

        assertThat(tensor.as(WeightType.F64).toFloats()).containsExactly(1, 0.1f, -3e38f);
        assertThat(tensor.as(WeightType.F16).toFloats()).containsExactly(1, 0.099975586f, Float.NEGATIVE_INFINITY);
        assertThat(tensor.as(WeightType.BF16).toFloats()).containsExactly(1, 0.100097656f, -0x1.c4p127f);
        assertThat(tensor.as(WeightType.F32)).isSameAs(tensor);
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.as(WeightType.I8));
    }

    @Test
    void viewsSeeTheStorageThroughStridesAndOffset() {
        ByteBuffer storage = floats(0, 1, 2, 3, 4, 5);

        assertThat(WeightTensor.view(WeightType.F32, shape(3, 2), shape(1, 3), 0, storage)
                        .toFloats())
                .containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(WeightTensor.view(WeightType.F32, shape(2), shape(2), 1, storage)
                        .toFloats())
                .containsExactly(1, 3);
        assertThat(WeightTensor.view(WeightType.F32, shape(), shape(), 5, storage)
                        .toFloats())
                .containsExactly(5);
        assertThat(WeightTensor.view(WeightType.F32, shape(0, 9), shape(9, 1), 6, storage)
                        .toFloats())
                .isEmpty();
    }

    @Test
    void viewsMustStayInTheStorage() {
        ByteBuffer storage = floats(0, 1, 2, 3, 4, 5);
        long huge = Long.MAX_VALUE;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightTensor.view(WeightType.F32, shape(2), shape(5), 1, storage))
                .withMessage("shape [2] with strides [5] and offset 1 leaves its storage of 6 elements");
        for (long[] strides : new long[][] {{-1}, {huge}, {Integer.MAX_VALUE}, {1, 1}, {}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WeightTensor.view(WeightType.F32, shape(3), strides, 0, storage));
        }
        for (long offset : new long[] {-1, 6, huge, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WeightTensor.view(WeightType.F32, shape(1), shape(1), offset, storage));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightTensor.view(WeightType.F32, shape(1000), shape(0), 0, storage))
                .withMessageContaining("more elements than its storage");
    }

    @Test
    void absurdShapesAreRefused() {
        for (long[] shape : new long[][] {
            {-1}, {Long.MAX_VALUE}, {1 << 16, 1 << 16}, {1 << 30, 1 << 30, 1 << 30, 1 << 30}, new long[33]
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> WeightTensor.elements(shape));
        }
        assertThat(WeightTensor.elements(shape(1 << 30, 1 << 30, 1 << 30, 0))).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightTensor.of(shape(2, 2), 1, 2, 3))
                .withMessage("shape [2, 2] of F32 needs 16 bytes, but there are 12");
    }

    @Test
    void namesTheFirstTensorThatIsNotFinite() throws WeightFileException {
        WeightTensor good = WeightTensor.of(shape(2), 1, 2);
        WeightTensor counts = WeightTensor.of(WeightType.I32, shape(1), floats(Float.NaN));
        WeightFile file = new WeightFile(Path.of("net.pth"), Map.of(), Map.of("good", good, "counts", counts));
        assertThat(file.requireFinite()).isSameAs(file);

        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            WeightTensor tensor = WeightTensor.of(shape(1, 3), 0, bad, bad);
            WeightFile diverged = new WeightFile(Path.of("net.pth"), Map.of(), Map.of("features.0.weight", tensor));
            assertThatThrownBy(diverged::requireFinite)
                    .isInstanceOf(WeightFileException.class)
                    .hasMessageStartingWith(
                            "net.pth: tensor 'features.0.weight' (F32[1, 3]) has a value that is infinite"
                                    + " or not a number, the first at position 1; ");
        }
    }
}
