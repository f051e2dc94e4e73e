"""What grading found: statuses, check results and the report that every format is a view of.

Points are kept in hundredths, as integers, so that the parts always add up to the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA = "learn/report/1"


class Status(StrEnum):
    """How a check or a question ended; *failed* is the student's, *error* means that it could not be judged."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    INVALID = "invalid"
    NOT_RUN = "not_run"


class Category(StrEnum):
    """What kind of thing a submission did in a check that it did not pass; it tells nothing of inputs or results."""

    WRONG = "wrong"
    EXCEPTION = "exception"
    TIMEOUT = "time-out"
    MEMORY = "memory"
    CRASHED = "crashed"
    EXITED = "exited"
    OUTPUT = "output limit"
    FORBIDDEN = "forbidden operation"
    PROTOCOL = "protocol violation"
    REFUSED = "refused"
    INTERNAL = "internal"


# The worst status of its checks is a question's status.
SEVERITY = (Status.ERROR, Status.FAILED, Status.INVALID, Status.NOT_RUN, Status.PASSED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one check ended; `fraction` in [0, 1] is the part of its points that was earned."""

    status: Status
    message: str = ""
    misconception: str | None = None
    fraction: float = 0.0
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of a question, judged; scores in hundredths of a point, time in seconds.

    `anew` says that it also passed on inputs that were drawn for this run.
    """

    id: str
    status: Status
    score: int
    max_score: int
    hidden: bool
    message: str
    misconception: str | None
    seconds: float
    category: Category | None = None
    anew: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is a hidden check that runs only when the work is handed in."""
        return self.hidden and self.status is Status.NOT_RUN


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What an instructor added to a question's score by hand, or took from it; hundredths of a point, time in ISO 8601, UTC."""

    points: int
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question, judged; scores in hundredths of a point.

    `printed` is what the student's code printed, bounded; `params` are the sizes of the student's variant; `file` and `line` say
    where the answer stands, if that is known.
    """

    id: str
    kind: str
    title: str
    max_score: int
    checks: tuple[CheckResult, ...]
    printed: str = ""
    params: Mapping[str, int] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def judged(self) -> int:
        """What its checks earned."""
        return sum(check.score for check in self.checks)

    @property
    def score(self) -> int:
        """What its checks earned and what was adjusted by hand, together at least 0 and at most `max_score`."""
        return max(0, min(self.max_score, self.judged + sum(adjustment.points for adjustment in self.adjustments)))

    @property
    def status(self) -> Status:
        """The worst status among the checks that count here."""
        statuses = {check.status for check in self.checks if not check.waits}
        return next((status for status in SEVERITY if status in statuses), Status.NOT_RUN)


@dataclass(frozen=True, slots=True)
class Report:
    """One submission, judged; immutable, and complete unless it is `partial`: then grading it has not ended.

    `student` handed it in, `made_for` is the student whose sizes it has; `submission` is a digest of all that was handed in;
    times are ISO 8601, UTC.
    """

    tool: str
    course: str
    exercise: str
    title: str
    student: str | None
    folder: str
    isolation: str
    questions: tuple[QuestionResult, ...]
    made_for: str | None = None
    attempt: int = 1
    submission: str = ""
    graded_at: str = ""
    handed_in_at: str | None = None
    partial: bool = False

    @property
    def status(self) -> str:
        """`graded`; `error` where something could not be judged; `partial` where grading has not ended."""
        if self.partial:
            return "partial"
        return "error" if any(check.status is Status.ERROR for check in self.checks) else "graded"

    @property
    def score(self) -> int:
        """Hundredths of a point earned."""
        return sum(question.score for question in self.questions)

    @property
    def max_score(self) -> int:
        """Hundredths of a point that could be earned."""
        return sum(question.max_score for question in self.questions)

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """All checks of all questions, in order."""
        return tuple(check for question in self.questions for check in question.checks)
