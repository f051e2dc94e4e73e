"""Run one pytest session over submissions, and return their reports."""

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from grader.course.loader import Course
from grader.errors import JudgingError, UsageError
from grader.judging.checks import Options
from grader.judging.grading import Grading, open_submission
from grader.judging.plugin import CheckItem, SubmissionCollector, ascii_id
from grader.reports.inert import inert_word
from grader.results import Report
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

Progress = Callable[[Sequence[Report]], None]

# Student-side configuration must not reach the session: its conftest.py and pytest.ini, PYTEST_ADDOPTS, plugins of the environment.
ARGUMENTS = ("-c", os.devnull, "--noconftest", "-p", "no:cacheprovider")
# What a session without a terminal of its own has no use for; each costs time at every start.
UNUSED = (
    "assertion",
    "capture",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "legacypath",
    "logging",
    "monkeypatch",
    "pastebin",
    "python",
    "python_path",
    "recwarn",
    "setuponly",
    "setupplan",
    "stepwise",
    "subtests",
    "terminal",
    "threadexception",
    "tmpdir",
    "unittest",
    "unraisableexception",
    "warnings",
)


class _Progress:
    """Hands on what was found so far: at once, then after a question, at most once a second and a tenth of all time."""

    def __init__(self, gradings: Sequence[Grading], tell: Progress) -> None:
        self._gradings = gradings
        self._tell = tell
        self._not_before = 0.0

    def tell(self) -> None:
        """Tell it, unless it was told a moment ago."""
        began = time.monotonic()
        if began < self._not_before:
            return
        self._tell([grading.report(ongoing=True) for grading in self._gradings])
        ended = time.monotonic()
        self._not_before = ended + max(1.0, 10 * (ended - began))


class _Session:
    """The plugin of one run: hands pytest the submissions instead of files."""

    def __init__(self, gradings: Sequence[Grading], progress: _Progress | None) -> None:
        self.gradings = gradings
        self.progress = progress

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        """After a question's last check, say how far it is."""
        if self.progress is not None and nextitem is not None and nextitem.parent is not item.parent:
            self.progress.tell()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector:
        """Collect the submissions in place of the current folder."""
        return _Submissions.from_parent(parent, path=path, gradings=self.gradings)

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self) -> bool:
        """Ignore nothing: the one path is ours."""
        return False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let pytest's own view and files say no more of how long a hidden check took than the report does."""
        report = yield
        if isinstance(item, CheckItem) and item.check.hidden:
            report.duration = item.result.seconds if call.when == "setup" and item.result is not None else 0.0
            report.stop = report.start + report.duration
        return report


class _Submissions(pytest.Directory):
    """All submissions of a run."""

    def __init__(self, *, gradings: Sequence[Grading], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gradings = gradings

    def collect(self) -> Iterable[pytest.Collector]:
        """Yield a collector for each, under names that differ."""
        seen: dict[str, int] = {}
        for grading in self.gradings:
            label = grading.submission.label
            seen[label] = seen.get(label, 0) + 1
            name = label if seen[label] == 1 else f"{label}-{seen[label]}"
            yield SubmissionCollector.from_parent(self, name=inert_word(name), nodeid=ascii_id(name), grading=grading)


def grade(
    course: Course,
    submissions: Sequence[Submission],
    pool: Pool,
    *,
    questions: Sequence[str] = (),
    hidden: bool = False,
    untrusted: bool = False,
    pytest_args: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Report]:
    """Grade submissions of a course in one pytest session.

    `questions` limits it to some questions, by id. With `pytest_args`, pytest also shows its own view, on standard error.
    `progress` is told what was found so far, as partial reports: at once, and as questions are finished.
    Raises UsageError for unknown questions and for arguments that pytest refuses, CourseError for a broken course,
    JudgingError where pytest itself fails.
    """
    options = Options(frozenset(questions), hidden, secrets.token_hex(16), untrusted)
    gradings = [open_submission(course, submission, pool, options) for submission in submissions]
    told = _Progress(gradings, progress) if progress is not None else None
    if told is not None:
        told.tell()
    here = os.getcwd()
    places = [f"--rootdir={here}", f"--confcutdir={here}"]
    with _clean_environment(), contextlib.redirect_stdout(sys.stderr):
        arguments = [*ARGUMENTS, *places, *_display(pytest_args), *pytest_args, "."]
        code = pytest.main(arguments, plugins=[_Session(gradings, told)])
    if code == pytest.ExitCode.INTERNAL_ERROR:
        raise JudgingError("pytest ended with an internal error. Please report it.")
    if code == pytest.ExitCode.USAGE_ERROR:
        raise UsageError(f"pytest refused its arguments: {' '.join(pytest_args)}. See: pytest --help")
    if code == pytest.ExitCode.INTERRUPTED and not pytest_args:
        raise KeyboardInterrupt
    return [grading.report(complete=not pytest_args) for grading in gradings]


def _display(pytest_args: Sequence[str]) -> list[str]:
    return [] if pytest_args else [part for name in UNUSED for part in ("-p", f"no:{name}")]


@contextlib.contextmanager
def _clean_environment() -> Iterator[None]:
    """Hide pytest's environment variables for a while: a submission's surroundings may set them."""
    saved = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PYTEST_")}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(saved)
