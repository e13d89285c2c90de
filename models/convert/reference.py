"""The reference that the fixtures come from: MTCNN on onnxruntime and OpenCV, MobileFaceNet on the TFLite runtime.

It shares nothing with the product: other resampling code (OpenCV's), other layers, and the embedder's original file
rather than the converted one. MTCNN's box arithmetic follows facenet's `detect_face.py` (MIT).
"""

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

TEMPLATE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)
NOTHING = np.zeros((0, 5)), np.zeros((0, 5, 2))


def _session(net, tensors):
    """The network `net` as an ONNX graph; `tensors` are the converter's."""
    nodes, initializers = [], []

    def weight(name, shape=None):
        value = tensors[f"{net}.{name}"]
        initializers.append(numpy_helper.from_array(value if shape is None else value.reshape(shape), name))
        return name

    def node(kind, inputs, **attributes):
        nodes.append(helper.make_node(kind, inputs, [f"t{len(nodes)}"], **attributes))
        return nodes[-1].output[0]

    def conv(x, layer, activated=True):
        x = node("Conv", [x, weight(f"{layer}.weight"), weight(f"{layer}.bias")])
        return node("PRelu", [x, weight(f"{layer}.prelu", (-1, 1, 1))]) if activated else x

    def pool(x, side):
        return node("MaxPool", [x], kernel_shape=[side, side], strides=[2, 2], ceil_mode=1)

    def dense(x, layer, activated=False):
        x = node("Gemm", [x, weight(f"{layer}.weight"), weight(f"{layer}.bias")], transB=1)
        return node("PRelu", [x, weight(f"{layer}.prelu")]) if activated else x

    def softmax(x):
        return node("Softmax", [x], axis=1)

    def flatten(x):
        return node("Flatten", [node("Transpose", [x], perm=[0, 3, 2, 1])])

    if net == "pnet":
        x = conv(conv(pool(conv("x", "conv1"), 2), "conv2"), "conv3")
        outputs = [conv(x, "conv4_2", False), softmax(conv(x, "conv4_1", False))]
        shape = [1, 3, "h", "w"]
    elif net == "rnet":
        x = conv(pool(conv(pool(conv("x", "conv1"), 3), "conv2"), 3), "conv3")
        x = dense(flatten(x), "dense4", True)
        outputs = [dense(x, "dense5_2"), softmax(dense(x, "dense5_1"))]
        shape = ["n", 3, 24, 24]
    else:
        x = pool(conv(pool(conv(pool(conv("x", "conv1"), 3), "conv2"), 3), "conv3"), 2)
        x = dense(flatten(conv(x, "conv4")), "dense5", True)
        outputs = [dense(x, "dense6_2"), dense(x, "dense6_3"), softmax(dense(x, "dense6_1"))]
        shape = ["n", 3, 48, 48]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        net,
        [value("x", TensorProto.FLOAT, shape)],
        [value(o, TensorProto.FLOAT, None) for o in outputs],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


def _suppress(boxes, threshold, over_smaller=False):
    left, top, right, bottom, score = boxes[:, :5].T
    area = (right - left + 1) * (bottom - top + 1)
    order, kept = np.argsort(score, kind="stable"), []
    while len(order):
        best, order = order[-1], order[:-1]
        kept.append(best)
        width = np.minimum(right[best], right[order]) - np.maximum(left[best], left[order]) + 1
        height = np.minimum(bottom[best], bottom[order]) - np.maximum(top[best], top[order]) + 1
        shared = np.maximum(0, width) * np.maximum(0, height)
        whole = np.minimum(area[best], area[order]) if over_smaller else area[best] + area[order] - shared
        order = order[shared / whole <= threshold]
    return np.array(kept, int)


def _square(boxes):
    height, width = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    side = np.maximum(width, height)
    boxes = boxes.copy()
    boxes[:, 0] += width * 0.5 - side * 0.5
    boxes[:, 1] += height * 0.5 - side * 0.5
    boxes[:, 2], boxes[:, 3] = boxes[:, 0] + side, boxes[:, 1] + side
    return boxes


def _regress(boxes, regression, extra):
    width, height = boxes[:, 2] - boxes[:, 0] + extra, boxes[:, 3] - boxes[:, 1] + extra
    size = np.stack([width, height, width, height], 1)
    return np.c_[boxes[:, :4] + regression * size, boxes[:, 4]]


def _normalized(image):
    return (image.astype(np.float32) - 127.5) / 128


def _crops(image, boxes, side):
    height, width = image.shape[:2]
    crops = []
    for left, top, right, bottom in boxes[:, :4].astype(int):
        left, top, right, bottom = max(left, 1), max(top, 1), min(right, width), min(bottom, height)
        if right > left - 1 and bottom > top - 1:
            part = image[top - 1 : bottom, left - 1 : right]
            crops.append(cv2.resize(part, (side, side), interpolation=cv2.INTER_AREA))
        else:
            crops.append(np.zeros((side, side, 3), np.uint8))
    return _normalized(np.stack(crops)).transpose(0, 3, 1, 2)


class Detector:
    def __init__(self, tensors):
        self.pnet, self.rnet, self.onet = (_session(net, tensors) for net in ("pnet", "rnet", "onet"))

    def detect(self, image):
        """RGB image -> boxes (n, 5: left, top, right, bottom, probability) and landmarks (n, 5, 2)."""
        height, width = image.shape[:2]
        scale = 12 / max(20, max(height, width) / 64)
        found = []
        shorter = min(height, width) * scale
        while shorter >= 12:
            level = cv2.resize(
                image, (int(width * scale + 1), int(height * scale + 1)), interpolation=cv2.INTER_AREA
            )
            regression, face = self.pnet.run(None, {"x": _normalized(level).transpose(2, 0, 1)[None]})
            y, x = np.where(face[0, 1] >= 0.6)
            if len(y):
                corners = [np.floor((2 * at + offset) / scale) for offset in (1, 12) for at in (x, y)]
                boxes = np.c_[(*corners, face[0, 1][y, x], regression[0][:, y, x].T)]
                found.append(boxes[_suppress(boxes, 0.5)])
            scale *= 0.709
            shorter *= 0.709
        if not found:
            return NOTHING
        boxes = np.concatenate(found)
        boxes = boxes[_suppress(boxes, 0.7)]
        boxes = _square(_regress(boxes[:, :5], boxes[:, 5:9], 0))

        regression, face = self.rnet.run(None, {"x": _crops(image, boxes, 24)})
        kept = face[:, 1] > 0.7
        boxes, regression = np.c_[boxes[kept, :4], face[kept, 1]], regression[kept]
        if not len(boxes):
            return NOTHING
        kept = _suppress(boxes, 0.7)
        boxes = _square(_regress(boxes[kept], regression[kept], 1))

        regression, points, face = self.onet.run(None, {"x": _crops(image, boxes, 48)})
        kept = face[:, 1] > 0.7
        boxes, regression, points = np.c_[boxes[kept, :4], face[kept, 1]], regression[kept], points[kept]
        if not len(boxes):
            return NOTHING
        size = boxes[:, 2:4] - boxes[:, :2] + 1
        landmarks = np.stack([points[:, :5], points[:, 5:]], 2) * size[:, None] + boxes[:, None, :2] - 1
        boxes = _regress(boxes, regression, 1)
        kept = _suppress(boxes, 0.7, over_smaller=True)
        boxes, landmarks = boxes[kept], landmarks[kept]
        centre = (boxes[:, :2] + boxes[:, 2:4]) / 2 - np.array([width, height]) / 2
        area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        order = np.argsort(-(area - 2 * (centre**2).sum(1)), kind="stable")
        return boxes[order], landmarks[order]


def similarity(source, target):
    """Umeyama, IEEE PAMI 13(4), 1991, by singular values: a 2×3 matrix."""
    source_mean, target_mean = source.mean(0), target.mean(0)
    s, t = source - source_mean, target - target_mean
    u, values, v = np.linalg.svd(t.T @ s / len(source))
    sign = np.diag([1, np.sign(np.linalg.det(u) * np.linalg.det(v))])
    rotation = u @ sign @ v
    scale = (values * np.diag(sign)).sum() / s.var(0).sum()
    return np.c_[scale * rotation, target_mean - scale * rotation @ source_mean]


def align(image, landmarks):
    """112×112 RGB. A reduction is sampled n×n times a pixel, then averaged; n is the rounded reduction."""
    matrix = similarity(landmarks, TEMPLATE)
    count = max(1, round(1 / np.hypot(matrix[0, 0], matrix[1, 0])))
    matrix = matrix * count
    matrix[:, 2] += (count - 1) / 2
    large = cv2.warpAffine(image, matrix, (112 * count, 112 * count), flags=cv2.INTER_LINEAR)
    return cv2.resize(large, (112, 112), interpolation=cv2.INTER_AREA)


class Embedder:
    def __init__(self, tflite):
        from ai_edge_litert.interpreter import Interpreter

        self.net = Interpreter(model_content=tflite, num_threads=1)
        self.net.allocate_tensors()
        self.input = self.net.get_input_details()[0]["index"]
        self.output = self.net.get_output_details()[0]["index"]

    def embed(self, aligned):
        """112×112 RGB -> 192 values of unit length; the sum over the face and its mirror image."""
        self.net.set_tensor(self.input, _normalized(np.stack([aligned, aligned[:, ::-1]])))
        self.net.invoke()
        values = self.net.get_tensor(self.output).sum(0)
        return values / np.linalg.norm(values)
