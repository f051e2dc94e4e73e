"""Measure how many submissions of a class are judged in a second, in two processes, beside what anybody can run.

`learn`: the judge on submissions in memory, contained, hidden checks included, in processes that have judged before.
`floor`: the bare calls (bare_calls.py) in two processes that have imported NumPy: a fork for each submission, the student's source
executed, the very calls that the judge makes of it, the results as bytes; no containment, no comparing.
`pytest -n 2`: one test file for each submission, which imports the student's module into pytest's own process and compares with the
reference, one test for each check; unprotected, the references imported once in a worker.

All work on the same submissions, in turn, A B A B.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest import mock

from classroom import classroom
from grade_cold import flat, right_answers, test_cases, test_file, test_properties
from pairs import show_rates, time_in_turn

from grader.course.loader import Course, open_course
from grader.course.model import CodeQuestion
from grader.judging.checks import Options
from grader.judging.explain import Call
from grader.judging.plain import grade_submission
from grader.judging.student import StudentCode
from grader.runner.pool import Pool
from grader.workspace.answers import read_answers
from grader.workspace.folder import Submission
from grader.workspace.packed import pack, unpack
from grader.workspace.render import ANSWERS, stub_name

EXERCISE = "exercise-3"
PROCESSES = 2
CHUNK = 25
OPTIONS = Options(hidden=True, salt="bench", untrusted=True)
LEARN, FLOOR, PLAIN = "learn", "floor", "pytest -n 2"
AIMS = {FLOOR: 0.6, PLAIN: 10.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=400, help="how many submissions (default: 400)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each runs (default: 5)")
    parser.add_argument("--only", nargs="*", choices=AIMS, default=[*AIMS], help="what to measure beside")
    arguments = parser.parse_args()
    course = open_course()
    submissions = list(classroom(course, course.exercise(EXERCISE), arguments.count))
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        contenders: dict[str, Callable[[], object]] = {LEARN: judges(stack, submissions)}
        if FLOOR in arguments.only:
            bare = [*recorded(course, submissions)]
            print(f"{sum(len(calls) for *_, calls in bare) / len(bare):.1f} calls a submission, on each side\n")
            contenders[FLOOR] = floor(stack, work, bare)
        if PLAIN in arguments.only:
            contenders[PLAIN] = plain(course, work / "plain", submissions)
        rounds = time_in_turn(contenders, arguments.rounds)
    show_rates(rounds, arguments.count, "submissions")
    for name in arguments.only:
        rates = rounds.ratios(name, LEARN)
        print(
            f"{LEARN} / {name}: {rounds.ratio(name, LEARN):.2f} ({rates[0]:.2f} to {rates[-1]:.2f}; at least {AIMS[name]:g})"
        )


def judges(stack: ExitStack, submissions: list[Submission]) -> Callable[[], object]:
    """Start processes that judge chunks as they are sent; return what has them judge everything."""
    chunks = [[*map(pack, submissions[at : at + CHUNK])] for at in range(0, len(submissions), CHUNK)]
    workers = []
    for _ in range(PROCESSES):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=judge, args=(theirs,), daemon=True)
        process.start()
        stack.callback(ours.send, None)
        workers.append(ours)
        ours.recv()

    def run() -> None:
        waiting = iter(chunks)
        busy = [worker for worker, chunk in zip(workers, waiting, strict=False) if worker.send(chunk) is None]
        while busy:
            for worker in multiprocessing.connection.wait(busy):
                assert isinstance(worker, Connection)
                worker.recv()
                chunk = next(waiting, None)
                if chunk is None:
                    busy.remove(worker)
                else:
                    worker.send(chunk)

    return run


def judge(chunks: Connection) -> None:
    """Judge chunks until there are none; send the reports as JSON."""
    import gc
    import json

    from grader.reports.json import report_object
    from grader.runner.isolation import Opening

    with Opening() as opening:
        course = open_course()
        pool = opening.pool(untrusted=True)
        exercise = course.exercise(EXERCISE, texts=False)
        gc.freeze()
        chunks.send("ready")
        while (packed := chunks.recv()) is not None:
            submissions = [unpack(data, lambda _: exercise) for data in packed]
            reports = [grade_submission(course, submission, pool, OPTIONS) for submission in submissions]
            chunks.send([json.dumps(report_object(report)) for report in reports])


def recorded(course: Course, submissions: list[Submission]) -> Iterator[tuple[str, bytes, str, list[list[Any]]]]:
    """Yield each submission's file with the arguments of every call that the judge makes of its function."""
    calls: list[list[Any]] = []
    plain = StudentCode.call

    def call(self: StudentCode, call: Call, *arguments: Any, **options: Any) -> Any:
        calls.append([*self._calls.positional(call).values()])
        return plain(self, call, *arguments, **options)

    (loaded,) = (loaded for _, loaded in submissions[0].exercise.questions if isinstance(loaded.question, CodeQuestion))
    assert isinstance(loaded.question, CodeQuestion)
    with mock.patch.object(StudentCode, "call", call), Pool() as pool:
        for submission in submissions:
            grade_submission(course, submission, pool, OPTIONS)
            data = submission.files[stub_name(loaded)]
            assert isinstance(data, bytes)
            yield stub_name(loaded), data, loaded.question.function, [*calls]
            calls.clear()


def floor(
    stack: ExitStack, work: Path, submissions: list[tuple[str, bytes, str, list[list[Any]]]]
) -> Callable[[], object]:
    """Start processes for the bare calls; return what has them make all calls once."""
    processes = []
    for number in range(PROCESSES):
        path = work / f"calls-{number}"
        path.write_bytes(pickle.dumps(submissions[number::PROCESSES]))
        command = [sys.executable, str(BARE), str(path)]
        threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env={**os.environ, **threads}
        )
        stack.callback(process.wait)
        assert process.stdin is not None
        stack.callback(process.stdin.close)
        processes.append((process.stdin, process.stdout))

    def run() -> None:
        for asked, _ in processes:
            asked.write("go\n")
        for _, told in processes:
            if not int(told.readline()):
                sys.exit("nothing came back from the bare calls")

    for _, told in processes:
        told.readline()
    return run


def plain(course: Course, work: Path, submissions: list[Submission]) -> Callable[[], object]:
    """Write a folder with a test file for each submission; return what runs them all."""
    exercise = submissions[0].exercise
    right = right_answers(course, exercise)
    asked = [(q, q.question) for _, q in exercise.questions if isinstance(q.question, CodeQuestion)]
    cases = [row for each in asked for row in test_cases(*each, hidden=True)]
    properties = [row for each in asked for row in test_properties(*each)]
    for submission in submissions:
        folder = work / submission.label
        folder.mkdir(parents=True)
        for name, data in submission.files.items():
            assert isinstance(data, bytes)
            (folder / name).write_bytes(data)
        given = read_answers((folder / ANSWERS).read_bytes(), exercise).as_written()
        answers = [f"    ({name!r}, {a!r}, {b!r})," for (name, a), (_, b) in zip(flat(given), flat(right), strict=True)]
        text = test_file(course, cases, properties, answers)
        (folder / "test_submission.py").write_text(text.replace(*FROM_HERE), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        str(PROCESSES),
        "--rootdir=.",
        "--import-mode=importlib",
        "--tb=line",
    ]

    def run() -> None:
        done = subprocess.run([*command, "-p", "no:cacheprovider"], cwd=work, capture_output=True, text=True)
        if done.returncode != 1:  # some fail, as they must
            sys.exit(f"{done.stdout[-2000:]}{done.stderr}")

    return run


BARE = Path(__file__).with_name("bare_calls.py")
# Modules of one name in many folders: each is loaded by its path.
FROM_HERE = (
    "getattr(__import__(function), function)",
    "getattr(load(str(Path(__file__).with_name(function + '.py'))), function)",
)


if __name__ == "__main__":
    main()
