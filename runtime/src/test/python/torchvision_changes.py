"""Prints what torchvision makes of small pictures: a line for each change, with the picture, the numbers and the bytes.

    python torchvision_changes.py HEIGHT WIDTH > torchvision-changes.txt
"""

import math
import sys

import torch
from torchvision.transforms.v2 import InterpolationMode, functional as F

HEIGHT, WIDTH = int(sys.argv[1]), int(sys.argv[2])


def noise(height, width, channels):
    """Numerical Recipes' linear congruential generator."""
    state = 1
    values = []
    for _ in range(height * width * channels):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state >> 24)
    return values


def ramp(height, width, channels):
    """Few values, none of them near black or white."""
    return [
        30 + (17 * y + 5 * x + 60 * c) % 180 for y in range(height) for x in range(width) for c in range(channels)
    ]


PICTURES = {"noise": (noise, 3), "ramp": (ramp, 3), "grey": (noise, 1)}


def affine(angle=0.0, translate=(0, 0), shear=(0.0, 0.0), center=None):
    return lambda picture: F.affine(
        picture,
        angle=angle,
        translate=list(translate),
        scale=1.0,
        shear=list(shear),
        interpolation=InterpolationMode.BILINEAR,
        center=center,
    )


def degrees(tangent):
    return math.degrees(math.atan(tangent))


CHANGES = {
    "brightness": (lambda x: lambda p: F.adjust_brightness(p, x), [(0.3,), (1.7,)]),
    "contrast": (lambda x: lambda p: F.adjust_contrast(p, x), [(0.2,), (1.9,)]),
    "saturation": (lambda x: lambda p: F.adjust_saturation(p, x), [(0.0,), (0.55,), (1.8,)]),
    "hue": (lambda x: lambda p: F.adjust_hue(p, x), [(-0.5,), (-0.1,), (0.25,), (0.49,)]),
    "grayscale": (lambda: lambda p: F.rgb_to_grayscale(p, p.shape[0]), [()]),
    "blur": (lambda k, s: lambda p: F.gaussian_blur(p, int(k), s), [(5, 0.8), (3, 2.0), (13, 1.5)]),
    "sharpness": (lambda x: lambda p: F.adjust_sharpness(p, x), [(0.0,), (0.1,), (1.9,)]),
    "posterize": (lambda x: lambda p: F.posterize(p, int(x)), [(2,), (4,), (7,), (8,)]),
    "solarize": (lambda x: lambda p: F.solarize(p, x), [(0.0,), (127.5,), (255.0,)]),
    "autocontrast": (lambda: F.autocontrast, [()]),
    "equalize": (lambda: F.equalize, [()]),
    "rotation": (
        lambda x: lambda p: F.rotate(p, x, interpolation=InterpolationMode.BILINEAR),
        [(15.0,), (-90.0,), (133.3,), (180.0,)],
    ),
    "shear_x": (lambda x: affine(shear=(degrees(x), 0.0), center=[0, 0]), [(0.3,), (-0.99,)]),
    "shear_y": (lambda x: affine(shear=(0.0, degrees(x)), center=[0, 0]), [(0.3,), (-0.99,)]),
    "translate_x": (lambda x: affine(translate=(int(x), 0)), [(3,), (-2,)]),
    "translate_y": (lambda x: affine(translate=(0, int(x))), [(3,), (-2,)]),
    "crop": (
        lambda top, left, height, width, out_height, out_width: lambda p: F.resized_crop(
            p, top, left, height, width, [out_height, out_width], antialias=True
        ),
        [(1, 2, 6, 6, 4, 3), (3, 1, 4, 3, 9, 5), (0, 0, HEIGHT, WIDTH, 5, 4)],
    ),
}


def write(picture_name, height, width, name, change, arguments):
    values, channels = PICTURES[picture_name]
    bytes_ = torch.tensor(values(height, width, channels), dtype=torch.uint8)
    picture = bytes_.reshape(height, width, channels).permute(2, 0, 1)
    result = change(*arguments)(picture).permute(1, 2, 0).flatten().tolist()
    print(picture_name, height, width, name, ",".join(map(str, arguments)) or "-", bytes(result).hex())


for picture in PICTURES:
    for name, (change, numbers) in CHANGES.items():
        for arguments in numbers:
            write(picture, HEIGHT, WIDTH, name, change, arguments)
# With fewer than 255 pixels besides the brightest, nothing is equalized.
write("grey", 16, 32, "equalize", CHANGES["equalize"][0], ())
