"""Writes the ONNX models that the tests read, with PyTorch's own exporter, and what ONNX Runtime makes of them.

    pip install torch torchvision onnx onnxruntime safetensors numpy
    python make_onnx_fixtures.py

All are of one narrow MobileNetV2 with random values.
"""

import pathlib
import sys

import numpy
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file

sys.path.extend(sys.argv[1:])
try:
    import torchvision_stub  # where torchvision's compiled operators do not go with PyTorch
except ImportError:
    pass
import torchvision

HERE = pathlib.Path(__file__).parent
torch.manual_seed(7)
IMAGES = torch.randn(2, 3, 32, 32)


def network():
    narrow = torchvision.models.MobileNetV2(
        num_classes=2, width_mult=0.125, inverted_residual_setting=[[1, 24, 1, 1], [6, 40, 2, 2]], round_nearest=1
    )
    narrow.features[-1] = torchvision.ops.misc.Conv2dNormActivation(5, 7, kernel_size=1, activation_layer=torch.nn.ReLU6)
    narrow.classifier[1] = torch.nn.Linear(7, 2)
    narrow.features[0][0].stride = (1, 1)
    for layer in narrow.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(layer.weight, 0.5, 1.5)
            torch.nn.init.normal_(layer.bias, 0, 0.2)
            layer.momentum = None
    narrow.train()
    with torch.no_grad():
        narrow(torch.randn(32, 3, 32, 32))
    return narrow.eval()


def run(file):
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: IMAGES.numpy()})[0]


def export(net, name, **options):
    torch.onnx.export(net, (IMAGES,), HERE / name, dynamo=False, input_names=["images"], **options)
    return onnx.load(HERE / name)


def write():
    net = network()
    folded = export(net, "onnx-folded.onnx")
    export(net, "onnx-named.onnx", do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
    outputs = {"images": IMAGES.numpy(), "outputs": run(HERE / "onnx-folded.onnx")}

    outside = onnx.load(HERE / "onnx-folded.onnx")
    (HERE / "onnx-external.data").unlink(missing_ok=True)
    onnx.save(
        outside, HERE / "onnx-external.onnx", save_as_external_data=True, location="onnx-external.data", size_threshold=0
    )

    same = onnx.load(HERE / "onnx-folded.onnx")
    for node in same.graph.node:
        strides = next((list(a.ints) for a in node.attribute if a.name == "strides"), [1])
        if node.op_type == "Conv" and strides[0] == 2:
            next(a for a in node.attribute if a.name == "pads").ints[:] = [0, 0, 1, 1]
    onnx.save(same, HERE / "onnx-same.onnx")
    outputs["same"] = run(HERE / "onnx-same.onnx")

    # As TensorFlow's converter writes dense layers, and values that are no raw bytes.
    product = onnx.load(HERE / "onnx-folded.onnx")
    gemm = next(node for node in product.graph.node if node.op_type == "Gemm")
    place = list(product.graph.node).index(gemm)
    for initializer in product.graph.initializer:
        if initializer.name == gemm.input[1]:
            values = numpy_helper.to_array(initializer).T
            initializer.CopyFrom(
                helper.make_tensor(initializer.name, TensorProto.FLOAT, values.shape, values.flatten().tolist())
            )
    nodes = [
        helper.make_node("MatMul", list(gemm.input[:2]), ["product"]),
        helper.make_node("Add", [gemm.input[2], "product"], list(gemm.output)),
    ]
    product.graph.node.remove(gemm)
    for offset, node in enumerate(nodes):
        product.graph.node.insert(place + offset, node)
    onnx.save(product, HERE / "onnx-product.onnx")
    assert numpy.allclose(run(HERE / "onnx-product.onnx"), outputs["outputs"], atol=1e-6)

    quantised = onnx.load(HERE / "onnx-folded.onnx")
    first = next(node for node in quantised.graph.node if node.op_type == "Conv")
    quantised.graph.initializer.extend([
        helper.make_tensor("q", TensorProto.INT8, [4, 3, 3, 3], [1] * 108),
        helper.make_tensor("s", TensorProto.FLOAT, [], [0.1]),
    ])
    quantised.graph.node.insert(0, helper.make_node("DequantizeLinear", ["q", "s"], ["w"]))
    first.input[1] = "w"
    onnx.save(quantised, HERE / "onnx-quantised.onnx")

    float8 = onnx.load(HERE / "onnx-folded.onnx")
    for initializer in float8.graph.initializer:
        if initializer.name == next(n for n in float8.graph.node if n.op_type == "Conv").input[1]:
            initializer.CopyFrom(
                TensorProto(name=initializer.name, dims=[4, 3, 3, 3], data_type=TensorProto.FLOAT8E4M3FN, raw_data=b"1" * 108)
            )
    onnx.save(float8, HERE / "onnx-float8.onnx")

    scaled = onnx.load(HERE / "onnx-folded.onnx")
    last = next(node for node in scaled.graph.node if node.op_type == "Gemm")
    scaled.graph.initializer.append(numpy_helper.from_array(numpy.array([[2, 3]], "float32"), "scales"))
    scaled.graph.node.append(helper.make_node("Mul", [last.output[0], "scales"], ["scaled"]))
    scaled.graph.output[0].name = "scaled"
    onnx.save(scaled, HERE / "onnx-scaled.onnx")

    prepared = onnx.load(HERE / "onnx-folded.onnx")
    prepared.graph.initializer.append(numpy_helper.from_array(numpy.ones((1, 3, 1, 1), "float32"), "mean"))
    prepared.graph.node.insert(0, helper.make_node("Sub", ["images", "mean"], ["prepared"]))
    next(node for node in prepared.graph.node if node.op_type == "Conv").input[0] = "prepared"
    onnx.save(prepared, HERE / "onnx-prepared.onnx")

    save_file(outputs, HERE / "onnx-outputs.safetensors")


write()
