"""Times training steps on CIFAR-10: forward, backward, clipping, update, loss and accuracy read.

Each batch is augmented and converted before its step, which is not timed.
"""

import numpy as np
import torch

import recipe
import steps
from networks import HELD_STILL, build, in_layout


def main():
    parser = steps.parser(__doc__, ["channels-last", "nchw", "compile"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--fine-tune", action="store_true", help="hold the modules before the last stages still")
    options = parser.parse_args()
    steps.set_threads(options)
    network, side = build(options.network)
    network = in_layout(network, options.form)
    count = options.warm_up + options.steps
    trainer = recipe.Trainer(network, count, HELD_STILL[options.network] if options.fine_tune else 0)
    if options.form == "compile":
        trainer.network = torch.compile(network)
    images, labels = recipe.training_data(options.data)
    generator = np.random.default_rng(1)

    def batch(i):
        chosen = slice(i * options.batch, (i + 1) * options.batch)
        augmented = recipe.augment(recipe.enlarged(images[chosen], side), generator)
        return recipe.to_tensor(augmented, options.form), torch.from_numpy(labels[chosen])

    steps.measure(options, trainer.step, batch)


if __name__ == "__main__":
    main()
