package io.github.blockwright.runtime.export;

/** The weight and the bias of a convolution or a dense layer as whole numbers, each output channel in steps of its own. */
final class QuantizedWeight {
    private static final int MOST = 127;
    // Half of what int32 holds, which leaves the other half to the sum of products.
    private static final double MOST_BIAS = 1 << 30;

    private final byte[] codes;
    private final float[] scales;
    private final int[] bias;

    private QuantizedWeight(byte[] codes, float[] scales, int[] bias) {
        this.codes = codes;
        this.scales = scales;
        this.bias = bias;
    }

    /**
     * @param weight as many values for each channel as for every other, channel by channel
     * @param bias one value for each channel
     * @param inputScale the width of a step of the input
     */
    static QuantizedWeight of(float[] weight, float[] bias, float inputScale) {
        byte[] codes = new byte[weight.length];
        float[] scales = new float[bias.length];
        int[] biasCodes = new int[bias.length];
        int taps = weight.length / bias.length;
        for (int channel = 0; channel < bias.length; channel++) {
            int start = channel * taps;
            float scale = scale(weight, start, start + taps, bias[channel] / inputScale);
            for (int i = start; i < start + taps; i++) {
                codes[i] = (byte) Math.round(weight[i] / scale);
            }
            scales[channel] = scale;
            biasCodes[channel] = (int) Math.round(bias[channel] / ((double) scale * inputScale));
        }
        return new QuantizedWeight(codes, scales, biasCodes);
    }

    /** The weight as int8, symmetric about zero. */
    byte[] codes() {
        return codes;
    }

    /** The width of a step of the weight, for each output channel. */
    float[] scales() {
        return scales;
    }

    /** The bias as int32, in steps of the input's times the weight's. */
    int[] bias() {
        return bias;
    }

    /** Folding leaves filters of almost nothing but a bias, for which the weight's own steps would be too small. */
    private static float scale(float[] weight, int start, int end, double biasInInputSteps) {
        float largest = 0;
        for (int i = start; i < end; i++) {
            largest = Math.max(largest, Math.abs(weight[i]));
        }
        float scale = (float) Math.max(largest / MOST, Math.abs(biasInInputSteps) / MOST_BIAS);
        return scale > 0 ? scale : 1;
    }
}
