"""Measure `learn author check`: the built-in course as a whole process, each question by itself; and loading 1,000 questions.

The course of 1,000 questions is made in a scratch folder from the scaffolds of `learn author new`, in turn one of each kind, each with
a title and names of its own. Loading is what grading does: YAML with places, models, meaning, without filling in texts; the texts are
checked by `author check`, and shown beside it. Everything runs with the garbage collector at rest, as `learn` does. Beside it, in turn, the
same files through PyYAML's own safe loader in C, which gives neither places nor models.
"""

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from pairs import learn_command, show_times, time_in_turn

from grader.authoring.scaffold import KINDS, new_course, new_question
from grader.course import templates
from grader.course.formulas import parse_formula
from grader.course.loader import load_question, open_course
from grader.course.place import question_keys
from grader.course.references import read_signature

WHOLE, LOADING = 30.0, 0.5  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (default: 5)")
    parser.add_argument("--course", default=None, help="a course to check; by default the built-in one")
    parser.add_argument("--questions", type=int, default=1_000, help="how many are loaded (default: 1000)")
    arguments = parser.parse_args()
    check_whole(arguments.course, arguments.rounds)
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        load_many(Path(folder, "course"), arguments.questions, arguments.rounds)


def check_whole(course: str | None, rounds: int) -> None:
    command = [*learn_command(), "author", "check", "--format", "json", *(["--course", course] if course else [])]
    reports: list[dict[str, dict[str, float]]] = []

    def check() -> None:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        reports.append(json.loads(done.stdout)["questions"])

    times = time_in_turn({"learn author check": check}, rounds)
    show_times(times)
    print(f"{len(reports[0])} questions; at most {WHOLE:g} s on two cores\n")
    for key in reports[0]:
        seconds = statistics.median(report[key]["seconds"] for report in reports)
        print(f"  {key:<32} {seconds * 1e3:6.0f} ms")
    print()


def load_many(root: Path, questions: int, rounds: int) -> None:
    new_course(root)
    course = open_course(root)
    for number in range(questions - 1):
        kind, key = KINDS[number % len(KINDS)], f"topic_{number % 20}/question_{number}"
        new_question(course, kind, key)
        if kind in ("number", "formula"):  # so that no formula was parsed for another question already
            file = root / "questions" / f"{key}.yaml"
            file.write_text(file.read_text(encoding="utf-8").replace("window", f"window_{number}"), encoding="utf-8")
    keys = question_keys(root)
    size = sum((root / "questions" / f"{key}.yaml").stat().st_size for key in keys)
    print(f"{len(keys):,} questions, {size / len(keys):,.0f} bytes each")
    plain = "yaml.CSafeLoader alone"
    contenders = {
        "loading": lambda: load_all(root, keys, texts=False),
        "loading and texts": lambda: load_all(root, keys, texts=True),
        plain: lambda: [
            yaml.load((root / "questions" / f"{key}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
            for key in keys
        ],
    }
    times = time_in_turn(contenders, rounds)
    show_times(times)
    print(f"loading: {times.median('loading'):.2f} s (at most {LOADING:g})")
    print(f"loading / {plain}: {times.ratio('loading', plain):.2f}")


def load_all(root: Path, keys: list[str], *, texts: bool) -> None:
    for cache in (load_question, read_signature, parse_formula, templates._compiled):
        cache.cache_clear()
    for key in keys:
        load_question(root, key, texts=texts)


if __name__ == "__main__":
    main()
