"""What goes into a gradebook and comes out of it."""

from dataclasses import dataclass
from enum import StrEnum

from grader.gradebook.version import Version
from grader.results import Report


class Keep(StrEnum):
    """Which of a student's submissions to an exercise is shown."""

    LATEST = "latest"
    FIRST = "first"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class HandIn:
    """Who handed in which submission (its digest), as which folder or archive, and when; ISO 8601, UTC."""

    student: str
    exercise: str
    submission: str
    name: str
    handed_in_at: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A submission by its digest and as bytes, and the report that the grader made."""

    submission: str
    packed: bytes
    report: Report


@dataclass(frozen=True, slots=True)
class Stored:
    """A submission, and its result that counts, without adjustments."""

    submission: str
    packed: bytes
    report: Report
    version: Version


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Points that an instructor added to a question of a student's by hand, in hundredths; they may be negative."""

    student: str
    exercise: str
    question: str
    points: int
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Merged:
    """How much a merge brought, and how many results and counts both gradebooks had in different ways."""

    submissions: int = 0
    results: int = 0
    hand_ins: int = 0
    adjustments: int = 0
    differing: int = 0
    recounted: int = 0

    def __add__(self, other: "Merged") -> "Merged":
        return Merged(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))
