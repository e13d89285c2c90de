"""MobileFaceNet from a TFLite file, read through the interpreter's own description of its operators.

The file holds 35 convolutions and 17 depthwise ones with their batch norms folded in, and writes PReLU as
relu(x) + (a/2)·(x − |x|). The operators are walked in order and matched against the architecture below: a file that
differs in any operator or shape is refused.
"""

import numpy as np

# (name of the checkpoint's scope, ours), in the order of execution
LAYERS = [("Conv2d_0", "conv1"), ("SeparableConv2d", "depthwise1"), ("Conv", "linear1")]
_BLOCKS = [(2, 5), (3, 1), (4, 6), (5, 1), (6, 2)]
for _stage, _count in _BLOCKS:
    for _i in range(_count):
        _scope, _ours = f"Conv2d_{_stage}_InvResBlock_{_i}", f"stage{_stage}.{_i}"
        LAYERS += [
            (f"{_scope}/Conv", f"{_ours}.expand"),
            (f"{_scope}/SeparableConv2d", f"{_ours}.depthwise"),
            (f"{_scope}/Conv_1", f"{_ours}.project"),
        ]
LAYERS += [
    ("Conv2d_7", "conv2"),
    ("Logits/SeparableConv2d", "global_depthwise"),
    ("Logits/Conv", "linear2"),
    ("Logits/LinearConv1x1", "embedding"),
]
LINEAR = ("linear1", "project", "global_depthwise", "linear2", "embedding")


def tensors(tflite: bytes) -> dict[str, np.ndarray]:
    """name -> array; convolutions as (O, I, H, W), depthwise ones as (C, 1, H, W), slopes as (C,)."""
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    net = Interpreter(
        model_content=tflite, experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    )
    net.allocate_tensors()
    operators = net._get_ops_details()
    name_of = {t["index"]: t["name"] for t in net.get_tensor_details()}

    def scope(index):
        text = name_of[index].removeprefix("MobileFaceNet/").removeprefix("MobileFaceNet/")
        for tail in ("/BatchNorm/FusedBatchNorm", "/BiasAdd"):
            text = text.removesuffix(tail)
        return text

    result, expected = {}, iter(LAYERS)
    for position, op in enumerate(operators):
        if op["op_name"] not in ("CONV_2D", "DEPTHWISE_CONV_2D"):
            continue
        theirs, ours = next(expected)
        _, weight, bias = op["inputs"]
        found = scope(op["outputs"][0])
        if found != theirs:
            raise ValueError(f"operator {position} is {found}, expected {theirs}")
        value = net.get_tensor(weight)
        if op["op_name"] == "CONV_2D":  # (O, H, W, I)
            value = value.transpose(0, 3, 1, 2)
        else:  # (1, H, W, C)
            value = value.transpose(3, 0, 1, 2)
        result[f"{ours}.weight"] = value
        result[f"{ours}.bias"] = net.get_tensor(bias)
        if ours.split(".")[-1] not in LINEAR:
            activation = [o["op_name"] for o in operators[position + 1 : position + 6]]
            if activation != ["RELU", "ABS", "SUB", "MUL", "ADD"]:
                raise ValueError(f"{theirs} is followed by {activation}, not by a PReLU")
            half_slope = operators[position + 4]["inputs"][0]
            result[f"{ours}.prelu"] = 2 * net.get_tensor(half_slope)
    if next(expected, None) is not None:
        raise ValueError("the file ends before the architecture does")
    return result
