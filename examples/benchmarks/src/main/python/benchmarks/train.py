"""Trains a network on CIFAR-10 by the default recipe, channels-last, and prints the accuracy of every epoch.

Batches are augmented by a worker thread while the step before runs. Times are in seconds since the first step.
"""

import argparse
import queue
import threading
import time

import numpy as np
import torch

import recipe
from networks import build, in_layout

FORM = "channels-last"


def batches(images, labels, batch, seed):
    """One epoch, shuffled and augmented; a last batch of one image is left out, as batch normalisation needs two."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(images))
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        if len(chosen) > 1:
            yield (
                recipe.to_tensor(recipe.augment(images[chosen], generator), FORM),
                torch.from_numpy(labels[chosen]),
            )


def prefetched(source):
    """The same, with up to two items made by a thread ahead of time."""
    ready = queue.Queue(2)
    end = object()

    def fill():
        for item in source:
            ready.put(item)
        ready.put(end)

    threading.Thread(target=fill, daemon=True).start()
    while (item := ready.get()) is not end:
        yield item


@torch.inference_mode()
def accuracy(network, images, labels):
    network.eval()
    correct = 0
    for start in range(0, len(images), 128):
        logits = network(recipe.to_tensor(images[start : start + 128], FORM))
        correct += (logits.argmax(1).numpy() == labels[start : start + 128]).sum()
    network.train()
    return correct / len(images)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", default="CifarMobileNetV2")
    parser.add_argument("--data", required=True)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=50_000, help="train on the first of them only")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images, labels = recipe.training_data(options.data)
    images, labels = images[: options.images], labels[: options.images]
    test_images, test_labels = recipe.test_data(options.data)
    network, _ = build(options.network)
    network = in_layout(network, FORM)
    remainder = len(images) % options.batch
    per_epoch = len(images) // options.batch + (1 if remainder > 1 else 0)
    trainer = recipe.Trainer(network, options.epochs * per_epoch)
    print("epoch,loss,training_accuracy,test_accuracy,training_seconds,seconds")
    started = time.perf_counter()
    training = 0.0
    for epoch in range(1, options.epochs + 1):
        begun = time.perf_counter()
        loss = correct = seen = 0
        for batch in prefetched(batches(images, labels, options.batch, (options.seed, epoch))):
            one, right = trainer.step(*batch)
            loss += one * len(batch[1])
            correct += right
            seen += len(batch[1])
        training += time.perf_counter() - begun
        tested = accuracy(network, test_images, test_labels)
        now = time.perf_counter() - started
        print(f"{epoch},{loss / seen:.4f},{correct / seen:.4f},{tested:.4f},{training:.1f},{now:.1f}", flush=True)


if __name__ == "__main__":
    main()
