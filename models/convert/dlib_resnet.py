"""dlib's ResNet-29 embedder from its `.dat` file (`serialize.h`, `dnn/layers.h` and `dnn/tensor.h` of dlib).

An integer is one byte of length (its highest bit is the sign) and that many bytes, the lowest first; a string is such a
length and its bytes; a tensor is a version (2), four integers (samples, channels, rows, columns) and raw little-endian
floats. Layers stand in the order of execution. Each is found by the name that opens it, and name, kind, shape and
number of all of them must be those of the network in `dnn_face_recognition_ex.cpp`: a file that differs is refused. Affine
layers (batch norms after training) are folded into the convolutions before them.
"""

import numpy as np

# (name, filters, channels, side), in the order of execution
LAYERS = [("conv1", 32, 3, 7)]
_CHANNELS = 32
for _level, _blocks, _filters in [(4, 3, 32), (3, 4, 64), (2, 3, 128), (1, 3, 256), (0, 1, 256)]:
    for _block in range(_blocks):
        LAYERS.append((f"level{_level}.{_block}.conv1", _filters, _CHANNELS, 3))
        LAYERS.append((f"level{_level}.{_block}.conv2", _filters, _filters, 3))
        _CHANNELS = _filters
VALUES = 128


class _Reader:
    def __init__(self, data: bytes, at: int):
        self.data, self.at = data, at

    def integer(self) -> int:
        length = self.data[self.at]
        if length > 8:
            raise ValueError(f"no unsigned integer at {self.at}")
        value = int.from_bytes(self.data[self.at + 1 : self.at + 1 + length], "little")
        self.at += 1 + length
        return value

    def tensor(self) -> np.ndarray:
        version = self.integer()
        if version != 2:
            raise ValueError(f"a tensor of version {version} at {self.at}")
        shape = [self.integer() for _ in range(4)]
        count = int(np.prod(shape))
        values = np.frombuffer(self.data, "<f4", count, self.at)
        self.at += 4 * count
        return values.reshape(shape)


def _sections(data: bytes, name: bytes):
    """A reader after each place where a layer of this name opens."""
    opening = bytes([1, len(name)]) + name
    at = data.find(opening)
    while at >= 0:
        yield _Reader(data, at + len(opening))
        at = data.find(opening, at + 1)


def tensors(data: bytes) -> dict[str, np.ndarray]:
    """name -> array; convolutions as (O, I, H, W), the last dense layer too, with a bias of zeros."""
    convolutions, affines = list(_sections(data, b"con_4")), list(_sections(data, b"affine_"))
    dense = list(_sections(data, b"fc_2"))
    if (len(convolutions), len(affines), len(dense)) != (len(LAYERS), len(LAYERS), 1):
        raise ValueError(f"{len(convolutions)} convolutions, {len(affines)} affine and {len(dense)} dense layers")
    result = {}
    for (name, filters, channels, side), convolution, affine in zip(LAYERS, convolutions, affines):
        values = convolution.tensor().ravel()
        count = filters * channels * side * side
        if values.size != count + filters:
            raise ValueError(f"{name} has {values.size} values, expected {count + filters}")
        found = [convolution.integer() for _ in range(3)]
        if found != [filters, side, side]:
            raise ValueError(f"{name} is {found}, expected {[filters, side, side]}")
        scale_and_shift = affine.tensor().ravel().astype(np.float64)
        if scale_and_shift.size != 2 * filters:
            raise ValueError(f"the affine layer after {name} has {scale_and_shift.size} values")
        gamma, beta = scale_and_shift[:filters], scale_and_shift[filters:]
        weight = values[:count].astype(np.float64).reshape(filters, channels, side, side)
        result[f"{name}.weight"] = weight * gamma[:, None, None, None]
        result[f"{name}.bias"] = gamma * values[count:] + beta
    outputs, inputs = dense[0].integer(), dense[0].integer()
    weight = dense[0].tensor()
    if (outputs, inputs, weight.shape) != (VALUES, _CHANNELS, (_CHANNELS, VALUES, 1, 1)):
        raise ValueError(f"the dense layer is {inputs} to {outputs}")
    result["embedding.weight"] = weight.reshape(_CHANNELS, VALUES).T.reshape(VALUES, _CHANNELS, 1, 1)
    result["embedding.bias"] = np.zeros(VALUES)
    return result
