"""Times one batch of normalised images through a network with drawn weights: from a tensor to scores in a NumPy array."""

import os
import tempfile

import torch

import steps
from networks import build, in_layout


def optimized(network, images):
    """TorchScript, frozen and through optimize_for_inference, which folds batch normalisation."""
    frozen = torch.jit.freeze(torch.jit.trace(network, images))
    return torch.jit.optimize_for_inference(frozen)


def onnxruntime_step(network, images, threads):
    """The network in ONNX Runtime, exported by PyTorch."""
    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "network.onnx")
        torch.onnx.export(network, (images,), file, dynamo=False, input_names=["images"], opset_version=17)
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(file, settings, providers=["CPUExecutionProvider"])
    inputs = {"images": images.contiguous().numpy()}
    return lambda: session.run(None, inputs)


def main():
    options = steps.parser(
        __doc__, ["channels-last", "nchw", "optimized", "compile", "onnxruntime"]
    ).parse_args()
    steps.set_threads(options)
    network, side = build(options.network)
    network = in_layout(network.eval(), options.form)
    images = torch.randn(options.batch, 3, side, side)
    if options.form != "nchw":
        images = images.to(memory_format=torch.channels_last)
    with torch.inference_mode(options.form not in ("optimized", "onnxruntime")), torch.no_grad():
        if options.form == "onnxruntime":
            steps.measure(options, onnxruntime_step(network, images, options.threads))
            return
        if options.form == "optimized":
            network = optimized(network, images)
        elif options.form == "compile":
            network = torch.compile(network)
        steps.measure(options, lambda: network(images).numpy())


if __name__ == "__main__":
    main()
