#!/usr/bin/env python3
"""Networks and detector beside onnxruntime and dlib, in one run: python3 benches/peers/embedding.py [PHOTOGRAPH ...]

Makes a virtual environment under target/, installs the peers from their registry, builds the same graphs from the same weights (IResNet-50:
random ones), and times both by turns, one thread each, in processor time of that thread; then with two threads, by the clock. Prints the
median of each, the quartiles, and the ratio: below 1, frs is ahead. Before anything is timed both must agree on what a face gives.
"""
import json, os, struct, subprocess, sys, time
from pathlib import Path

from installed import ROOT, bench, environment

PLACE = ROOT / "target" / "peers" / "embedding"
PACKAGES = ["numpy==2.4.6", "onnx==1.23.2", "onnxruntime==1.32.0", "opencv-python-headless==5.0.0.93", "dlib-bin==20.0.1.post1"]
ROUNDS = 9


environment(PLACE, PACKAGES)
import cv2, numpy as np, onnx, onnxruntime
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(ROOT / "models" / "convert"))
from random_exports import picture
from reference import Detector


class Frs:
    """The bench's program, with so many threads."""

    def __init__(self, program, threads):
        environment = {**os.environ, "RAYON_NUM_THREADS": str(threads)}
        self.process = subprocess.Popen(
            [program, "serve"], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit("the bench ended: see above")
        return [float(word) for word in line.split()]


def tensors(name):
    """The weights file of a shipped model."""
    data = (ROOT / "models" / name / "weights.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    kinds = {"F32": np.float32, "F16": np.float16}
    found = {}
    for key, about in json.loads(data[8 : 8 + length]).items():
        if key != "__metadata__":
            start, end = (8 + length + offset for offset in about["data_offsets"])
            found[key] = np.frombuffer(data[start:end], kinds[about["dtype"]]).reshape(about["shape"]).astype(np.float32)
    return found


class Graph:
    def __init__(self, name):
        self.tensors, self.nodes, self.initializers = tensors(name), [], []

    def node(self, kind, *inputs, **attributes):
        self.nodes.append(helper.make_node(kind, list(inputs), [f"v{len(self.nodes)}"], **attributes))
        return self.nodes[-1].output[0]

    def constant(self, value):
        name = f"c{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def conv(self, x, name, stride=1, pads=(0, 0, 0, 0)):
        weight = self.tensors[f"{name}.weight"]
        groups = 1 if weight.shape[1] > 1 or weight.shape[0] == 1 else weight.shape[0]
        constants = [self.constant(weight), self.constant(self.tensors[f"{name}.bias"])]
        x = self.node("Conv", x, *constants, strides=[stride] * 2, pads=list(pads), group=groups)
        if f"{name}.prelu" in self.tensors:
            x = self.node("PRelu", x, self.constant(self.tensors[f"{name}.prelu"].reshape(-1, 1, 1)))
        return x

    def bytes(self, output, side):
        value = helper.make_tensor_value_info
        inputs = [value("x", TensorProto.FLOAT, ["n", 3, side, side])]
        graph = helper.make_graph(self.nodes, "g", inputs, [value(output, TensorProto.FLOAT, None)], self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
        model.ir_version = 8
        return model.SerializeToString()


def mobilefacenet():
    g = Graph("mobilefacenet")
    same = lambda stride: (1, 1, 1, 1) if stride == 1 else (0, 0, 1, 1)
    x = g.conv("x", "conv1", 2, same(2))
    x = g.conv(g.conv(x, "depthwise1", 1, same(1)), "linear1")
    channels = 64
    for stage, count, outputs, first in [(2, 5, 64, 2), (3, 1, 128, 2), (4, 6, 128, 1), (5, 1, 128, 2), (6, 2, 128, 1)]:
        for index in range(count):
            stride, name = first if index == 0 else 1, f"stage{stage}.{index}"
            y = g.conv(g.conv(x, f"{name}.expand"), f"{name}.depthwise", stride, same(stride))
            y = g.conv(y, f"{name}.project")
            x = g.node("Add", x, y) if stride == 1 and channels == outputs else y
            channels = outputs
    x = g.conv(g.conv(x, "conv2"), "global_depthwise")
    return g.bytes(g.node("Flatten", g.conv(g.conv(x, "linear2"), "embedding")), 112)


def dlib_resnet29():
    g = Graph("dlib-resnet29")
    x = g.node("MaxPool", g.node("Relu", g.conv("x", "conv1", 2)), kernel_shape=[3, 3], strides=[2, 2])
    pad = lambda x, below, channels: g.node("Pad", x, g.constant(np.array([0, 0, 0, 0, 0, channels, below, below], np.int64)))
    size, before = 35, 32
    for level, blocks, channels in [(4, 3, 32), (3, 4, 64), (2, 3, 128), (1, 3, 256), (0, 1, 256)]:
        for block in range(blocks):
            name = f"level{level}.{block}"
            halved = block == 0 and level != 4
            y = g.node("Relu", g.conv(x, f"{name}.conv1", 2 if halved else 1, (0,) * 4 if halved else (1,) * 4))
            y = g.conv(y, f"{name}.conv2", 1, (1,) * 4)
            if halved:
                x = g.node("AveragePool", x, kernel_shape=[2, 2], strides=[2, 2])
                x = pad(x, 0, channels - before) if channels > before else x
                made, size = (size - 3) // 2 + 1, size // 2
                y = pad(y, size - made, 0) if size > made else y
            x, before = g.node("Relu", g.node("Add", y, x)), channels
    return g.bytes(g.node("Flatten", g.conv(g.node("GlobalAveragePool", x), "embedding")), 150)


def iresnet50():
    """The export of models/convert/random_exports.py, for any number of images."""
    file = ROOT / "target" / "exports" / "iresnet50.onnx"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        maker = ROOT / "models" / "convert" / "random_exports.py"
        subprocess.run([sys.executable, maker, file.parent, "iresnet50"], check=True)
    model = onnx.load(file)
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_param = "n"
    return model.SerializeToString()


NETWORKS = {
    "mobilefacenet": (mobilefacenet, 112, lambda x: (x - 127.5) / 128),
    "dlib-resnet29": (dlib_resnet29, 150, lambda x: (x - np.array([122.782, 117.001, 104.298], np.float32)) / 256),
    "iresnet50": (iresnet50, 112, lambda x: (x - 127.5) / 127.5),
}


def session(graph, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def timed(clock, work, count):
    taken = []
    for _ in range(count):
        start = clock()
        work()
        taken.append((clock() - start) * 1e3)
    return taken


def by_turns(ours, theirs):
    """Both by turns, so that what else the machine does falls on both."""
    a, b = [], []
    for _ in range(ROUNDS):
        a += ours()
        b += theirs()
    return a, b


def show(what, ours, theirs):
    middle = lambda values: np.percentile(values, [25, 50, 75])
    a, b = middle(ours), middle(theirs)
    spread = lambda values: f"{values[1]:8.2f} ({values[0]:.2f}–{values[2]:.2f})"
    print(f"{what:44} {spread(a):26} {spread(b):26} {a[1] / b[1]:5.2f}", flush=True)


def embedding(program, threads):
    frs = Frs(program, threads)
    cpu = 0 if threads == 1 else 1
    clock = time.thread_time if threads == 1 else time.perf_counter
    for name, (build, side, normalized) in NETWORKS.items():
        net = session(build(), threads)
        image = normalized(picture(side, side).astype(np.float32)).transpose(2, 0, 1)[None].astype(np.float32)
        entry = net.get_inputs()[0].name
        theirs, ours = net.run(None, {entry: image})[0].ravel(), np.array(frs.ask("values", name))
        cosine = ours @ theirs / np.linalg.norm(ours) / np.linalg.norm(theirs)
        assert cosine > 0.9999, f"{name}: the two give something else: cosine {cosine}"
        for batch in (1, 8):
            x, count = np.repeat(image, batch, 0), 2 if name == "iresnet50" else 5
            run = lambda: net.run(None, {entry: x})
            run()
            a, b = by_turns(
                lambda: frs.ask("embed", name, batch, count)[cpu::2], lambda: timed(clock, run, count)
            )
            show(f"{name}, batch {batch}, {threads} thread{'s' * (threads > 1)}", a, b)
    return frs


def detection(frs, paths):
    """One scan: reference.py scans once, frs looks again where that does not convince, so photographs in order are compared."""
    reference = Detector(tensors("mtcnn"))
    for path in paths:
        image = cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
        run = lambda: reference.detect(image)
        run()
        a, b = by_turns(lambda: frs.ask("detect", 3, path)[::2], lambda: timed(time.thread_time, run, 3))
        show(f"detect, {image.shape[1]}×{image.shape[0]} {path.name}"[:44], a, b)


def wheel(frs):
    """dlib's own wheel, which computes its network without a fast matrix product."""
    import dlib

    weights = os.environ.get("FRS_DLIB_MODEL")
    if not weights:
        print("dlib's own wheel: not timed; FRS_DLIB_MODEL names dlib_face_recognition_resnet_model_v1.dat")
        return
    net = dlib.face_recognition_model_v1(weights)
    chip = picture(150, 150)
    run = lambda: net.compute_face_descriptor(chip)
    run()
    show("dlib's own wheel, batch 1", *by_turns(lambda: frs.ask("embed", "dlib-resnet29", 1, 3)[::2], lambda: timed(time.thread_time, run, 3)))


def main():
    print(f"{'milliseconds: median (quartiles)':44} {'frs':26} {'onnxruntime ' + onnxruntime.__version__:26} ratio")
    iresnet50()
    program = bench("embedding")
    frs = embedding(program, 1)
    detection(frs, [Path(path).resolve() for path in sys.argv[1:]] or sorted((ROOT / "tests" / "portraits").glob("obama*.jpg"))[:3])
    wheel(frs)
    embedding(program, 2)


if __name__ == "__main__":
    main()
