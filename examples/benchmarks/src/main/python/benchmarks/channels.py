"""Times six inverted residuals in ONNX Runtime, one thread, for numbers of expanded channels: python channels.py 400"""

import sys
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

CHANNELS, SIDE, BLOCKS = 24, 28, 6
EXPANDED = [136, 138, 140, 141, 142, 143, 144, 145, 146, 148, 150, 152, 156, 160]


def blocks(expanded):
    nodes, weights, random = [], [], np.random.default_rng(0)

    def convolution(x, name, filters, inputs, kernel, groups=1):
        shape = (filters, inputs // groups, kernel, kernel)
        for suffix, sides in (("w", shape), ("b", (filters,))):
            values = (random.standard_normal(sides) * 0.05).astype(np.float32)
            weights.append(numpy_helper.from_array(values, name + suffix))
        pads = [kernel // 2] * 4
        nodes.append(helper.make_node("Conv", [x, name + "w", name + "b"], [name], pads=pads, group=groups))
        return name

    def relu(x):
        nodes.append(helper.make_node("Relu", [x], [x + "r"]))
        return x + "r"

    x = "x"
    for i in range(BLOCKS):
        wide = relu(convolution(x, f"expand{i}", expanded, CHANNELS, 1))
        wide = relu(convolution(wide, f"depthwise{i}", expanded, expanded, 3, expanded))
        narrow = convolution(wide, f"project{i}", CHANNELS, expanded, 1)
        nodes.append(helper.make_node("Add", [narrow, x], [f"sum{i}"]))
        x = f"sum{i}"
    sides = [1, CHANNELS, SIDE, SIDE]
    graph = helper.make_graph(
        nodes,
        "blocks",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, sides)],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, sides)],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def main(rounds):
    sessions = {expanded: blocks(expanded) for expanded in EXPANDED}
    image = np.zeros((1, CHANNELS, SIDE, SIDE), np.float32)
    best = dict.fromkeys(EXPANDED, float("inf"))
    for _ in range(rounds):
        for expanded, session in sessions.items():
            start = time.perf_counter()
            session.run(None, {"x": image})
            best[expanded] = min(best[expanded], time.perf_counter() - start)
    for expanded, seconds in best.items():
        print(f"{expanded} channels: {seconds * 1e3:.3f} ms, {seconds * 1e6 / expanded:.2f} us a channel")


if __name__ == "__main__":
    main(int(sys.argv[1]))
