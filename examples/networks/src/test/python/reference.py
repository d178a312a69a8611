"""The networks of torchvision, timm and Keras, to compare with: reads a command a line, answers each with a line.

make LIBRARY NAME SIZE FILE FOLDER   a network with random weights: its weights into FILE, two random images into
                                     FOLDER/images and what it makes of them into FOLDER/outputs, as float32;
                                     answers with its parameters and multiply-adds
onnx LIBRARY NAME SIZE FILE FOLDER   the same as an ONNX model, as PyTorch exports it: batch normalisation folded, most names
                                     lost; with "named" in the file's name, neither
check LIBRARY NAME SIZE FILE FOLDER  a new network, strictly loaded from FILE: what it makes of FOLDER/images into
                                     FOLDER/outputs
"""
import collections
import importlib.util
import os
import pathlib
import sys
import warnings

os.environ.setdefault("KERAS_BACKEND", "torch")
warnings.filterwarnings("ignore")

import numpy
import torch



def declare_detectors():
    """Declares the operators of torchvision's detectors where its compiled part does not go with this PyTorch."""
    package = pathlib.Path(importlib.util.find_spec("torchvision").origin).parent
    try:
        torch.ops.load_library(str(next(package.glob("_C*"))))
        return None
    except (OSError, StopIteration):
        operators = torch.library.Library("torchvision", "DEF")
        pooling = ["roi_align", "ps_roi_align", "roi_pool", "ps_roi_pool", "deform_conv2d"]
        for name in ["nms", "qnms", "qroi_align", *pooling, *(f"_{name}_backward" for name in pooling)]:
            operators.define(f"{name}(Tensor x) -> Tensor")
        return operators


declared = declare_detectors()
import torchvision


def torch_network(library, name):
    if library == "torchvision":
        return getattr(torchvision.models, name)(weights=None)
    import timm

    return timm.create_model(name, pretrained=False)


def multiply_adds(network, images):
    counts = []

    def count(layer, _, output):
        per_value = layer.weight[0].numel()
        counts.append(output[0].numel() * per_value)

    hooks = [
        layer.register_forward_hook(count)
        for layer in network.modules()
        if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear))
    ]
    network(images[:1])
    for hook in hooks:
        hook.remove()
    return sum(counts)


@torch.no_grad()
def randomise(network, images):
    """Other values than those of a new network; statistics are those of random images, so that no map vanishes."""
    norms = [layer for layer in network.modules() if isinstance(layer, torch.nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.weight.uniform_(0.5, 1.5)
        norm.bias.normal_(0, 0.2)
        norm.momentum = None
        norm.reset_running_stats()
    network.train()
    network(images)
    network.eval()
    for norm, momentum in zip(norms, momenta):
        norm.momentum = momentum


@torch.no_grad()
def make_torch(library, name, size, file, folder):
    network = torch_network(library, name)
    images = torch.randn(2, 3, size, size)
    randomise(network, images)
    if file.endswith(".safetensors"):
        from safetensors.torch import save_file

        save_file(network.state_dict(), file)
    else:
        torch.save(network.state_dict(), file)
    images.numpy().tofile(os.path.join(folder, "images"))
    network(images).numpy().tofile(os.path.join(folder, "outputs"))
    parameters = sum(parameter.numel() for parameter in network.parameters())
    return f"{parameters} {multiply_adds(network, images)}"


@torch.no_grad()
def make_onnx(library, name, size, file, folder):
    network = torch_network(library, name)
    images = torch.randn(2, 3, size, size)
    randomise(network, images)
    names = {"do_constant_folding": False, "training": torch.onnx.TrainingMode.PRESERVE} if "named" in file else {}
    torch.onnx.export(network, (images,), file, dynamo=False, **names)
    images.numpy().tofile(os.path.join(folder, "images"))
    network(images).numpy().tofile(os.path.join(folder, "outputs"))
    return "exported"


@torch.no_grad()
def check_torch(library, name, size, file, folder):
    from safetensors.torch import load_file

    network = torch_network(library, name)
    state = load_file(file) if file.endswith(".safetensors") else torch.load(file, weights_only=True)
    # Counts of batches matter only to a training without momentum; torchvision's MnasNet asks of which version names are.
    counts = {key: value for key, value in network.state_dict().items() if key.endswith("num_batches_tracked")}
    complete = collections.OrderedDict({**counts, **state})
    complete._metadata = network.state_dict()._metadata
    network.load_state_dict(complete, strict=True)
    network.eval()
    images = torch.from_numpy(numpy.fromfile(os.path.join(folder, "images"), dtype="float32"))
    network(images.reshape(2, 3, size, size)).numpy().tofile(os.path.join(folder, "outputs"))
    return "loaded"


def keras_network(name, size):
    import keras

    # Or names are counted on from those of the network before.
    keras.utils.clear_session()
    options = {} if name in ("MobileNet", "MobileNetV2") or name.startswith("EfficientNetB") else {
        "include_preprocessing": False
    }
    return getattr(keras.applications, name)(
        weights=None, input_shape=(size, size, 3), classifier_activation=None, **options
    )


def keras_pixels(name, images, network):
    # EfficientNet divides by 255 and normalises itself; a new one's layer of normalisation leaves values as they are.
    if not name.startswith("EfficientNetB"):
        return images
    mean, variance, _ = network.get_layer("normalization").get_weights()
    return (images * numpy.sqrt(variance) + mean) * 255


def make_keras(name, size, file, folder):
    import keras

    network = keras_network(name, size)
    images = numpy.random.default_rng().standard_normal((2, 3, size, size), dtype="float32")
    last = keras_pixels(name, images.transpose(0, 2, 3, 1), network)
    random = numpy.random.default_rng()
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.gamma.assign(random.uniform(0.5, 1.5, layer.gamma.shape))
            layer.beta.assign(random.normal(0, 0.2, layer.beta.shape))
            layer.momentum = 0.0
    network(last, training=True)
    if file.endswith(".keras"):
        network.save(file)
    elif file.endswith(".weights.h5"):
        network.save_weights(file)
    else:
        network.save(file)
    images.tofile(os.path.join(folder, "images"))
    outputs = keras.ops.convert_to_numpy(network(last, training=False))
    outputs.astype("float32").tofile(os.path.join(folder, "outputs"))
    return f"{sum(int(numpy.prod(weight.shape)) for weight in network.trainable_weights)} 0"


def check_keras(name, size, file, folder):
    import keras

    network = keras_network(name, size)
    network.load_weights(file)
    images = numpy.fromfile(os.path.join(folder, "images"), dtype="float32").reshape(2, 3, size, size)
    outputs = network(keras_pixels(name, images.transpose(0, 2, 3, 1), network), training=False)
    keras.ops.convert_to_numpy(outputs).astype("float32").tofile(os.path.join(folder, "outputs"))
    return "loaded"


def answer(command, library, name, size, file, folder):
    if command == "onnx":
        return make_onnx(library, name, int(size), file, folder)
    if library == "keras":
        return (make_keras if command == "make" else check_keras)(name, int(size), file, folder)
    return (make_torch if command == "make" else check_torch)(library, name, int(size), file, folder)


if __name__ == "__main__":
    torch.manual_seed(7)
    torch.set_num_threads(2)
    print("ready", flush=True)
    for line in sys.stdin:
        try:
            print("ok " + answer(*line.split()), flush=True)
        except Exception as error:
            print("failed " + repr(error).replace("\n", " "), flush=True)
