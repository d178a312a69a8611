"""The compared networks in plain PyTorch, under the names of their tables in Java."""

import math

import torch
from torch import nn


def make_divisible(value, divisor=8):
    """The rule by which MobileNets round channels."""
    rounded = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * value else rounded


def conv_norm(inputs, outputs, kernel=1, stride=1, groups=1, activation=nn.ReLU6):
    """Convolution, batch normalisation and, unless it is None, an activation."""
    layers = [
        nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    if activation is not None:
        layers.append(activation(inplace=True))
    return nn.Sequential(*layers)


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, squeezed, activation=nn.ReLU, gate=nn.Hardsigmoid):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, squeezed, 1)
        self.activation = activation(inplace=True)
        self.expand = nn.Conv2d(squeezed, channels, 1)
        self.gate = gate()

    def forward(self, x):
        return x * self.gate(self.expand(self.activation(self.reduce(self.pool(x)))))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, expanded, outputs, kernel=3, stride=1, squeeze=None, activation=nn.ReLU6):
        """squeeze is None or makes what excites the expanded channels."""
        super().__init__()
        layers = []
        if expanded != inputs:
            layers.append(conv_norm(inputs, expanded, activation=activation))
        layers.append(conv_norm(expanded, expanded, kernel, stride, expanded, activation))
        if squeeze is not None:
            layers.append(squeeze(expanded))
        layers.append(conv_norm(expanded, outputs, activation=None))
        self.layers = nn.Sequential(*layers)
        self.has_shortcut = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.layers(x)
        return x + y if self.has_shortcut else y


def mobilenet_v2(classes, strides, width=1.0, dropout=0.0):
    """Table 2 of arXiv:1801.04381; strides are those of the stem and of the stages 2, 3, 4 and 6."""
    stem, *of_stages = strides
    table = [  # expansion, channels, count, stride
        (1, 16, 1, 1),
        (6, 24, 2, of_stages[0]),
        (6, 32, 3, of_stages[1]),
        (6, 64, 4, of_stages[2]),
        (6, 96, 3, 1),
        (6, 160, 3, of_stages[3]),
        (6, 320, 1, 1),
    ]
    channels = make_divisible(32 * width)
    layers = [conv_norm(3, channels, 3, stem)]
    for expansion, filters, count, stride in table:
        outputs = make_divisible(filters * width)
        for block in range(count):
            layers.append(
                InvertedResidual(channels, expansion * channels, outputs, stride=stride if block == 0 else 1)
            )
            channels = outputs
    head = make_divisible(1280 * max(1.0, width))
    layers += [conv_norm(channels, head), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    if dropout > 0:
        layers.append(nn.Dropout(dropout))
    layers.append(nn.Linear(head, classes))
    return nn.Sequential(*layers)


def cifar_mobilenet_v3_small():
    """Table 2 of arXiv:1905.02244 with stride 1 in the stem and in the first stage."""
    table = [  # expanded, channels, kernel, stride, squeeze, activation
        (16, 16, 3, 1, True, nn.ReLU),
        (72, 24, 3, 2, False, nn.ReLU),
        (88, 24, 3, 1, False, nn.ReLU),
        (96, 40, 5, 2, True, nn.Hardswish),
        (240, 40, 5, 1, True, nn.Hardswish),
        (240, 40, 5, 1, True, nn.Hardswish),
        (120, 48, 5, 1, True, nn.Hardswish),
        (144, 48, 5, 1, True, nn.Hardswish),
        (288, 96, 5, 2, True, nn.Hardswish),
        (576, 96, 5, 1, True, nn.Hardswish),
        (576, 96, 5, 1, True, nn.Hardswish),
    ]
    channels = 16
    layers = [conv_norm(3, channels, 3, 1, activation=nn.Hardswish)]
    for expanded, outputs, kernel, stride, squeeze, activation in table:
        excite = (lambda width: SqueezeExcitation(width, make_divisible(width / 4))) if squeeze else None
        layers.append(InvertedResidual(channels, expanded, outputs, kernel, stride, excite, activation))
        channels = outputs
    layers += [
        conv_norm(channels, 576, activation=nn.Hardswish),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(576, 1024),
        nn.Hardswish(inplace=True),
        nn.Linear(1024, 10),
    ]
    return nn.Sequential(*layers)


def efficientnet_b0(classes):
    """Table 1 of arXiv:1905.11946, without its stochastic depth."""
    table = [  # expansion, channels, count, stride, kernel
        (1, 16, 1, 1, 3),
        (6, 24, 2, 2, 3),
        (6, 40, 2, 2, 5),
        (6, 80, 3, 2, 3),
        (6, 112, 3, 1, 5),
        (6, 192, 4, 2, 5),
        (6, 320, 1, 1, 3),
    ]
    channels = 32
    layers = [conv_norm(3, channels, 3, 2, activation=nn.SiLU)]
    for expansion, outputs, count, stride, kernel in table:
        for block in range(count):
            squeezed = channels // 4
            layers.append(
                InvertedResidual(
                    channels,
                    expansion * channels,
                    outputs,
                    kernel,
                    stride if block == 0 else 1,
                    lambda width, squeezed=squeezed: SqueezeExcitation(width, squeezed, nn.SiLU, nn.Sigmoid),
                    nn.SiLU,
                )
            )
            channels = outputs
    layers += [
        conv_norm(channels, 1280, activation=nn.SiLU),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Dropout(0.2),
        nn.Linear(1280, classes),
    ]
    return nn.Sequential(*layers)


# Name: (how to build it, the side of its images, its parameters as Blockwright's summary has them).
NETWORKS = {
    "CifarMobileNetV2": (lambda: mobilenet_v2(10, (2, 2, 2, 2, 2)), 32, 2_236_682),
    "AdaptedMobileNetV2": (lambda: mobilenet_v2(10, (1, 1, 2, 2, 2)), 32, 2_236_682),
    "AdaptedMobileNetV2_050": (lambda: mobilenet_v2(10, (1, 1, 2, 2, 2), 0.5), 32, 700_490),
    "CifarMobileNetV3Small": (cifar_mobilenet_v3_small, 32, 1_528_106),
    "ImageNetMobileNetV2": (lambda: mobilenet_v2(1000, (2, 2, 2, 2, 2), dropout=0.2), 224, 3_504_872),
    "EfficientNetB0": (lambda: efficientnet_b0(1000), 224, 5_288_548),
}

# How many of the first modules hold still in fine-tuning: the stem and the stages 1 to 5.
HELD_STILL = {"ImageNetMobileNetV2": 1 + 1 + 2 + 3 + 4 + 3}


def build(name):
    """A network with drawn weights (Kaiming, fan out; dense ones N(0, 0.01²)) and the side of its images."""
    make, side, parameters = NETWORKS[name]
    network = make()
    found = sum(parameter.numel() for parameter in network.parameters())
    if found != parameters:
        raise AssertionError(f"{name} has {found} parameters here, but {parameters} in Blockwright")
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            # The fan-out counts all filters, for depthwise kernels too, as in Blockwright and torchvision.
            fan_out = module.out_channels * module.kernel_size[0] * module.kernel_size[1]
            nn.init.normal_(module.weight, 0, math.sqrt(2 / fan_out))
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, 0, 0.01)
            nn.init.zeros_(module.bias)
    return network, side


def weight_groups(network):
    """Those that weight decay applies to, the weights of convolutions and dense layers, and the others."""
    decayed = [m.weight for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    chosen = {id(weight) for weight in decayed}
    return decayed, [p for p in network.parameters() if id(p) not in chosen]


def in_layout(network, form):
    """The network in the memory layout of a form."""
    return network if form == "nchw" else network.to(memory_format=torch.channels_last)
