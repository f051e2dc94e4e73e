"""The error family and the exit codes.

LearnError                     caught once, in cli, and printed without a traceback
├── UsageError        exit 2   what was typed does not fit
├── CourseError       exit 2   a question, an exercise or a reference is wrong: all problems of it at once
├── WorkspaceError    exit 2   a started folder or an answer sheet is missing, damaged or in the way
├── GradebookError    exit 2   a gradebook is missing, damaged, of another course, or cannot be written
└── JudgingError      exit 3   it could not be judged: the runner could not start or died
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ALL_RIGHT, SOMETHING_WRONG, USAGE, NOT_JUDGED = 0, 1, 2, 3


class LearnError(Exception):
    """A message for a person: what, where, and what to type next."""

    exit_code = USAGE


class UsageError(LearnError):
    """What was typed does not fit."""


class WorkspaceError(LearnError):
    """A started folder or an answer sheet is missing, damaged or in the way."""


class GradebookError(LearnError):
    """A gradebook is missing, damaged, of another course, or cannot be written."""


class JudgingError(LearnError):
    """It could not be judged; this is never the student's fault."""

    exit_code = NOT_JUDGED


def shown(path: Path) -> str:
    """Return a path as a person here would write it: from the current folder, if it lies below."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a file of the course; line and column count from 1."""

    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class CourseError(LearnError):
    """Everything that is wrong with one file of the course."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
