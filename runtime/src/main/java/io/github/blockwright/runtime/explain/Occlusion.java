package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.PictureReader;
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
 * @param reader of the network's pictures
 * @param side of the square in pixels
 * @param stride from one square to the next in pixels
 */
record Occlusion(PictureReader reader, int side, int stride) {
    /** Squares as large as a fifth of the image, moved by a third of their side. */
    static Occlusion of(PictureReader reader) {
        return of(reader, Math.max(1, Math.round(shorter(reader) / 5f)));
    }

    /** @throws IllegalArgumentException if the square is larger than the image */
    static Occlusion of(PictureReader reader, int side) {
        if (side < 1 || side > shorter(reader)) {
            throw new IllegalArgumentException("The square that hides a part must have a side of 1 to "
                    + shorter(reader) + " pixels, as the network's input has, not " + side);
        }
        return new Occlusion(reader, side, Math.max(1, side / 3));
    }

    private static int shorter(PictureReader reader) {
        return Math.min(reader.input().height(), reader.input().width());
    }

    /**
     * The mean fall of the score over all squares that hide a pixel; below 0 where the score rises.
     *
     * @param network gives scores, (batch, classes)
     * @param pixels of the image, HWC
     * @return height × width values
     */
    float[] of(Layer network, NDManager manager, byte[] pixels, int label) {
        int height = reader.input().height();
        int width = reader.input().width();
        List<int[]> squares = new ArrayList<>();
        for (int top : places(height)) {
            for (int left : places(width)) {
                squares.add(new int[] {top, left});
            }
        }
        float whole = scores(network, manager, List.of(pixels), label)[0];
        float[] falls = new float[height * width];
        int[] hidden = new int[height * width];
        int batch = Batches.sizeForInference(reader.input());
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
        int channels = reader.input().channels();
        byte[] hidden = pixels.clone();
        for (int y = top; y < top + side; y++) {
            int start = (y * reader.input().width() + left) * channels;
            Arrays.fill(hidden, start, start + side * channels, (byte) 128);
        }
        return hidden;
    }

    private float[] scores(Layer network, NDManager manager, List<byte[]> images, int label) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray scores = Inference.forward(network, reader.batch(images, scope));
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
