"""Grad-CAM of torchvision's MobileNetV2 with random weights, by hooks: python gradcam.py FOLDER

Writes the weights (weights.pth), two images (images) and, for class 3 of the first and class 7 of the second, the maps
behind features[13] and features[18] (stage5, head), as float32.
"""
import os
import sys

import torch

import reference

SIZE = 96
CLASSES = [3, 7]


def grad_cam(network, layer, images):
    kept = {}
    forward = layer.register_forward_hook(lambda _, __, output: kept.update(maps=output))
    backward = layer.register_full_backward_hook(lambda _, __, gradients: kept.update(gradient=gradients[0]))
    maps = []
    for image, label in zip(images, CLASSES):
        network.zero_grad()
        network(image[None])[0, label].backward()
        weights = kept["gradient"].mean(dim=(2, 3), keepdim=True)
        maps.append(torch.relu((weights * kept["maps"]).sum(dim=1)))
    forward.remove()
    backward.remove()
    return torch.cat(maps)


def without_overwriting(network):
    """A hook on what the next layer overwrites would see other values."""
    for layer in network.modules():
        if isinstance(layer, torch.nn.ReLU6):
            layer.inplace = False


if __name__ == "__main__":
    torch.manual_seed(7)
    folder = sys.argv[1]
    network = reference.torch_network("torchvision", "mobilenet_v2")
    images = torch.randn(2, 3, SIZE, SIZE)
    reference.randomise(network, images)
    without_overwriting(network)
    torch.save(network.state_dict(), os.path.join(folder, "weights.pth"))
    images.numpy().tofile(os.path.join(folder, "images"))
    for place, row in ((13, "stage5"), (18, "head")):
        grad_cam(network, network.features[place], images).detach().numpy().tofile(os.path.join(folder, row))
