"""Whole processes from nothing to their end, in turn: the command line with its archive of classes and without, and two Python
programs that classify the same photo. See docs/results/performance.md.

    python cold_start.py DISTRIBUTION[,DISTRIBUTION] JAVA_HOME[,JAVA_HOME] MODEL.params MODEL.onnx PHOTO [ROUNDS]

MODEL.params is an ImageNetMobileNetV2 that Blockwright saved, and MODEL.onnx what 'blockwright export --preprocessing' makes of
it. The network in PyTorch is this folder's own, with weights as they are drawn, read from a file as large; it takes the same
time as with others.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time


def save_torch(file):
    import torch

    import networks

    torch.save(networks.build("ImageNetMobileNetV2")[0].state_dict(), file)


def torch_answer(file, photo):
    import numpy
    import torch
    from PIL import Image

    import networks

    network = networks.NETWORKS["ImageNetMobileNetV2"][0]()
    network.load_state_dict(torch.load(file))
    network.eval()
    picture = Image.open(photo).convert("RGB")
    scale = 256 / min(picture.size)
    picture = picture.resize([round(side * scale) for side in picture.size], Image.Resampling.BILINEAR)
    left, top = ((side - 224) // 2 for side in picture.size)
    values = numpy.asarray(picture.crop((left, top, left + 224, top + 224)), dtype=numpy.float32) / 255
    values = (values - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    with torch.inference_mode():
        print(network(torch.tensor(values, dtype=torch.float32).permute(2, 0, 1)[None]).softmax(1).argmax().item())


def onnx_answer(model, photo):
    import numpy
    import onnxruntime
    from PIL import Image

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    pixels = numpy.asarray(Image.open(photo).convert("RGB"))[None]
    print(session.run(None, {session.get_inputs()[0].name: pixels})[0].argmax())


def run(command, environment):
    """Wall time, processor time and memory at most, in seconds and MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command} failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def wait_for_archive(folder):
    """The first command of each Java makes it when it is through."""
    for _ in range(600):
        names = os.listdir(folder) if os.path.isdir(folder) else []
        if any(name.endswith(".jsa") for name in names) and not any(name.endswith(".making") for name in names):
            return
        time.sleep(1)
    raise SystemExit("no archive was made in " + folder)


def cases(distributions, javas, params, onnx, photo, scratch):
    commands = {
        "predict": ["predict", params, photo],
        "summary": ["summary", "ImageNetMobileNetV2"],
        "--help": ["--help"],
        "networks": ["networks"],
    }
    found = {}
    for distribution in distributions:
        script = os.path.join(distribution, "bin", "blockwright")
        for java in javas:
            cache = os.path.join(scratch, str(len(found)))
            environment = {"JAVA_HOME": java, "BLOCKWRIGHT_CACHE": cache}
            if os.path.exists(os.path.join(distribution, "classes.lst")):
                run([script, "--version"], environment)
                wait_for_archive(os.path.join(cache, "blockwright"))
            for name, arguments in commands.items():
                found[f"{distribution} {os.path.basename(java)} {name}"] = ([script] + arguments, environment)
    this = [sys.executable, os.path.abspath(__file__)]
    weights = os.path.join(scratch, "weights.pt")
    run(this + ["save", weights], {})
    found["PyTorch"] = (this + ["torch", weights, photo], {})
    found["ONNX Runtime"] = (this + ["onnx", onnx, photo], {})
    return found


def main(arguments):
    distributions, javas, params, onnx, photo = arguments[:5]
    rounds = int(arguments[5]) if len(arguments) > 5 else 10
    with tempfile.TemporaryDirectory() as scratch:
        all_cases = cases(distributions.split(","), javas.split(","), params, onnx, photo, scratch)
        times = {name: [] for name in all_cases}
        # The first round fills the system's cache of files.
        for number in range(rounds + 1):
            for name, (command, environment) in all_cases.items():
                taken = run(command, environment)
                if number > 0:
                    times[name].append(taken)
                print(number, name, *(f"{value:.2f}" for value in taken), file=sys.stderr, flush=True)
    print("| process | wall s | lowest to highest | processor s | MB |\n|---|---|---|---|---|")
    for name, taken in times.items():
        wall, processor, memory = zip(*taken)
        print(
            f"| {name} | {statistics.median(wall):.2f} | {min(wall):.2f} to {max(wall):.2f}"
            f" | {statistics.median(processor):.2f} | {max(memory):.0f} |"
        )


if __name__ == "__main__":
    programs = {"save": save_torch, "torch": torch_answer, "onnx": onnx_answer}
    if sys.argv[1] in programs:
        programs[sys.argv[1]](*sys.argv[2:])
    else:
        main(sys.argv[1:])
