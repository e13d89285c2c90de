"""Writes safetensors so that the same tensors always give the same bytes: names sorted, no metadata, no time."""

import json
import struct

import numpy as np


def to_bytes(tensors: dict[str, np.ndarray], kind: str = "F32") -> bytes:
    """`kind` is F32 or F16; F16 rounds to the nearest."""
    header, body = {}, bytearray()
    for name in sorted(tensors):
        data = np.ascontiguousarray(tensors[name], dtype={"F32": "<f4", "F16": "<f2"}[kind])
        header[name] = {"dtype": kind, "shape": list(data.shape), "data_offsets": [len(body), len(body) + data.nbytes]}
        body += data.tobytes()
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + bytes(body)
