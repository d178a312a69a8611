package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.blockwright.runtime.blocks.InputSpec;

/**
 * From decoded pictures of any size to what a network sees: the same whole numbers of pixels and the same resampling as
 * {@code Images.fit} and {@code Images.middle}, and the table's {@code @Input}. ONNX Runtime's antialiased resizing of bytes
 * gives the bytes that Pillow gives, but for one level in a pixel of ten thousand; that of floats is not rounded.
 *
 * @param input of the table
 * @param shorterSide what a picture's shorter side is scaled to, in pixels; 0 for as little as the input needs
 */
record OnnxPreprocessing(InputSpec input, int shorterSide) {
    private static final Shape SIDES = new Shape(2);

    /** {@return which pixels the model takes, for its metadata} */
    String pixels() {
        String colours =
                switch (input.channels()) {
                    case 1 -> "grey (luma, ITU-R BT.601)";
                    case 3 -> "RGB in sRGB";
                    default -> input.channels() + " channels";
                };
        return colours + ", uint8 (batch, height, width, " + input.channels() + "), upright, of any height and width";
    }

    /**
     * Adds the nodes to a graph.
     *
     * @param pixels uint8 (batch, any height, any width, C)
     * @return float32 (batch, C, height, width)
     */
    OnnxValue of(OnnxValue pixels, OnnxGraph graph) {
        Shape shape = input.shape(1);
        OnnxValue middle = middle(pixels, graph.at("resize"));
        OnnxValue floats = graph.at("cast")
                .node("Cast")
                .input(middle)
                .attribute("to", DataType.FLOAT_VALUE)
                .output(shape);
        return normalised(floats, graph);
    }

    /** The middle of the picture that is scaled until it covers a box: uint8 (batch, C, height, width). */
    private OnnxValue middle(OnnxValue pixels, OnnxGraph graph) {
        long boxHeight = shorterSide == 0 ? input.height() : shorterSide;
        long boxWidth = shorterSide == 0 ? input.width() : shorterSide;
        long channels = input.channels();
        Shape anySize = new Shape(1, channels, -1, -1);
        OnnxValue size = graph.numbers("size", input.height(), input.width());
        OnnxValue two = graph.numbers("two", 2, 2);

        OnnxValue shape = graph.at("shape").node("Shape").input(pixels).output(new Shape(4));
        OnnxValue sides = gather(graph.at("sides"), shape, 1, 2);
        OnnxValue others = gather(graph.at("others"), shape, 2, 1);
        // A side of the scaled picture: the box's, or (2 · side · other of the box + other) / (2 · other), half up.
        OnnxValue product =
                number(graph.at("product"), "Mul", sides, graph.numbers("doubledBox", 2 * boxWidth, 2 * boxHeight));
        OnnxValue sum = number(graph.at("sum"), "Add", product, others);
        OnnxValue doubled = number(graph.at("doubled"), "Mul", others, two);
        OnnxValue nearest = number(graph.at("nearest"), "Div", sum, doubled);
        OnnxValue covering = number(graph.at("covering"), "Max", nearest, graph.numbers("box", boxHeight, boxWidth));
        OnnxValue sizes = graph.at("sizes")
                .node("Concat")
                .input(gather(graph.at("batch"), shape, 0), graph.numbers("channels", channels), covering)
                .attribute("axis", 0)
                .output(new Shape(4));
        OnnxValue planes = graph.at("channelsFirst")
                .node("Transpose")
                .input(pixels)
                .list("perm", 0, 3, 1, 2)
                .output(anySize);
        OnnxValue scaled = graph.at("scaled")
                .node("Resize")
                .input(planes)
                .without()
                .without()
                .input(sizes)
                .attribute("mode", "linear")
                .attribute("coordinate_transformation_mode", "half_pixel")
                .attribute("antialias", 1)
                // The filter is cut off at the edge, as by Pillow; else pixels at the edge count more.
                .attribute("exclude_outside", 1)
                .output(anySize);

        OnnxValue rest = number(graph.at("rest"), "Sub", covering, size);
        OnnxValue start = number(graph.at("start"), "Div", rest, two);
        OnnxValue end = number(graph.at("end"), "Add", start, size);
        OnnxValue cropped = graph.at("cropped")
                .node("Slice")
                .input(scaled, start, end, graph.numbers("axes", 2, 3))
                .output(anySize);
        // It has that shape already, but a runtime that plans ahead can only know it so.
        return graph.at("middle")
                .node("Reshape")
                .input(cropped, graph.numbers("middleShape", 0, channels, input.height(), input.width()))
                .output(input.shape(1));
    }

    private static OnnxValue gather(OnnxGraph graph, OnnxValue shape, long... indices) {
        return graph.node("Gather")
                .input(shape, graph.numbers("indices", indices))
                .output(new Shape(indices.length));
    }

    private static OnnxValue number(OnnxGraph graph, String operator, OnnxValue a, OnnxValue b) {
        return graph.node(operator).input(a, b).output(SIDES);
    }

    /** What the table makes of pixel values: {@code v * scale / deviation - mean / deviation}. */
    private OnnxValue normalised(OnnxValue x, OnnxGraph graph) {
        int channels = input.channels();
        float[] factors = new float[channels];
        float[] summands = new float[channels];
        for (int c = 0; c < channels; c++) {
            double deviation = input.standardDeviation().get(c);
            factors[c] = (float) (input.scale() / deviation);
            summands[c] = (float) (-input.mean().get(c) / deviation);
        }
        OnnxGraph scale = graph.at("scale");
        OnnxGraph shift = graph.at("shift");
        Shape perChannel = new Shape(channels, 1, 1);
        OnnxValue scaled = scale.node("Mul")
                .input(x, scale.constant("factors", factors, perChannel))
                .output(x.shape());
        return shift.node("Add")
                .input(scaled, shift.constant("summands", summands, perChannel))
                .output(x.shape());
    }
}
