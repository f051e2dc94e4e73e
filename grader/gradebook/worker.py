"""Judge chunks of submissions in a process of their own, on this machine or another; it sees the course, never the gradebook."""

import atexit
import faulthandler
import functools
import json
import os
import platform
import secrets
import shutil
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from grader import __version__
from grader.course.loader import Course, open_course
from grader.course.packed import unpacked_course
from grader.course.variants import SECRET
from grader.errors import LearnError
from grader.judging.checks import Options
from grader.judging.plain import grade_submission
from grader.reports.json import report_object
from grader.runner.isolation import Opening
from grader.runner.pool import Pool
from grader.workspace.packed import unpack

# A student's code has deadlines of its own; this one is for a judge that hangs.
CHUNK_SECONDS, SUBMISSION_SECONDS = 300.0, 240.0

Submissions = Sequence[tuple[str, bytes]]  # digest, packed


@dataclass(frozen=True, slots=True)
class Result:
    """A submission by its digest, with its report as JSON, or else why it could not be judged."""

    submission: str
    report: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be judged here: nothing contains submissions, the course is broken, or versions differ."""

    reason: str


def identify() -> dict[str, str]:
    """Return the versions on which results depend."""
    return {"learn": __version__, "NumPy": version("numpy"), "Python": ".".join(platform.python_version_tuple()[:2])}


@dataclass(frozen=True, slots=True)
class Setting:
    """How submissions are judged: the course (its folder, or packed), with hidden checks or without, and what contains them.

    Hidden inputs are drawn from `salt`, a new one for each run, so that nothing that was told of them is of use in another;
    variants are drawn from `secret`. `questions` limits it to some, by id. `versions` are those of the
    process that asks.
    """

    course: str | bytes
    hidden: bool
    salt: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    isolation: str = "auto"
    questions: tuple[str, ...] = ()
    secret: str = field(default_factory=lambda: os.environ.get(SECRET, ""), repr=False)
    versions: Mapping[str, str] = field(default_factory=identify, hash=False)


def judge(setting: Setting, submissions: Submissions) -> list[Result] | Refusal:
    """Judge packed submissions one after the other; their code never runs in this process."""
    with _LOCK:  # a process has one parent of children, which starts one child at a time
        faulthandler.dump_traceback_later(
            CHUNK_SECONDS + SUBMISSION_SECONDS * len(submissions), exit=True, file=sys.__stderr__ or sys.stderr
        )
        try:
            if (other := differing(identify(), setting.versions)) is not None:
                return Refusal(f"The worker {platform.node()} has {other}. {SAME}")
            os.environ[SECRET] = setting.secret
            course = _course(setting.course)
            pool = _pool(setting.isolation, course.root)
            return [_result(course, pool, setting, name, packed) for name, packed in submissions]
        except LearnError as error:
            return Refusal(str(error))
        finally:
            faulthandler.cancel_dump_traceback_later()


def differing(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str | None:
    """Return the first version of theirs that is not ours, in words; None where all are the same."""
    for what, number in ours.items():
        if theirs.get(what) != number:
            return f"{what} {theirs.get(what, 'unknown')}, and this is {what} {number}"
    return None


SAME = "Install the same on all machines, so that all are judged alike."


def _result(course: Course, pool: Pool, setting: Setting, name: str, packed: bytes) -> Result:
    """Judge one submission; what goes wrong with it alone must not keep the others from being judged."""
    options = Options(frozenset(setting.questions), setting.hidden, setting.salt, untrusted=True)
    try:
        submission = unpack(packed, functools.partial(course.exercise, texts=False))
        report = grade_submission(course, submission, pool, options)
    except LearnError as error:
        return Result(name, None, str(error))
    except Exception as error:
        return Result(name, None, f"Internal error: {type(error).__name__}: {error}. Please report it.")
    return Result(name, json.dumps(report_object(report)))


_LOCK = threading.Lock()


@functools.lru_cache(maxsize=4)
def _course(source: str | bytes) -> Course:
    if isinstance(source, str):
        return open_course(Path(source))
    root = unpacked_course(source)
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return open_course(root)


@functools.lru_cache(maxsize=4)
def _pool(isolation: str, course: Path) -> Pool:
    """Return the parent of children of this process, proved once and kept."""
    with ExitStack() as stack:
        pool = stack.enter_context(Opening(isolation)).pool(untrusted=True, course=course)
        atexit.register(stack.pop_all().close)
    return pool
