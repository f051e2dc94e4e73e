"""What a result depends on besides the submission: course, exercise, this package, NumPy."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from grader import __version__
from grader.course.fingerprint import HIDDEN, RUN, Fingerprint, fingerprint
from grader.course.loader import Course


@dataclass(frozen=True, slots=True)
class Version:
    """A course and an exercise as they were judged, and by what; `parts` are those of its fingerprint."""

    course: str
    exercise: str
    parts: Mapping[str, str]
    tool: str
    numpy: str

    @property
    def exercise_hash(self) -> str:
        """One digest of the exercise's parts."""
        return Fingerprint(self.parts).digest

    @property
    def hidden(self) -> bool:
        """Whether hidden checks ran."""
        return self.parts.get(HIDDEN) == RUN

    @property
    def key(self) -> str:
        """One digest of all that a result depends on besides the submission."""
        return version_key(self.exercise_hash, self.course, self.tool, self.numpy)


@cache
def version_key(exercise_hash: str, course: str, tool: str, numpy: str) -> str:
    """Return one digest of what a version consists of."""
    return hashlib.sha256("\0".join((exercise_hash, course, tool, numpy)).encode()).hexdigest()


def version_of(course: Course, exercise: str, *, hidden: bool) -> Version:
    """Return the version under which an exercise is judged now and here."""
    parts = fingerprint(course, exercise, hidden=hidden).parts
    return Version(course.id, exercise, parts, __version__, version("numpy"))
