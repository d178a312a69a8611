package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import io.github.blockwright.runtime.weights.formats.WeightType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The layer in which Keras' EfficientNet, after it has divided pixels by 255, subtracts a mean and divides by a deviation;
 * its files have the values, and {@code load_weights} asks for them. What is written is for networks made with {@code
 * weights=None}: those with {@code weights="imagenet"} have one more layer, which makes up for deviations in the place of
 * variances.
 */
final class KerasNormalization {
    // EfficientNetV2 has the values in its program, and no squeeze in its first block.
    private static final String SQUEEZE = "block1a_se_reduce/kernel";

    private static final double WHITE = 255;

    private KerasNormalization() {}

    /** Its tensors; none for another network. */
    static Map<String, WeightTensor> of(NameMap names, InputSpec input) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        if (names.entries().stream().anyMatch(entry -> entry.name().equals(SQUEEZE))) {
            int channels = input.channels();
            float[] means = new float[channels];
            float[] variances = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                // (v * scale - mean) / deviation, said of v / 255.
                double unit = WHITE * input.scale();
                means[channel] = (float) (input.mean().get(channel) / unit);
                variances[channel] = (float) Math.pow(input.standardDeviation().get(channel) / unit, 2);
            }
            tensors.put("normalization/mean", WeightTensor.of(new long[] {channels}, means));
            tensors.put("normalization/variance", WeightTensor.of(new long[] {channels}, variances));
            tensors.put(
                    "normalization/count",
                    WeightTensor.of(WeightType.I32, new long[0], ByteBuffer.allocate(WeightType.I32.bytes())));
        }
        return tensors;
    }
}
