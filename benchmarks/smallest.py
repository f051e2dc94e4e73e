"""Run each benchmark once in its smallest form, so that none rots; the figures of such runs say nothing, and are not printed.

A script that this file does not name fails, and so does one that ends with an error. PyTorch and other graders are left out where they
are not installed: `layers.py` and `gradients.py` then time the references alone, `others.py` judges its sample by our own judge.
"""

import importlib.util
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
TINY = str(HERE.parent / "tests" / "course")
LAYER = ("--rounds", "1", "--images", "1", "--layers", "VGG 3×3")
FORMS = {
    "authoring.py": ("--rounds", "1", "--course", TINY, "--questions", "20"),
    "class.py": ("--rounds", "1", "--count", "4"),
    "cluster.py": ("--rounds", "1", "--chunks", "2"),
    "containment.py": ("--rounds", "1", "--starts", "1"),
    "diagnosis.py": ("--rounds", "1"),
    "grade_cold.py": ("--rounds", "1"),
    "gradients.py": LAYER,
    "hostile.py": ("--count", "11"),
    "layers.py": LAYER,
    "others.py": ("--rounds", "1", "--count", "4", "--others-count", "2", "--only"),
    "quiz.py": ("--rounds", "1", "--count", "4"),
    "scale.py": ("--counts", "4"),
    "startup.py": ("--rounds", "1"),
}
PARTS = {"bare_calls.py", "classroom.py", "other_graders.py", "pairs.py", "smallest.py"}  # measure nothing themselves
WITHOUT = {"cluster.py": "distributed"}  # what a script cannot do without
PYTORCH = ("layers.py", "gradients.py")


def main() -> None:
    if forgotten := {path.name for path in HERE.glob("*.py")} ^ {*FORMS, *PARTS}:
        sys.exit(f"{', '.join(sorted(forgotten))}: benchmarks/smallest.py and benchmarks/ do not name the same scripts")
    with ThreadPoolExecutor(2) as side_by_side:
        went_well = dict(zip(FORMS, side_by_side.map(run, FORMS), strict=True))
    failed = [name for name in FORMS if not went_well[name]]
    if failed:
        sys.exit(f"{', '.join(failed)} failed")


def run(name: str) -> bool:
    """Run a script; return whether it ended well, or was skipped for a reason that is said."""
    needed = WITHOUT.get(name)
    if needed is not None and importlib.util.find_spec(needed) is None:
        print(f"{name:<15} skipped: {needed} is not installed", flush=True)
        return True
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(HERE / name), *FORMS[name]]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(f"{name:<15} {time.monotonic() - began:5.1f} s{left_out(name)}", flush=True)
    if done.returncode:
        print(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}", flush=True)
    return done.returncode == 0


def left_out(name: str) -> str:
    """Say what a script leaves out here."""
    if name == "others.py":
        return "   otter-grader and nbgrader skipped: installed from PyPI where all is measured"
    without_torch = name in PYTORCH and importlib.util.find_spec("torch") is None
    return "   its columns of PyTorch skipped: not installed" if without_torch else ""


if __name__ == "__main__":
    main()
