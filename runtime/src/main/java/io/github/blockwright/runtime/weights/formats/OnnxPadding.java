package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.blockwright.dsl.Padding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** How a convolution of ONNX pads, by itself and by a node in front of it. */
record OnnxPadding(Path file, OnnxConstants constants) {
    /**
     * What a table would say.
     *
     * @param padding empty if both paddings are the same here, since the kernel is one pixel or takes every position
     * @param none whether there is no padding at all, though the kernel is more than a pixel
     */
    record Said(Optional<Padding> padding, boolean none) {}

    /**
     * The padding that a table would say.
     *
     * @param before the node that makes the convolution's input
     * @param kernel its height and width
     * @throws WeightFileException if no table can say it
     */
    Said of(NodeProto convolution, Optional<NodeProto> before, long... kernel) throws WeightFileException {
        OnnxAttributes attributes = new OnnxAttributes(convolution);
        long[] strides = attributes.numbers("strides", 2, 1);
        long[] dilations = attributes.numbers("dilations", 2, 1);
        long[] pads = attributes.numbers("pads", 4, 0);
        String automatic = attributes.text("auto_pad", "NOTSET");
        if (strides.length != 2 || pads.length != 4 || Arrays.stream(dilations).anyMatch(d -> d != 1)) {
            throw refused(convolution, "has dilations, or is none of images");
        }
        boolean computed = false;
        Optional<NodeProto> padded = before.filter(node -> node.getOpType().equals("Pad"));
        if (padded.isPresent()) {
            Optional<long[]> known = widths(padded.get());
            computed = known.isEmpty();
            for (int i = 0; i < 4 && !computed; i++) {
                // Of batch, channels, height and width, first what lies before, then what lies behind.
                pads[i] += known.get()[i < 2 ? i + 2 : i + 4];
            }
        }
        boolean isLarge = Arrays.stream(kernel).anyMatch(side -> side > 1);
        boolean isPlain = automatic.equals("NOTSET") || automatic.equals("VALID");
        if (isLarge && isPlain && !computed && Arrays.stream(pads).allMatch(zeros -> zeros == 0)) {
            return new Said(Optional.empty(), true);
        }
        Optional<Padding> found = Optional.empty();
        for (int side = 0; side < 2; side++) {
            boolean tells = strides[side] > 1 && kernel[side] > 1;
            long ahead = pads[side];
            long behind = pads[side + 2];
            boolean symmetric = ahead == behind && 2 * ahead == kernel[side] - 1;
            boolean same = ahead + behind == kernel[side] - 2 && behind == ahead + 1 && strides[side] == 2;
            if (automatic.equals("SAME_UPPER") || computed || (same && tells)) {
                // Widths that are computed from the input's size are how PyTorch says it.
                found = tells ? Optional.of(Padding.SAME) : found;
            } else if (!symmetric && !(automatic.equals("SAME_LOWER") && !tells)) {
                throw refused(convolution, "pads by " + Arrays.toString(pads) + " and " + automatic);
            } else if (tells && found.isEmpty()) {
                found = Optional.of(Padding.SYMMETRIC);
            }
        }
        return new Said(found, false);
    }

    /** How many zeros a node adds, if it says so and has four dimensions. */
    private Optional<long[]> widths(NodeProto pad) {
        if (pad.getInputCount() < 2) {
            return Optional.of(new OnnxAttributes(pad).numbers("pads", 8, 0)).filter(widths -> widths.length == 8);
        }
        return constants
                .find(pad.getInput(1))
                .map(WeightTensor::toFloats)
                .filter(widths -> widths.length == 8)
                .map(widths -> {
                    long[] whole = new long[widths.length];
                    for (int i = 0; i < whole.length; i++) {
                        whole[i] = (long) widths[i];
                    }
                    return whole;
                });
    }

    private WeightFileException refused(NodeProto convolution, String what) {
        return new WeightFileException(
                file,
                "the convolution " + quoted(convolution.getName()) + " " + what + ", as no table's does",
                "use weights of a network that pads as its table says, SYMMETRIC or SAME");
    }
}
