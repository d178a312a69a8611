package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.layers.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Occlusion (Zeiler and Fergus, arXiv:1311.2901): how much the score of a class, before softmax, falls where a grey square
 * hides the picture. No gradient is needed, so it checks those that are.
 *
 * @param input the network's
 * @param side of the square in pixels
 * @param stride from one square to the next in pixels
 */
record Occlusion(NetworkInput input, int side, int stride) {
    /** Squares as large as a fifth of the image, moved by a third of their side. */
    static Occlusion of(NetworkInput input) {
        return of(input, Math.max(1, Math.round(shorter(input) / 5f)));
    }

    /** @throws IllegalArgumentException if the square is larger than the image */
    static Occlusion of(NetworkInput input, int side) {
        if (side < 1 || side > shorter(input)) {
            throw new IllegalArgumentException("The square that hides a part must have a side of 1 to " + shorter(input)
                    + " pixels, as the network's input has, not " + side);
        }
        return new Occlusion(input, side, Math.max(1, side / 3));
    }

    private static int shorter(NetworkInput input) {
        return Math.min(input.spec().height(), input.spec().width());
    }

    /**
     * The mean fall of the score over all squares that hide a pixel; below 0 where the score rises.
     *
     * @param network gives scores, (batch, classes)
     * @param pixels of the image, HWC
     * @return height × width values
     */
    float[] of(Layer network, NDManager manager, byte[] pixels, int label) {
        int height = input.spec().height();
        int width = input.spec().width();
        List<int[]> squares = new ArrayList<>();
        for (int top : places(height)) {
            for (int left : places(width)) {
                squares.add(new int[] {top, left});
            }
        }
        float whole = scores(network, manager, List.of(pixels), label)[0];
        float[] falls = new float[height * width];
        int[] hidden = new int[height * width];
        int batch = Batches.sizeForInference(input.spec());
        for (int first = 0; first < squares.size(); first += batch) {
            List<int[]> some = squares.subList(first, Math.min(first + batch, squares.size()));
            float[] scores = scores(
                    network,
                    manager,
                    some.stream().map(s -> hide(pixels, s[0], s[1])).toList(),
                    label);
            for (int i = 0; i < scores.length; i++) {
                int[] square = some.get(i);
                for (int y = square[0]; y < square[0] + side; y++) {
                    for (int x = square[1]; x < square[1] + side; x++) {
                        falls[y * width + x] += whole - scores[i];
                        hidden[y * width + x]++;
                    }
                }
            }
        }
        for (int i = 0; i < falls.length; i++) {
            falls[i] /= hidden[i];
        }
        return falls;
    }

    /** From edge to edge: the last square ends where the image does. */
    private int[] places(int length) {
        int last = length - side;
        return IntStream.concat(
                        IntStream.iterate(0, place -> place < last, place -> place + stride), IntStream.of(last))
                .toArray();
    }

    private byte[] hide(byte[] pixels, int top, int left) {
        int channels = input.spec().channels();
        byte[] hidden = pixels.clone();
        for (int y = top; y < top + side; y++) {
            int start = (y * input.spec().width() + left) * channels;
            Arrays.fill(hidden, start, start + side * channels, (byte) 128);
        }
        return hidden;
    }

    private float[] scores(Layer network, NDManager manager, List<byte[]> images, int label) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray scores = Inference.forward(network, input.batch(images, scope));
            float[] all = scores.toFloatArray();
            int classes = all.length / images.size();
            float[] own = new float[images.size()];
            for (int i = 0; i < own.length; i++) {
                own[i] = all[i * classes + label];
            }
            return own;
        }
    }
}
