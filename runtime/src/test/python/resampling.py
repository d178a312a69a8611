"""Writes what Pillow makes of small pictures of noise: python resampling.py > ../resources/pictures/resampled.txt

A line is the picture's height, width and channels, the box to cover, the middle to keep, and that middle in hex. With
--sizes "H W C BH BW h w, ..." it is asked for others; --torchvision resizes with torchvision's transforms on tensors.
"""

import sys

import numpy as np
from PIL import Image

CASES = """
1 1 3 1 1 1 1, 1 1 3 8 8 7 5, 1 9 1 4 4 4 4, 9 1 3 4 4 3 4, 2 200 3 8 8 7 5, 200 2 1 8 8 5 7, 5000 2 3 4 4 4 4,
2 5000 3 4 4 4 4, 9 5 3 9 5 9 5, 40 60 3 8 8 8 8, 60 40 3 8 8 8 8, 61 40 3 16 16 12 8, 40 61 3 16 16 12 8,
13 13 3 16 16 12 8, 14 9 3 16 16 12 8, 5 7 3 12 12 12 12, 100 200 3 10 20 10 20, 200 100 1 10 20 10 20,
7 5 3 11 3 11 3, 3 3 3 10 10 9 10, 33 31 1 7 7 7 7, 100 75 3 9 9 8 8, 75 100 3 9 9 8 8, 17 255 3 5 9 5 9,
6 6 3 5 5 5 5, 11 12 3 10 10 9 9, 333 500 3 8 8 7 7, 12 37 3 24 24 6 6
"""


def noise(height, width, channels):
    """The same that the Java test makes."""
    i = np.arange(height * width * channels, dtype=np.uint64)
    return ((i * i * np.uint64(7919) + i * np.uint64(104729)) >> np.uint64(7)).astype(np.uint8)


def covering(length, other, box, other_box):
    return max(box, (2 * length * other_box + other) // (2 * other))


def pillow(pixels, height, width):
    image = Image.fromarray(pixels if pixels.shape[2] == 3 else pixels[:, :, 0])
    return np.asarray(image.resize((width, height), Image.BILINEAR)).reshape(height, width, -1)


def torchvision(pixels, height, width):
    import torch
    from torchvision.transforms.v2 import functional

    tensor = torch.tensor(pixels.transpose(2, 0, 1).copy())
    resized = functional.resize(tensor, [height, width], antialias=True)
    return resized.numpy().transpose(1, 2, 0)


def middle(resize, height, width, channels, box_height, box_width, out_height, out_width):
    scaled_height = covering(height, width, box_height, box_width)
    scaled_width = covering(width, height, box_width, box_height)
    scaled = resize(noise(height, width, channels).reshape(height, width, channels), scaled_height, scaled_width)
    top = (scaled_height - out_height) // 2
    left = (scaled_width - out_width) // 2
    return scaled[top : top + out_height, left : left + out_width]


def main(arguments):
    resize = torchvision if "--torchvision" in arguments else pillow
    cases = arguments[arguments.index("--sizes") + 1] if "--sizes" in arguments else CASES
    for case in cases.replace("\n", " ").split(","):
        sizes = [int(word) for word in case.split()]
        if sizes:
            print(*sizes, middle(resize, *sizes).tobytes().hex())


main(sys.argv[1:])
