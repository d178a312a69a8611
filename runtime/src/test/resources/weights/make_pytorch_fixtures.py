"""Writes PyTorch's files in the layouts and with the contents that lie about, with PyTorch itself.

    pip install torch numpy safetensors
    python make_pytorch_fixtures.py

It starts from what make_fixtures.py wrote, so that what a reader must find lies beside it already: pytorch.safetensors and
pytorch-views.safetensors.
"""

import argparse
import collections
import pathlib

import numpy
import torch
from safetensors.torch import load_file, save_file

HERE = pathlib.Path(__file__).parent
torch.manual_seed(7)
LEGACY = {"_use_new_zipfile_serialization": False}


def everything_else():
    """What training scripts put beside the weights."""
    return {
        "epoch": 3,
        "best_acc1": numpy.float64(0.75),
        "args": argparse.Namespace(arch="mobilenet_v2", lr=0.1, layers=[1, 2], device=torch.device("cpu")),
        "config": collections.OrderedDict(width=1.0, dtype=torch.float32, size=torch.Size([224, 224])),
        "rng": {"torch": torch.get_rng_state()[:8], "python": (3, (2**31, 5), None), "big": 2**100},
        "seen": {"a", "b"},
        "raw": b"\x00\xff",
        "factory": collections.defaultdict(list, a=[1]),
        "complex": torch.zeros(2, dtype=torch.complex64),
        "step": torch.tensor(7),
    }


def main():
    state = load_file(HERE / "pytorch.safetensors")
    torch.save(torch.load(HERE / "pytorch-views.pth"), HERE / "pytorch-views-legacy.pth", **LEGACY)

    checkpoint = {**everything_else(), "state_dict": collections.OrderedDict(state)}
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(2))], lr=0.1, momentum=0.9)
    checkpoint["optimizer"] = optimizer.state_dict()
    torch.save(checkpoint, HERE / "pytorch-training.pth")
    torch.save(checkpoint, HERE / "pytorch-training-legacy.pth", **LEGACY)
    torch.save(checkpoint, HERE / "pytorch-training-protocol4.pth", pickle_protocol=4)

    averaged = torch.optim.swa_utils.AveragedModel(torch.nn.Linear(2, 1)).state_dict()
    torch.save(
        {"model": {k: v + 1 for k, v in averaged.items()}, "model_ema": averaged, "ema_decay": 0.99},
        HERE / "pytorch-averaged.pth",
    )
    save_file(averaged, HERE / "pytorch-averaged.safetensors")

    for name, dtype in {"half": torch.half, "bfloat16": torch.bfloat16, "double": torch.double}.items():
        torch.save({k: v.to(dtype) for k, v in state.items()}, HERE / f"pytorch-{name}.pth")

    # A parameter with an attribute is written by another function than one without.
    tagged = torch.nn.Parameter(torch.arange(3.0))
    tagged.tag = "bias"
    tensor = torch.arange(3.0)
    tensor.tag = "bias"
    torch.save({"parameter": tagged, "tensor": tensor}, HERE / "pytorch-attributes.pth")
    save_file({"parameter": torch.arange(3.0), "tensor": torch.arange(3.0)}, HERE / "pytorch-attributes.safetensors")

    torch.save(torch.nn.Sequential(torch.nn.Linear(2, 1)), HERE / "pytorch-whole-model-legacy.pth", **LEGACY)
    weight = torch.ones(2, 2)
    for name, tensor in {
        "float8": weight.to(torch.float8_e4m3fn),
        "uint16": weight.to(torch.uint16),
        "sparse": weight.to_sparse(),
        "quantised": torch.quantize_per_tensor(weight, 0.1, 0, torch.qint8),
        "complex": weight.to(torch.complex64),
    }.items():
        torch.save({"bias": weight[0], "weight": tensor}, HERE / f"pytorch-{name}.pth")

    shards = {"one": ["conv.weight"], "two": [key for key in state if key != "conv.weight"]}
    for name, keys in shards.items():
        save_file({key: state[key] for key in keys}, HERE / f"shard-{name}.safetensors")


main()
