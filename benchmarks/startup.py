"""Measure how quickly `learn` starts: `learn --help` and one completion, each against `python -c "import typer"`.

Whole processes, wall time, in turn. The completion is what bash asks for after `learn start ex` and a tab; that it answers with the
names of the exercises is checked first. `learn` is the console script beside this Python or, without one, the line it consists of.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping

from pairs import learn_command, show_ratio, show_times, time_in_turn

LIMIT = 1.5
COMPLETION = {"_LEARN_COMPLETE": "complete_bash", "COMP_WORDS": "learn start ex", "COMP_CWORD": "2"}
HELP, COMPLETE, TYPER = "learn --help", "completion", 'python -c "import typer"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21, help="how often each command runs (default: 21)")
    rounds = parser.parse_args().rounds
    check()
    contenders = {
        HELP: lambda: run([*learn_command(), "--help"]),
        COMPLETE: lambda: run(learn_command(), COMPLETION),
        TYPER: lambda: run([sys.executable, "-c", "import typer"]),
    }
    times = time_in_turn(contenders, rounds)
    show_times(times)
    for name in (HELP, COMPLETE):
        show_ratio(times, name, TYPER, LIMIT)


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
