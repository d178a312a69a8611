package io.github.blockwright.planner;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Plans the memory of an exported network as a runtime would, from its nodes alone: in which order of nodes the fewest values
 * are held at once. Element by element operators write over what they read if nothing else will read it.
 */
final class OnnxPlanner {
    private static final Set<String> ELEMENTWISE =
            Set.of("Relu", "Clip", "HardSwish", "HardSigmoid", "Sigmoid", "Add", "Mul");

    private final Map<String, long[]> shapes = new HashMap<>();
    private final Map<String, long[]> numbers = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> makers = new HashMap<>();
    private final String input;
    private final String output;

    /** A node that computes: what it reads of other nodes, and what it makes. */
    private record Node(List<String> reads, String makes, boolean elementwise) {}

    /** What is done, and the most values that were held until then. */
    private record State(BitSet done, long peak) {}

    private OnnxPlanner(GraphProto graph, long[] image) {
        input = graph.getInput(0).getName();
        shapes.put(input, image);
        for (TensorProto constant : graph.getInitializerList()) {
            shapes.put(
                    constant.getName(),
                    constant.getDimsList().stream().mapToLong(Long::longValue).toArray());
            if (constant.getDataType() == TensorProto.DataType.INT64.getNumber()) {
                LongBuffer values = constant.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer();
                numbers.put(
                        constant.getName(),
                        LongStream.generate(values::get)
                                .limit(values.remaining())
                                .toArray());
            }
        }
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().forEach(constant -> constants.add(constant.getName()));
        for (NodeProto node : graph.getNodeList()) {
            String made = node.getOutput(0);
            shapes.put(made, shape(node));
            List<String> reads = node.getInputList().stream()
                    .filter(name -> !constants.contains(name))
                    .map(this::resolved)
                    .toList();
            if (Set.of("Flatten", "Reshape").contains(node.getOpType()) || isHalfOfSilu(node, graph)) {
                // The same memory under another name; a sigmoid that only scales what it is made of is one operator
                // with it.
                aliases.put(made, reads.get(0));
                continue;
            }
            makers.put(made, nodes.size());
            nodes.add(new Node(reads.stream().distinct().toList(), made, ELEMENTWISE.contains(node.getOpType())));
        }
        output = resolved(graph.getOutput(0).getName());
    }

    /** The most values of one image that are held at once, at best. */
    static long peak(GraphProto graph, long[] image) {
        return new OnnxPlanner(graph, image).peak();
    }

    private String resolved(String name) {
        return aliases.containsKey(name) ? resolved(aliases.get(name)) : name;
    }

    private static boolean isHalfOfSilu(NodeProto node, GraphProto graph) {
        if (!node.getOpType().equals("Sigmoid")) {
            return false;
        }
        List<NodeProto> readers = graph.getNodeList().stream()
                .filter(other -> other.getInputList().contains(node.getOutput(0)))
                .toList();
        return readers.size() == 1
                && readers.get(0).getOpType().equals("Mul")
                && readers.get(0).getInputList().contains(node.getInput(0));
    }

    /** Goes from nothing done to everything by the states of the lowest peak first. */
    private long peak() {
        PriorityQueue<State> open = new PriorityQueue<>(Comparator.comparingLong(State::peak)
                .thenComparing(state -> -state.done().cardinality()));
        Set<BitSet> seen = new HashSet<>();
        open.add(new State(new BitSet(), size(input)));
        while (true) {
            State state = open.remove();
            if (state.done().cardinality() == nodes.size()) {
                return state.peak();
            }
            if (!seen.add(state.done())) {
                continue;
            }
            long live = live(state.done());
            for (int i = 0; i < nodes.size(); i++) {
                if (!state.done().get(i) && isReady(nodes.get(i), state.done())) {
                    BitSet done = (BitSet) state.done().clone();
                    done.set(i);
                    open.add(new State(done, Math.max(state.peak(), live + written(nodes.get(i), done))));
                }
            }
        }
    }

    private long live(BitSet done) {
        long live = isNeeded(input, done) ? size(input) : 0;
        for (int i = done.nextSetBit(0); i >= 0; i = done.nextSetBit(i + 1)) {
            String made = nodes.get(i).makes();
            live += isNeeded(made, done) ? size(made) : 0;
        }
        return live;
    }

    private boolean isNeeded(String name, BitSet done) {
        if (name.equals(output)) {
            return true;
        }
        for (int i = done.nextClearBit(0); i < nodes.size(); i = done.nextClearBit(i + 1)) {
            if (nodes.get(i).reads().contains(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReady(Node node, BitSet done) {
        return node.reads().stream().allMatch(name -> name.equals(input) || done.get(makers.get(name)));
    }

    private long written(Node node, BitSet done) {
        boolean inPlace = node.elementwise()
                && node.reads().stream().anyMatch(name -> size(name) == size(node.makes()) && !isNeeded(name, done));
        return inPlace ? 0 : size(node.makes());
    }

    private long size(String name) {
        long size = 1;
        for (long side : shapes.get(name)) {
            size *= side;
        }
        return size;
    }

    private long[] shape(NodeProto node) {
        long[] x = shapes.get(node.getInput(0));
        return switch (node.getOpType()) {
            case "Conv" -> window(node, x, shapes.get(node.getInput(1))[0]);
            case "MaxPool", "AveragePool" -> window(node, x, x[1]);
            case "GlobalAveragePool" -> new long[] {x[0], x[1], 1, 1};
            case "Flatten" -> new long[] {x[0], x.length == 4 ? x[1] * x[2] * x[3] : x[1]};
            case "Gemm" -> new long[] {x[0], shapes.get(node.getInput(1))[0]};
            case "Concat" -> new long[] {x[0], x[1] + shapes.get(node.getInput(1))[1], x[2], x[3]};
            case "Slice" -> new long[] {x[0], numbers(node, 2)[0] - numbers(node, 1)[0], x[2], x[3]};
            case "Reshape" -> {
                long[] sides = numbers(node, 1).clone();
                sides[0] = x[0];
                yield sides;
            }
            case "Transpose" ->
                list(node, "perm", List.of()).stream()
                        .mapToLong(side -> x[Math.toIntExact(side)])
                        .toArray();
            default -> {
                if (!ELEMENTWISE.contains(node.getOpType())) {
                    throw new IllegalArgumentException("The planner does not know " + node.getOpType());
                }
                yield x;
            }
        };
    }

    private long[] numbers(NodeProto node, int input) {
        return numbers.get(node.getInput(input));
    }

    private static long[] window(NodeProto node, long[] x, long channels) {
        List<Long> kernel = list(node, "kernel_shape", List.of());
        List<Long> strides = list(node, "strides", List.of(1L, 1L));
        List<Long> pads = list(node, "pads", List.of(0L, 0L, 0L, 0L));
        long height = (x[2] + pads.get(0) + pads.get(2) - kernel.get(0)) / strides.get(0) + 1;
        long width = (x[3] + pads.get(1) + pads.get(3) - kernel.get(1)) / strides.get(1) + 1;
        return new long[] {x[0], channels, height, width};
    }

    private static List<Long> list(NodeProto node, String name, List<Long> absent) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .map(AttributeProto::getIntsList)
                .findFirst()
                .orElse(absent);
    }
}
