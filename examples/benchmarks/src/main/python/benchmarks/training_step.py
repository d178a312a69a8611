"""Times training steps on CIFAR-10: forward, backward, clipping, update, loss and accuracy read.

All batches are augmented and converted before the first step.
"""

import numpy as np
import torch

import recipe
import steps
from networks import build, in_layout


def main():
    parser = steps.parser(__doc__, ["channels-last", "nchw", "compile"])
    parser.add_argument("--data", required=True)
    options = parser.parse_args()
    steps.set_threads(options)
    network, _ = build(options.network)
    network = in_layout(network, options.form)
    count = options.warm_up + options.steps
    trainer = recipe.Trainer(network, count)
    if options.form == "compile":
        trainer.network = torch.compile(network)
    images, labels = recipe.training_data(options.data)
    generator = np.random.default_rng(1)
    batches = []
    for i in range(count):
        chosen = slice(i * options.batch, (i + 1) * options.batch)
        batches.append(
            (recipe.to_tensor(recipe.augment(images[chosen], generator), options.form), torch.from_numpy(labels[chosen]))
        )
    steps.measure(options, lambda i: trainer.step(*batches[i]))


if __name__ == "__main__":
    main()
