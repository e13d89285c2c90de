#!/usr/bin/env python3
"""Packed search beside faiss, in one run: python3 benches/peers/search.py [REFERENCES] [VALUES ...]

Makes a virtual environment under target/, installs faiss-cpu from the registry, writes made-up templates, and times both by turns, one
thread each, in processor time of that thread. Prints medians over rounds, their spread, and the ratios. Every list is held against a
full sort first.
"""
import statistics, subprocess, sys, time

from installed import ROOT, bench, environment

PLACE = ROOT / "target" / "peers"
WANTED, ROUNDS = 50, 7


class Served:
    def __init__(self, program, path, values):
        self.process = subprocess.Popen(
            [program, "serve", path, str(values)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.bytes = int(self.process.stdout.readline().split()[1])

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit("the bench ended: see above")
        return line

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def median_of(times, work):
    taken = []
    for at in range(times):
        began = time.thread_time()
        work(at)
        taken.append((time.thread_time() - began) * 1e3)
    return statistics.median(taken)


def compare(program, references, values):
    import faiss, numpy

    faiss.omp_set_num_threads(1)
    # Below so many probes faiss does not use its matrix product: for 64 it is faster so.
    faiss.cvar.distance_compute_blas_threshold = 1000
    path = PLACE / f"{references}x{values}.f32"
    if not path.exists():
        subprocess.run([program, "write", path, str(references), str(values)], check=True)
    templates = numpy.fromfile(path, numpy.float32).reshape(-1, values)
    probes = numpy.fromfile(path.with_suffix(".q"), numpy.float32).reshape(-1, values)
    flat = faiss.IndexFlatIP(values)
    flat.add(templates)
    packed = faiss.IndexScalarQuantizer(values, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    packed.train(templates[:100_000])
    packed.add(templates)
    served = Served(program, path, values)
    for probe in range(8):
        own = [int(word) for word in served.ask("list", probe, WANTED).split()]
        _, theirs = flat.search(probes[probe : probe + 1], WANTED)
        assert len(set(own) & set(theirs[0].tolist())) >= WANTED - 1, "another list than faiss Flat's"
    one = lambda index: lambda at: index.search(probes[at : at + 1], WANTED)
    ways = {
        ("frs", 1): lambda: float(served.ask(1, WANTED, 15)),
        ("faiss Flat", 1): lambda: median_of(7, one(flat)),
        ("faiss SQ8", 1): lambda: median_of(7, one(packed)),
        ("frs", 64): lambda: float(served.ask(64, WANTED, 3)),
        ("faiss Flat", 64): lambda: median_of(2, lambda _: flat.search(probes, WANTED)),
    }
    taken = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            taken[way].append(run())
    served.end()
    print(f"\n{references:,} references of {values} values, one thread, list of {WANTED}, {ROUNDS} rounds by turns")
    print(f"packed {served.bytes / 1e6:.0f} MB, templates {templates.nbytes / 1e6:.0f} MB")
    print(f"{'':<12}{'probes':>7}{'median ms':>11}{'least':>9}{'greatest':>10}{'frs takes':>11}")
    for (name, count), times in taken.items():
        median, own = statistics.median(times), statistics.median(taken["frs", count])
        ratio = "" if name == "frs" else f"{own / median:.3f}×"
        print(f"{name:<12}{count:>7}{median:>11.2f}{min(times):>9.2f}{max(times):>10.2f}{ratio:>11}")


if __name__ == "__main__":
    environment(PLACE / "venv", ["faiss-cpu", "numpy"])
    PLACE.mkdir(parents=True, exist_ok=True)
    references = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for values in [int(word) for word in sys.argv[2:]] or [192, 320, 512]:
        compare(bench("search"), references, values)
