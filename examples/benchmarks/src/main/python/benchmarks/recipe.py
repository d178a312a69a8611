"""The training recipe of both sides: SGD with Nesterov momentum, warm-up and cosine, label smoothing, clipping."""

import math
import pathlib

import numpy as np
import torch
from torch import nn

from networks import weight_groups

PEAK = 0.1
WARM_UP = 0.15
MOMENTUM = 0.9
WEIGHT_DECAY = 5e-4
LABEL_SMOOTHING = 0.1
CLIP_NORM = 5.0
PAD = 4


def learning_rate(step, steps):
    """Of a step from 0: in a line to the peak, then along half a cosine to 0."""
    rising = WARM_UP * steps
    if step < rising:
        return PEAK * (step + 1) / math.ceil(rising)
    return PEAK * (1 + math.cos(math.pi * (step - rising) / (steps - rising))) / 2


class Trainer:
    """Does training steps; one is forward, backward, clipping and update, with loss and accuracy read."""

    def __init__(self, network, steps, held_still=0):
        """The first modules can be held still, running statistics included."""
        still = network[:held_still]
        decayed, others = weight_groups(network[held_still:])
        self.network = network.train()
        still.requires_grad_(False).eval()
        self.steps = steps
        self.done = 0
        self.parameters = decayed + others
        self.loss = nn.CrossEntropyLoss(label_smoothing=LABEL_SMOOTHING)
        self.optimizer = torch.optim.SGD(
            [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}],
            lr=PEAK,
            momentum=MOMENTUM,
            nesterov=True,
            fused=True,
        )

    def step(self, images, labels):
        """The loss and how many of the labels had the highest score."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.done, self.steps)
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.network(images)
        loss = self.loss(logits, labels)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, CLIP_NORM)
        self.optimizer.step()
        self.done += 1
        return loss.item(), (logits.argmax(1) == labels).sum().item()


def cifar10(folder, names):
    """Images as uint8 (N, 3, 32, 32) and labels, of files of CIFAR-10's binary version."""
    folder = pathlib.Path(folder)
    inside = folder / "cifar-10-batches-bin"
    files = [(inside if inside.is_dir() else folder) / name for name in names]
    records = np.concatenate([np.fromfile(file, np.uint8).reshape(-1, 3073) for file in files])
    return records[:, 1:].reshape(-1, 3, 32, 32), records[:, 0].astype(np.int64)


def training_data(folder):
    """The 50,000 training images."""
    return cifar10(folder, [f"data_batch_{i}.bin" for i in range(1, 6)])


def test_data(folder):
    """The 10,000 test images."""
    return cifar10(folder, ["test_batch.bin"])


def augment(images, generator):
    """Pads bytes (N, 3, H, W) by reflection, cuts each image out at a random place and mirrors every second one."""
    count, _, height, width = images.shape
    padded = np.pad(images, ((0, 0), (0, 0), (PAD, PAD), (PAD, PAD)), mode="reflect")
    rows = generator.integers(0, 2 * PAD + 1, count)[:, None] + np.arange(height)
    columns = generator.integers(0, 2 * PAD + 1, count)[:, None] + np.arange(width)
    mirrored = generator.random(count) < 0.5
    columns[mirrored] = columns[mirrored, ::-1]
    image = np.arange(count)[:, None, None, None]
    channel = np.arange(3)[None, :, None, None]
    return padded[image, channel, rows[:, None, :, None], columns[:, None, None, :]]


def enlarged(images, side):
    """Each pixel as a square of them, to images of this side."""
    factor = side // images.shape[2]
    return images.repeat(factor, 2).repeat(factor, 3)


def to_tensor(images, form):
    """Bytes to floats from -1 to 1, in the memory layout of a form."""
    layout = torch.contiguous_format if form == "nchw" else torch.channels_last
    return torch.from_numpy(images).to(torch.float32, memory_format=layout).div_(127.5).sub_(1)
