"""Measure how quickly `learn` starts: `learn --help`, one completion, `learn list` and `learn hint conv2d`, each against
`python -c "import typer"`.

Whole processes, wall time, in turn, in a folder in which an exercise is started. The completion is what bash asks for after `learn start ex` and a tab; that it answers with the
names of the exercises is checked first. `learn` is the console script beside this Python or, without one, the line it consists of.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from pairs import learn_command, show_ratio, show_times, time_in_turn

COMPLETION = {"_LEARN_COMPLETE": "complete_bash", "COMP_WORDS": "learn start ex", "COMP_CWORD": "2"}
HELP, COMPLETE, LIST, HINT, TYPER = "learn --help", "completion", "learn list", "learn hint", 'python -c "import typer"'
LIMITS = {HELP: 1.5, COMPLETE: 1.5, LIST: 2.0, HINT: 2.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21, help="how often each command runs (default: 21)")
    rounds = parser.parse_args().rounds
    check()
    contenders = {
        HELP: lambda: run([*learn_command(), "--help"]),
        COMPLETE: lambda: run(learn_command(), COMPLETION),
        LIST: lambda: run([*learn_command(), "list"]),
        HINT: lambda: run([*learn_command(), "hint", "conv2d", "--path", "exercise-3"]),
        TYPER: lambda: run([sys.executable, "-c", "import typer"]),
    }
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run([*learn_command(), "start", "exercise-3"])
        times = time_in_turn(contenders, rounds)
        os.chdir("/")
    show_times(times)
    for name, limit in LIMITS.items():
        show_ratio(times, name, TYPER, limit)


def run(command: list[str], variables: Mapping[str, str] | None = None) -> str:
    environment = {**os.environ, **(variables or {})}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def check() -> None:
    """Make sure that what is timed does its work."""
    if "Usage: learn" not in run([*learn_command(), "--help"]):
        sys.exit("learn --help does not print a usage line")
    names = run(learn_command(), COMPLETION).split()
    if "exercise-1" not in names:
        sys.exit(f"the completion does not name the exercises; it prints: {names}")
    print(f"The completion of {COMPLETION['COMP_WORDS']!r} is: {' '.join(names)}\n")


if __name__ == "__main__":
    main()
