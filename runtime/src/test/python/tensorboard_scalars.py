"""Prints the scalars that TensorBoard reads from a folder as JSON, by run and tag: a list of steps and values.

    python tensorboard_scalars.py FOLDER
"""

import json
import sys

from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer

multiplexer = EventMultiplexer(tensor_size_guidance={"scalars": 0})
multiplexer.AddRunsFromDirectory(sys.argv[1])
multiplexer.Reload()
runs = {}
for run, tags in sorted(multiplexer.Runs().items()):
    # TensorBoard turns scalars into tensors as it reads them.
    runs[run] = {
        tag: [[event.step, event.tensor_proto.float_val[0]] for event in multiplexer.Tensors(run, tag)]
        for tag in sorted(tags["tensors"])
    }
print(json.dumps(runs))
