"""What all step programs share: options and output, the same as those of the programs in Java."""

import argparse
import json
import pathlib
import resource
import sys
import time

import torch


def parser(description, forms):
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--network", required=True)
    options.add_argument("--batch", type=int, required=True)
    options.add_argument("--threads", type=int, required=True)
    options.add_argument("--warm-up", type=int, required=True)
    options.add_argument("--steps", type=int, required=True)
    options.add_argument("--form", choices=forms, required=True)
    options.add_argument("--preloaded", help="a library that must have been loaded before all others")
    return options


def set_threads(options):
    if options.preloaded and options.preloaded not in pathlib.Path("/proc/self/maps").read_text():
        sys.exit(f"{options.preloaded} is not loaded: is it installed?")
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    torch.set_num_interop_threads(1)


def measure(options, step, prepare=lambda i: ()):
    """Times step(*prepare(i)), without the latter, for all i; prints a JSON object for each after the warm-up, and one."""
    milliseconds = []
    for i in range(options.warm_up + options.steps):
        prepared = prepare(i)
        start = time.perf_counter()
        step(*prepared)
        milliseconds.append((time.perf_counter() - start) * 1000)
    for each in milliseconds[options.warm_up :]:
        print(json.dumps({"milliseconds": each}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"peakMegabytes": peak / (2**20 if sys.platform == "darwin" else 1024)}))
