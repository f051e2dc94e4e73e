"""The pytest plugin: a started folder is a collector, each question a collector in it, each check an item.

Loaded by every pytest run beside which this package is installed, so it imports nothing heavy until it meets a started folder.
"""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.ci import in_ci
from grader.course.place import MARKER, course_root
from grader.errors import LearnError
from grader.reports.inert import inert_lines, inert_word
from grader.results import CheckResult, Status

if TYPE_CHECKING:
    from grader.judging.checks import Check
    from grader.judging.grading import Grading, Planned


class CheckFailed(Exception):
    """A check did not pass; its text is what the student reads."""


class CheckItem(pytest.Item):
    """One check. It is judged in set-up, so that *could not be judged* is pytest's error and *wrong* its failure."""

    def __init__(self, *, grading: "Grading", planned: "Planned", check: "Check", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.grading = grading
        self.planned = planned
        self.check = check
        self.result: CheckResult | None = None

    def setup(self) -> None:
        """Judge the check."""
        self.result = self.grading.judge(self.planned, self.check)
        if self.result.status is Status.ERROR:
            raise CheckFailed(_said(self.result.message))

    def runtest(self) -> None:
        """Tell pytest how it ended."""
        assert self.result is not None
        if self.result.status is Status.NOT_RUN:
            pytest.skip(_said(self.result.message))
        if self.result.status is not Status.PASSED:
            raise CheckFailed(_said(self.result.message))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the message alone: pytest's own way parses source for every failing item."""
        if isinstance(excinfo.value, CheckFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the check as exercise::question::check."""
        return self.path, None, self.nodeid


class QuestionCollector(pytest.Collector):
    """One question of a submission."""

    def __init__(self, *, grading: "Grading", planned: "Planned", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.grading = grading
        self.planned = planned

    def collect(self) -> Iterable[pytest.Item]:
        """Yield its checks."""
        for check in self.grading.running(self.planned):
            yield CheckItem.from_parent(
                self,
                name=check.id,
                nodeid=f"{self.nodeid}::{ascii_id(check.id)}",
                grading=self.grading,
                planned=self.planned,
                check=check,
            )

    def teardown(self) -> None:
        """End the process in which the question was judged."""
        self.grading.finish(self.planned)


class SubmissionCollector(pytest.Collector):
    """One submission, opened already."""

    def __init__(self, *, grading: "Grading", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.grading = grading

    def collect(self) -> Iterable[pytest.Collector]:
        """Yield its questions."""
        for planned in self.grading.questions:
            name = planned.loaded.id
            yield QuestionCollector.from_parent(
                self, name=name, nodeid=f"{self.nodeid}::{name}", grading=self.grading, planned=planned
            )


class StartedFolder(pytest.Directory):
    """A folder with a marker, met by a plain `pytest`."""

    def collect(self) -> Iterable[pytest.Collector]:
        """Open what was handed in."""
        try:
            grading = _open(self.path, self.session.config)
        except LearnError as error:
            raise self.CollectError(_said(str(error))) from error
        label = grading.submission.label
        yield SubmissionCollector.from_parent(self, name=inert_word(label), nodeid=ascii_id(label), grading=grading)

    def _repr_failure_py(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return (
            str(excinfo.value)
            if isinstance(excinfo.value, self.CollectError)
            else super()._repr_failure_py(excinfo, style)
        )


def ascii_id(name: str) -> str:
    """Return a name, inert, as pytest can put it into an environment variable in every locale."""
    return inert_word(name).replace("×", "x").encode("ascii", "backslashreplace").decode()


def _said(message: str) -> str:
    """Return a message for pytest's own view and files: they show it as it is."""
    return "\n".join(inert_lines(message))


def _open(folder: Path, config: pytest.Config) -> "Grading":
    from grader.course.loader import open_course
    from grader.judging.checks import Options
    from grader.judging.grading import open_submission
    from grader.judging.markers import check_marker
    from grader.runner.isolation import Opening
    from grader.workspace.folder import read_marker, read_submission

    named = os.environ.get("LEARN_COURSE")
    course = open_course(course_root(Path(named) if named else None))
    started = check_marker(course, read_marker(folder), None)
    stack = ExitStack()
    config.add_cleanup(stack.close)
    opening = stack.enter_context(Opening(os.environ.get("LEARN_ISOLATION", "auto")))
    submission = read_submission(started, course.exercise(started.exercise, texts=False), folder.name)
    strangers = in_ci()
    pool = opening.pool(untrusted=strangers, course=course.root)
    return open_submission(course, submission, pool, Options(untrusted=strangers))


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take over a started folder."""
    return StartedFolder.from_parent(parent, path=path) if (path / MARKER).is_file() else None
