"""What the scripts beside this one share: where the peers are installed, and the bench's program."""
import json, os, subprocess, sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(place, packages):
    """The same script again, in a virtual environment where the packages are installed."""
    python = place / "bin" / "python"
    if Path(sys.prefix) == place:
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    os.execv(python, [python, *sys.argv])


def bench(name):
    """The bench's program: FRS_BENCH names one that is built, else cargo builds it."""
    if "FRS_BENCH" in os.environ:
        return os.environ["FRS_BENCH"]
    told = subprocess.run(
        ["cargo", "bench", "--bench", name, "--no-run", "--message-format=json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout
    made = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    return [one["executable"] for one in made if one.get("target", {}).get("name") == name and one.get("executable")][-1]
