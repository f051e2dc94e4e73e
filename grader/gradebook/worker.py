"""Judge chunks of submissions in a process of their own, on this machine or another; it sees the course, never the gradebook."""

import ctypes
import functools
import json
import os
import platform
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from grader import __version__
from grader.course.loader import Course, open_course
from grader.course.packed import unpacked_course
from grader.errors import LearnError
from grader.reports.json import report_object
from grader.runner.isolation import Opening
from grader.runner.pool import Pool

_PR_SET_PDEATHSIG = 1

Submissions = Sequence[tuple[str, bytes]]  # digest, packed
Results = list[tuple[str, str]]  # digest, report as JSON


@dataclass(frozen=True, slots=True)
class Setting:
    """How submissions are judged: the course (its folder, or packed), with hidden checks or without, and what contains them.

    Hidden inputs are drawn from `salt`. `questions` limits it to some, by id.
    """

    course: str | bytes
    hidden: bool
    salt: str
    isolation: str = "auto"
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be judged here: nothing contains submissions, or the course is broken."""

    reason: str


def judge(setting: Setting, submissions: Submissions) -> Results | Refusal:
    """Judge packed submissions in one session; their code never runs in this process."""
    from grader.judging.session import grade
    from grader.workspace.packed import unpack

    with _LOCK:  # a process has one parent of children, which starts one child at a time
        try:
            course = _course(setting.course)
            pool = _pool(setting.isolation, course.root)
            load = functools.partial(course.exercise, texts=False)
            unpacked = [unpack(packed, functools.lru_cache(load)) for _, packed in submissions]
            reports = grade(
                course,
                unpacked,
                pool,
                questions=setting.questions,
                hidden=setting.hidden,
                untrusted=True,
                salt=setting.salt,
            )
        except LearnError as error:
            return Refusal(str(error))
    return [(name, json.dumps(report_object(report))) for (name, _), report in zip(submissions, reports, strict=True)]


def identify() -> dict[str, str]:
    """Return the versions on which results depend."""
    return {"learn": __version__, "numpy": version("numpy"), "python": ".".join(platform.python_version_tuple()[:2])}


def prepare(folder: str, parent: int) -> None:
    """Make this process a worker of `parent`: silent, ended with it, whatever it leaves behind in a folder of the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends this one
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it ended before it could be said
    tempfile.tempdir = folder
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)


_LOCK = threading.Lock()
_stack = ExitStack()


@functools.lru_cache(maxsize=4)
def _course(source: str | bytes) -> Course:
    return open_course(unpacked_course(source) if isinstance(source, bytes) else Path(source))


@functools.lru_cache(maxsize=4)
def _pool(isolation: str, course: Path) -> Pool:
    """Return the parent of children of this process, proved once and kept."""
    opening = _stack.enter_context(Opening(isolation))
    return opening.pool(untrusted=True, course=course)
