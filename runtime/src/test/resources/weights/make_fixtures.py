"""Writes the weight files that the tests read, with PyTorch and Keras themselves.

    pip install torch keras h5py safetensors numpy torchvision timm
    python make_fixtures.py

Every file holds random values of our own. What a reader must find in it lies beside it as safetensors, written by the
safetensors library. The .names files list the names and shapes of whole published architectures.
"""

import os

os.environ["KERAS_BACKEND"] = "torch"

import collections
import pathlib
import shutil
import zipfile

import h5py
import keras
import numpy
import timm
import torch
import torchvision
from safetensors.numpy import save_file as save_numpy
from safetensors.torch import save_file as save_torch

HERE = pathlib.Path(__file__).parent
torch.manual_seed(7)
keras.utils.set_random_seed(7)


def pytorch():
    model = torch.nn.Sequential(
        collections.OrderedDict(
            conv=torch.nn.Conv2d(3, 4, 3, bias=False), norm=torch.nn.BatchNorm2d(4), classifier=torch.nn.Linear(4, 2)
        )
    )
    for tensor in model.state_dict().values():
        if tensor.is_floating_point():
            tensor.copy_(torch.randn(tensor.shape))
    state = model.state_dict()
    save_torch(state, HERE / "pytorch.safetensors")
    torch.save(state, HERE / "pytorch.pth")
    torch.save(state, HERE / "pytorch-protocol5.pth", pickle_protocol=5)
    torch.save(state, HERE / "pytorch-before-zip.pth", _use_new_zipfile_serialization=False)
    optimizer = torch.optim.Adam(model.parameters())
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    save_torch(state, HERE / "pytorch-checkpoint.safetensors")
    checkpoint = {"epoch": 3, "best": 0.5, "notes": ["a", None, True], "optimizer": optimizer.state_dict()}
    torch.save({**checkpoint, "state_dict": state}, HERE / "pytorch-checkpoint.pt")
    torch.save(model, HERE / "pytorch-whole-model.pth")
    torch.jit.script(torch.nn.Linear(2, 1)).save(HERE / "pytorch-script.pt")

    base = torch.randn(6, 4)
    views = {
        "whole": base,
        "transposed": base.t(),
        "rows": base[2:4],
        "columns": base[:, 1::2],
        "scalar": base[3, 2],
        "empty": base[:0],
        "double": torch.randn(3, dtype=torch.float64),
        "half": torch.randn(5).half(),
        "bfloat16": torch.randn(5).bfloat16(),
        "long": torch.tensor([-1, 2**40]),
        "int": torch.tensor([-5, 6], dtype=torch.int32),
        "short": torch.tensor([-5, 6], dtype=torch.int16),
        "char": torch.tensor([-5, 6], dtype=torch.int8),
        "byte": torch.tensor([5, 250], dtype=torch.uint8),
        "bool": torch.tensor([True, False]),
        "parameter": torch.nn.Parameter(torch.randn(2, 2)),
    }
    torch.save(views, HERE / "pytorch-views.pth")
    save_torch({k: v.detach().clone().contiguous() for k, v in views.items()}, HERE / "pytorch-views.safetensors")


def keras_files():
    image = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(4, 3, use_bias=False, name="Conv1")(image)
    x = keras.layers.BatchNormalization(name="bn_Conv1")(x)
    x = keras.layers.DepthwiseConv2D(3, use_bias=False, name="expanded_conv_depthwise")(x)
    x = keras.layers.BatchNormalization(name="expanded_conv_depthwise_BN")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(image, keras.layers.Dense(2, name="predictions")(x))
    model.set_weights([numpy.random.randn(*w.shape).astype("float32") for w in model.weights])
    save_numpy({w.path: w.numpy() for w in model.weights}, HERE / "keras.safetensors")
    model.compile("adam", "mse")
    model.save(HERE / "keras-model.keras")
    model.save(HERE / "keras-model.h5")
    model.save_weights(HERE / "keras.weights.h5")

    # Keras 3 before it wrote the layers' names beside the variables.
    shutil.copy(HERE / "keras.weights.h5", HERE / "unnamed.h5")
    with h5py.File(HERE / "unnamed.h5", "a") as file:
        file.visititems(lambda _, node: node.attrs.pop("name", None) and None)
    with zipfile.ZipFile(HERE / "keras-model.keras") as named:
        with zipfile.ZipFile(HERE / "keras-unnamed.keras", "w") as unnamed:
            unnamed.writestr("config.json", named.read("config.json"))
            unnamed.write(HERE / "unnamed.h5", "model.weights.h5")
    (HERE / "unnamed.h5").unlink()

    # Keras 2: byte strings, names that end in :0, and the kernel of a depthwise convolution named after its layer.
    with h5py.File(HERE / "keras2.h5", "w") as file:
        layers = [layer for layer in model.layers if layer.weights]
        file.attrs["layer_names"] = [layer.name.encode() for layer in layers]
        file.attrs["keras_version"] = b"2.13.1"
        for layer in layers:
            group = file.create_group(layer.name)
            names = []
            for weight in layer.weights:
                depthwise = isinstance(layer, keras.layers.DepthwiseConv2D)
                variable = "depthwise_kernel" if depthwise else weight.name
                names.append(f"{layer.name}/{variable}:0")
                group.create_dataset(names[-1], data=weight.numpy())
            group.attrs["weight_names"] = [name.encode() for name in names]

    keras.config.set_dtype_policy("bfloat16")
    small = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, name="predictions")])
    small.save_weights(HERE / "keras-bfloat16.weights.h5")
    keras.config.set_dtype_policy("float32")


def chunked_hdf5():
    # As h5py stores weights when it is told to, or a dataset may grow: the same layers, each in another way.
    ways = [
        {"compression": "gzip"},
        {},
        {"compression": "gzip", "compression_opts": 9, "shuffle": True},
        {"shuffle": True},
        {"maxshape": True},
    ]
    with h5py.File(HERE / "keras2.h5") as plain, h5py.File(HERE / "keras-chunked.h5", "w") as file:
        file.attrs.update(plain.attrs)
        number = 0
        for layer in plain:
            group = file.create_group(layer)
            group.attrs.update(plain[layer].attrs)
            for name in plain[layer].attrs["weight_names"]:
                values = plain[layer][name][()]
                way = dict(ways[number % len(ways)])
                # Sides of 1, of which a dataset has more than a node of an index holds, 2 and 3, which reach beyond the shape.
                way["chunks"] = tuple(min(length, 1 + number % 3) for length in values.shape)
                if way.get("maxshape"):
                    way["maxshape"] = (None,) * values.ndim
                    way["chunks"] = tuple(length + 2 for length in values.shape)
                group.create_dataset(name, data=values, **way)
                number += 1


def other_hdf5():
    with h5py.File(HERE / "keras-compressed.h5", "w") as file:
        file.attrs["layer_names"] = ["a"]
        group = file.create_group("a")
        group.attrs["weight_names"] = ["a/kernel:0"]
        group.create_dataset("a/kernel:0", data=numpy.zeros((64, 64), "float32"), compression="gzip")
    with h5py.File(HERE / "hdf5-of-something-else.h5", "w") as file:
        file["temperatures"] = numpy.zeros(3)

    def layer(name, fill):
        with h5py.File(HERE / name, "w") as file:
            file.attrs["layer_names"] = ["a"]
            group = file.create_group("a")
            group.attrs["weight_names"] = ["a/kernel:0"]
            fill(file, group.create_group("a"))

    layer("keras-lzf.h5", lambda _, group: group.create_dataset("kernel:0", data=numpy.ones(64), compression="lzf"))
    # Chunks that were never written are zeros, of which a small file may have any number.
    layer(
        "keras-unwritten.h5",
        lambda _, group: group.create_dataset("kernel:0", (2**13, 2**13), "float32", chunks=(64, 64)),
    )
    with h5py.File(HERE / "keras-newer-chunks.h5", "w", libver="latest") as file:
        file.attrs["layer_names"] = ["a"]
        group = file.create_group("a")
        group.attrs["weight_names"] = ["kernel:0"]
        group.create_dataset("kernel:0", data=numpy.ones((64, 64), "float32"), chunks=(8, 8))

    layer("keras-absurd.h5", lambda _, group: group.create_dataset("kernel:0", (2**40, 2**20), "float32"))
    layer("keras-soft-link.h5", lambda _, group: group.__setitem__("kernel:0", h5py.SoftLink("/a/a/kernel:0")))
    layer("keras-external-link.h5", lambda _, group: group.__setitem__("kernel:0", h5py.ExternalLink("x.h5", "/a")))
    layer("keras-text.h5", lambda _, group: group.create_dataset("kernel:0", data="not a number"))
    layer("keras-missing.h5", lambda _, group: None)
    with h5py.File(HERE / "keras-cycle.weights.h5", "w") as file:
        layers = file.create_group("layers")
        layers["inner"] = layers


def names():
    def write(name, shapes):
        lines = [f"{key} {','.join(map(str, shape))}" for key, shape in shapes]
        (HERE / f"{name}.names").write_text("\n".join(lines) + "\n")

    for family, model in [
        ("torchvision", torchvision.models.mobilenet_v2(weights=None)),
        ("timm", timm.create_model("mobilenetv2_100")),
    ]:
        state = model.state_dict()
        write(f"mobilenet_v2.{family}", [(k, tuple(v.shape)) for k, v in state.items() if "num_batches" not in k])
    model = keras.applications.MobileNetV2(weights=None)
    write("mobilenet_v2.keras", [(w.path, w.shape) for w in model.weights])


pytorch()
keras_files()
chunked_hdf5()
other_hdf5()
names()
