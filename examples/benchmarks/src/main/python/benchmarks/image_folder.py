"""Times reading a folder of pictures with torchvision: random resized crop, flip, normalise, batches of 32.

Prints a JSON object for each epoch.
"""

import argparse
import json
import time

import torch
from torchvision import datasets, transforms


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--epochs", type=int, required=True)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    transform = transforms.Compose(
        [
            transforms.RandomResizedCrop(224),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )
    loader = torch.utils.data.DataLoader(
        datasets.ImageFolder(options.data, transform),
        batch_size=32,
        shuffle=True,
        num_workers=options.workers,
        persistent_workers=True,
    )
    for epoch in range(1, options.epochs + 1):
        start = time.perf_counter()
        pictures = sum(len(labels) for _, labels in loader)
        seconds = time.perf_counter() - start
        print(json.dumps({"epoch": epoch, "pictures": pictures, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
