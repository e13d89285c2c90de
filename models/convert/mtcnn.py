"""P-, R- and O-Net from `facenet-pytorch`, whose `.pt` files are in PyTorch's old pickle format.

No PyTorch is needed, and no code in the pickle can run: only the three names below are resolved, none of them to a
callable of the file's choosing.
"""

import collections
import io
import pickle
import struct

import numpy as np


class _Reader(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, size, stride, *_: (storage, offset, size, stride)
        if (module, name) == ("torch", "FloatStorage"):
            return name
        raise pickle.UnpicklingError(f"{module}.{name} has no place in these files")

    def persistent_load(self, pid):
        return pid  # ("storage", type, key, device, length)


def read_legacy_pt(data: bytes) -> dict[str, np.ndarray]:
    """The state dictionary of one file: name -> array (PyTorch's layout: O, I, H, W)."""
    file = io.BytesIO(data)
    for _ in range(3):  # magic number, protocol, system information
        _Reader(file).load()
    state = _Reader(file).load()
    keys = _Reader(file).load()
    storages = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        storages[key] = np.frombuffer(file.read(4 * count), dtype="<f4")
    tensors = {}
    for name, (storage, offset, size, stride) in state.items():
        values = storages[storage[2]][offset:]
        strides = [4 * step for step in stride]
        tensors[name] = np.lib.stride_tricks.as_strided(values, shape=size, strides=strides).copy()
    return tensors


def tensors(files: dict[str, bytes]) -> dict[str, np.ndarray]:
    """`pnet.`, `rnet.` and `onet.` before the names of the checkpoint; a PReLU's slopes as `<conv>.prelu`.

    The dense layers after a feature map keep the checkpoint's order of inputs, which is (w, h, c): Caffe's and MATLAB's.
    """
    result = {}
    for net, data in files.items():
        for name, value in read_legacy_pt(data).items():
            layer, kind = name.rsplit(".", 1)
            if layer.startswith("prelu"):
                after = layer.removeprefix("prelu")
                dense = (net, after) in {("rnet", "4"), ("onet", "5")}
                layer, kind = ("dense" if dense else "conv") + after, "prelu"
            result[f"{net}.{layer}.{kind}"] = value
    return result
