#!/usr/bin/env python3
"""Writes an ONNX file of each importable architecture, filled with random weights, and what onnxruntime makes of it.

    venv/bin/python random_exports.py OUT [NAME …]

For each: `NAME.onnx` as its published exporter writes it (operators, order of outputs, batch norms folded or not), and
`NAME.json` with the outputs for the picture of `picture()`. `tests/recognition/import.rs` imports the files from `OUT` (by
default `target/exports`, or FRS_EXPORTS) and compares. No PyTorch: graphs are built with the `onnx` package, from the papers and
the published configurations, apart from the Rust code. The smallest file is committed under `tests/fixtures/import`.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper


def picture(width, height):
    """Pixels that Rust makes the same way: RGB, row by row."""
    index = np.arange(3 * width * height, dtype=np.uint64)
    noise = ((index * 2654435761) & 0xFFFFFFFF) >> 24
    x, y = index // 3 % width, index // 3 // width
    smooth = (x * 255 // width + y * 128 // height) % 256
    return ((3 * smooth + noise) // 4).astype(np.uint8).reshape(height, width, 3)


class Net:
    """A graph in the making; `folded` says whether the exporter folds batch norms into convolutions."""

    def __init__(self, seed, folded):
        self.random = np.random.default_rng(seed)
        self.nodes, self.initializers, self.folded = [], [], folded

    def constant(self, value):
        name = f"w{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def floats(self, shape, middle=0.0, spread=1.0):
        return (middle + spread * self.random.uniform(-1, 1, shape)).astype(np.float32)

    def node(self, kind, *inputs, **attributes):
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [f"v{len(self.nodes)}"], name=name, **attributes))
        return self.nodes[-1].output[0]

    def norm(self, x, channels, gamma=0.7):
        values = [
            self.floats(channels, gamma, 0.2),
            self.floats(channels, 0, 0.2),
            self.floats(channels, 0, 0.1),
            self.floats(channels, 1.0, 0.5),
        ]
        return self.node("BatchNormalization", x, *[self.constant(v) for v in values], epsilon=1e-5)

    def conv(self, x, inputs, outputs, side=3, stride=1, padding=None, groups=1, norm=True, act=None, bias=False):
        spread = (3 / (inputs // groups * side * side)) ** 0.5
        weights = [self.constant(self.floats((outputs, inputs // groups, side, side), 0, spread))]
        if bias or (norm and self.folded):
            weights.append(self.constant(self.floats(outputs, 0, 0.1)))
        pads = [side // 2 if padding is None else padding] * 4
        x = self.node(
            "Conv", x, *weights, kernel_shape=[side] * 2, strides=[stride] * 2, pads=pads, group=groups, dilations=[1, 1]
        )
        if norm and not self.folded:
            x = self.norm(x, outputs)
        if act == "prelu":
            x = self.node("PRelu", x, self.constant(self.floats((outputs, 1, 1), 0.25, 0.2)))
        elif act == "relu":
            x = self.node("Relu", x)
        return x

    def dense(self, x, inputs, outputs, bias=True):
        weights = [self.constant(self.floats((outputs, inputs), 0, (3 / inputs) ** 0.5))]
        if bias:
            weights.append(self.constant(self.floats(outputs, 0, 0.1)))
        return self.node("Gemm", x, *weights, transB=1, alpha=1.0, beta=1.0)

    def model(self, name, inputs, outputs, producer):
        renamed = {value: label for label, value in outputs}
        for node in self.nodes:
            node.output[:] = [renamed.get(value, value) for value in node.output]
            node.input[:] = [renamed.get(value, value) for value in node.input]
        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes,
            name,
            [value("input", TensorProto.FLOAT, inputs)],
            [value(label, TensorProto.FLOAT, ["n", "values"] if len(outputs) < 3 else ["n", "rows", "values"]) for label, _ in outputs],
            self.initializers,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], producer_name=producer)
        model.ir_version = 6
        return model


def iresnet(net, blocks, sampled=False):
    """InsightFace's IResNet; `sampled`: AdaFace's IR, whose shortcut picks pixels."""
    x = net.conv("input", 3, 64, act="prelu")
    before = 64
    for channels, count in zip([64, 128, 256, 512], blocks):
        for index in range(count):
            stride = 2 if index == 0 else 1
            shortcut = x
            if sampled and before == channels:
                shortcut = net.node("MaxPool", x, kernel_shape=[1, 1], strides=[stride] * 2)
            elif stride == 2:
                shortcut = net.conv(x, before, channels, side=1, stride=2)
            y = net.norm(x, before)
            y = net.conv(y, before, channels, act="prelu")
            y = net.conv(y, channels, channels, stride=stride)
            x = net.node("Add", y, shortcut)
            before = channels
    x = net.node("Dropout", net.norm(x, 512)) if sampled else net.norm(x, 512)
    x = net.dense(net.node("Flatten", x, axis=1), 512 * 49, 512)
    x = net.norm(x, 512)
    if sampled:
        length = net.node("ReduceL2", x, axes=[1], keepdims=1)
        return [("output", net.node("Div", x, length)), ("norm", length)]
    return [("output", x)]


def mobilefacenet(net, blocks, scale):
    def bottleneck(x, inputs, outputs, expanded, stride):
        y = net.conv(x, inputs, expanded, side=1, act="prelu")
        y = net.conv(y, expanded, expanded, stride=stride, groups=expanded, act="prelu")
        y = net.conv(y, expanded, outputs, side=1)
        return net.node("Add", x, y) if stride == 1 else y

    width = 64 * scale
    x = net.conv("input", 3, width, stride=2, act="prelu")
    if blocks[0] == 1:
        x = net.conv(x, width, width, groups=64, act="prelu")
    else:
        for _ in range(blocks[0]):
            x = bottleneck(x, width, width, 128, 1)
    before = width
    for outputs, expanded, count, inner in [
        (width, 128, blocks[1], 128),
        (2 * width, 256, blocks[2], 256),
        (2 * width, 512, blocks[3], 256),
    ]:
        x = bottleneck(x, before, outputs, expanded, 2)
        for _ in range(count):
            x = bottleneck(x, outputs, outputs, inner, 1)
        before = outputs
    x = net.conv(x, before, 512, side=1, act="prelu")
    x = net.conv(x, 512, 512, side=7, padding=0, groups=512)
    x = net.dense(net.node("Flatten", x, axis=1), 512, 512, bias=False)
    return [("output", net.norm(x, 512))]


def sface(net):
    """MXNet's exporter: scaling of the picture inside, batch norms apart."""
    x = net.node("Sub", "input", net.constant(np.float32([127.5])))
    x = net.node("Mul", x, net.constant(np.float32([0.0078125])))
    x = net.conv(x, 3, 32, act="prelu")
    before = 32
    strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1]
    for stride, channels in zip(strides, [64, 128, 128, 256, 256] + [512] * 6 + [1024] * 2):
        x = net.conv(x, before, before, stride=stride, groups=before, act="prelu")
        x = net.conv(x, before, channels, side=1, act="prelu")
        before = channels
    x = net.node("Dropout", net.norm(x, 1024))
    x = net.node("Reshape", x, net.constant(np.int64([1, 1024 * 49])))
    return [("fc1", net.norm(net.dense(x, 1024 * 49, 128), 128))]


def head_output(net, x, values, probability):
    x = net.node("Transpose", x, perm=[0, 2, 3, 1])
    x = net.node("Reshape", x, net.constant(np.int64([1, -1, values])))
    return net.node("Sigmoid", x) if probability else x


def yunet(net, widths, share):
    def unit(x, inputs, outputs, activated=True):
        x = net.conv(x, inputs, outputs, side=1, norm=False, bias=True)
        act = "relu" if activated else None
        return net.conv(x, outputs, outputs, groups=outputs, norm=activated, bias=True, act=act)

    def halve(x):
        return net.node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2], pads=[0] * 4)

    x = unit(net.conv("input", 3, 16, stride=2, act="relu", bias=True), 16, 16)
    x, before, scales = halve(x), 16, []
    for stage in range(1, 6):
        x = unit(unit(x, before, before), before, widths[stage - 1])
        before = widths[stage - 1]
        if stage >= 3:
            scales.append(x)
        if 2 <= stage <= 4:
            x = halve(x)
    for index in (2, 1, 0):
        scales[index] = unit(scales[index], 64, 64)
        if index:
            sizes = [net.constant(np.float32([])), net.constant(np.float32([1, 1, 2, 2]))]
            finer = net.node(
                "Resize",
                scales[index],
                *sizes,
                mode="nearest",
                nearest_mode="floor",
                coordinate_transformation_mode="asymmetric",
            )
            scales[index - 1] = net.node("Add", scales[index - 1], finer)
    shared = [unit(x, 64, 64) for x in scales] if share else scales
    heads = {}
    # The exporter writes all heads of a kind one after the other.
    for kind, values in [("cls", 1), ("bbox", 4), ("obj", 1), ("kps", 10)]:
        for x, stride in zip(shared, (8, 16, 32)):
            heads[kind, stride] = unit(x, 64, values, activated=False)
    outputs = []
    for kind, values in [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)]:
        for stride in (8, 16, 32):
            value = head_output(net, heads[kind, stride], values, kind in ("cls", "obj"))
            outputs.append((f"{kind}_{stride}", value))
    return outputs


def scrfd(net, backbone, neck, head):
    def separable(x, inputs, outputs, stride=1):
        x = net.conv(x, inputs, inputs, stride=stride, groups=inputs, act="relu")
        return net.conv(x, inputs, outputs, side=1, act="relu")

    kind, stages = backbone
    features, before = [], stages[0][1]
    if kind == "residual":
        x = net.conv("input", 3, before // 2, stride=2, act="relu")
        x = net.conv(net.conv(x, before // 2, before // 2, act="relu"), before // 2, before, act="relu")
        x = net.node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2], pads=[0] * 4)
        for stage, (count, channels) in enumerate(stages):
            for block in range(count):
                stride = 2 if stage and block == 0 else 1
                y = net.conv(x, before, channels, stride=stride, act="relu")
                y = net.conv(y, channels, channels)
                if stride == 2:
                    x = net.node("AveragePool", x, kernel_shape=[2, 2], strides=[2, 2], pads=[0] * 4, ceil_mode=1)
                    x = net.conv(x, before, channels, side=1)
                x, before = net.node("Relu", net.node("Add", y, x)), channels
            features.append((x, before))
    else:
        x, before = separable(net.conv("input", 3, 16, stride=2, act="relu"), 16, 16), 16
        for count, channels in stages:
            for block in range(count):
                x, before = separable(x, before, channels, 2 if block == 0 else 1), channels
            features.append((x, before))
    plain = {"norm": False, "bias": True}
    laterals = [net.conv(x, channels, neck, side=1, **plain) for x, channels in features[1:]]
    for index in (2, 1):
        # The exporter asks the finer map for its size.
        shape = net.node("Shape", laterals[index - 1])
        size = net.node("Slice", shape, *[net.constant(np.int64([v])) for v in (2, 4, 0)])
        whole = net.node("Shape", laterals[index])
        first = net.node("Slice", whole, *[net.constant(np.int64([v])) for v in (0, 2, 0)])
        sizes = net.node("Concat", first, size, axis=0)
        empty = [net.constant(np.float32([])), net.constant(np.float32([]))]
        finer = net.node(
            "Resize",
            laterals[index],
            *empty,
            sizes,
            mode="nearest",
            nearest_mode="floor",
            coordinate_transformation_mode="asymmetric",
        )
        laterals[index - 1] = net.node("Add", laterals[index - 1], finer)
    inner = [net.conv(x, neck, neck, **plain) for x in laterals]
    for index in (1, 2):
        inner[index] = net.node("Add", inner[index], net.conv(inner[index - 1], neck, neck, stride=2, **plain))
    pyramid = [inner[0]] + [net.conv(x, neck, neck, **plain) for x in inner[1:]]
    layers, channels = head
    found = {}
    for level, x in enumerate(pyramid):
        for layer in range(layers):
            inputs = neck if layer == 0 else channels
            x = net.conv(x, inputs, channels, act="relu") if kind == "residual" else separable(x, inputs, channels)
        for name, values in [("score", 1), ("bbox", 4), ("kps", 10)]:
            y = net.conv(x, channels, 2 * values, **plain)
            if name == "bbox" and kind == "residual":
                y = net.node("Mul", y, net.constant(np.float32(0.5 + level)))
            found[name, level] = head_output(net, y, values, name == "score")
    # Published files number their values instead of naming them.
    return [(str(448 + i), found[k]) for i, k in enumerate((n, v) for n in ("score", "bbox", "kps") for v in range(3))]


RESIDUAL_10G = ("residual", [(3, 56), (4, 88), (2, 88), (3, 224)]), 56, (3, 80)
RESIDUAL_2G = ("residual", [(3, 24), (5, 48), (3, 48), (2, 80)]), 24, (2, 64)
DEPTHWISE = ("depthwise", [(2, 40), (3, 72), (2, 152), (6, 288)]), 16, (2, 64)

# name -> (builder, batch norms folded, picture, its mean and scale, channels in the order BGR, producer)
EMBEDDER, ARC = (112, 112), (127.5, 127.5)
EXPORTS = {
    "iresnet18": (lambda n: iresnet(n, [2, 2, 2, 2]), True, EMBEDDER, ARC, False, "pytorch"),
    "iresnet34": (lambda n: iresnet(n, [3, 4, 6, 3]), False, EMBEDDER, ARC, False, "pytorch"),
    "iresnet50": (lambda n: iresnet(n, [3, 4, 14, 3]), True, EMBEDDER, ARC, False, "pytorch"),
    "iresnet100": (lambda n: iresnet(n, [3, 13, 30, 3]), True, EMBEDDER, ARC, False, "pytorch"),
    "ir18": (lambda n: iresnet(n, [2, 2, 2, 2], True), False, EMBEDDER, ARC, True, "pytorch"),
    "ir50": (lambda n: iresnet(n, [3, 4, 14, 3], True), True, EMBEDDER, ARC, True, "pytorch"),
    "arcface-mobilefacenet": (lambda n: mobilefacenet(n, [1, 4, 6, 2], 1), False, EMBEDDER, ARC, False, "pytorch"),
    "arcface-mobilefacenet-x2": (lambda n: mobilefacenet(n, [1, 4, 6, 2], 2), True, EMBEDDER, ARC, False, "pytorch"),
    "arcface-mobilefacenet-large": (lambda n: mobilefacenet(n, [2, 8, 12, 4], 4), True, EMBEDDER, ARC, False, "pytorch"),
    "sface": (sface, False, EMBEDDER, (0, 1), False, "mxnet"),
    "yunet-s": (lambda n: yunet(n, [32, 64, 64, 64, 64], False), True, (96, 64), (0, 1), True, "pytorch"),
    "yunet-n": (lambda n: yunet(n, [64] * 5, True), False, (96, 64), (0, 1), True, "pytorch"),
    "scrfd-500m": (lambda n: scrfd(n, *DEPTHWISE), True, (96, 64), (127.5, 128), False, "pytorch"),
    "scrfd-2.5g": (lambda n: scrfd(n, *RESIDUAL_2G), False, (96, 64), (127.5, 128), False, "pytorch"),
    "scrfd-10g": (lambda n: scrfd(n, *RESIDUAL_10G), True, (96, 64), (127.5, 128), False, "pytorch"),
}


def expected(data, size, normalization, bgr):
    """What onnxruntime makes of the picture, as a test reads it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(data, options)
    (width, height), (mean, scale) = size, normalization
    pixels = picture(width, height).astype(np.float32)
    x = (pixels[:, :, ::-1] if bgr else pixels).transpose(2, 0, 1)[None]
    results = session.run(None, {"input": ((x - np.float32(mean)) / np.float32(scale)).astype(np.float32)})
    outputs = [[float(f"{v:.7g}") for v in result.ravel()] for result in results]
    return json.dumps({"width": width, "height": height, "outputs": outputs}) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", default=list(EXPORTS), metavar="NAME")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name in args.names:
        build, folded, (width, height), (mean, scale), bgr, producer = EXPORTS[name]
        net = Net(sum(name.encode()), folded)
        outputs = build(net)
        shape = [1, 3, height, width] if (width, height) == EMBEDDER else [1, 3, "h", "w"]
        model = net.model(name, shape, outputs, producer)
        onnx.checker.check_model(model)
        data = model.SerializeToString()
        (args.out / f"{name}.onnx").write_bytes(data)
        (args.out / f"{name}.json").write_text(expected(data, (width, height), (mean, scale), bgr))
        print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
