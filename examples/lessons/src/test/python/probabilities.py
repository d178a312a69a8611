"""python probabilities.py MODEL PIXELS N H W C: what a model exported with its preprocessing says of raw uint8 pictures."""

import sys

import numpy
import onnxruntime

model, pixels, *shape = sys.argv[1:]
session = onnxruntime.InferenceSession(model)
pictures = numpy.fromfile(pixels, dtype=numpy.uint8).reshape([int(size) for size in shape])
for probability in session.run(None, {session.get_inputs()[0].name: pictures})[0].ravel():
    print(f"{probability:.9g}")
