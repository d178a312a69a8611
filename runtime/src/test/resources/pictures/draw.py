"""Draws the files that Java cannot write, each with what Pillow reads in it as a PNG beside it: python draw.py FOLDER.

Made with Pillow 12.3.0 (libwebp 1.6.0, libtiff 4.7.1).
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 45, 35


def picture():
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.putpixel((x, y), (x * 255 // WIDTH, y * 255 // HEIGHT, (x * y) % 256))
    ImageDraw.Draw(image).ellipse((8, 5, 30, 28), fill=(220, 40, 60), outline=(255, 255, 255))
    return image


def read(file):
    image = Image.open(file)
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def main(folder):
    rgb = picture()
    rgba = rgb.copy()
    rgba.putalpha(Image.linear_gradient("L").resize((WIDTH, HEIGHT)))
    files = {
        "lossy.webp": (rgb, {"quality": 60}),
        "lossy-strong.webp": (rgb, {"quality": 3, "method": 6}),
        "lossy-alpha.webp": (rgba, {"quality": 80}),
        "lossless.webp": (rgb, {"lossless": True}),
        "lossless-alpha.webp": (rgba, {"lossless": True, "exact": True}),
        "animated.webp": (rgb, {"save_all": True, "append_images": [rgb.rotate(90)], "quality": 70}),
        "cmyk.jpg": (rgb.convert("CMYK"), {"quality": 90}),
        "cmyk.tif": (rgb.convert("CMYK"), {}),
        "lab.tif": (rgb.convert("LAB"), {}),
        "group4.tif": (rgb.convert("1"), {"compression": "group4"}),
        "jpeg.tif": (rgb, {"compression": "jpeg"}),
    }
    for name, (image, options) in files.items():
        image.save(folder / name, **options)
        read(folder / name).save(folder / (name + ".png"), optimize=True)


main(Path(sys.argv[1]))
