"""What a submission is judged by: checks with their weights; those of a function, and how points are shared among them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from grader.course.companions import property_id
from grader.course.model import LINES_CHECK, CodeQuestion
from grader.judging.code import CodeJudge
from grader.judging.lines import as_advice
from grader.results import Category, Status, Verdict
from grader.workspace.files import UNREAD, Missing, Refused, Unread


@dataclass(frozen=True, slots=True)
class Options:
    """What to judge: only some questions, if any are named; hidden checks too, their inputs drawn from `salt`.

    Where it is strangers' code, nothing beside a submission is looked at, since its report must not depend on a neighbour's folder,
    and what the code says of itself is worth no points.
    """

    questions: frozenset[str] = frozenset()
    hidden: bool = False
    salt: str = ""
    untrusted: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to judge; `points` is its weight, and in a plan its share of its question, in hundredths."""

    id: str
    points: int
    hidden: bool
    judge: Callable[[], Verdict]


def code_checks(question: CodeQuestion, code: CodeJudge, source: bytes | Missing, *, untrusted: bool) -> list[Check]:
    """Return the checks of a function: its cases, then its laws, then the count of its lines."""
    checks = [
        *(Check(c.id, c.points, c.hidden, partial(code.judge, c)) for c in question.cases),
        *(Check(property_id(n), 1, False, partial(code.judge_property, n)) for n in question.properties),
    ]
    lines = question.lines
    if lines is not None and untrusted:
        checks.append(Check(LINES_CHECK, 0, False, lambda: as_advice(code.judge_lines(lines))))
    elif lines is not None:
        checks.append(Check(LINES_CHECK, lines.points, False, partial(code.judge_lines, lines)))
    judge = refusal(source)
    return checks if judge is None else [replace(check, judge=judge) for check in checks]


def refusal(data: bytes | Missing) -> Callable[[], Verdict] | None:
    """Return what judges every check on a file that is there and is not taken in, or that could not be read here."""
    if not isinstance(data, (Refused, Unread)):
        return None
    reason = data.reason if data.reason.endswith(".") else f"{data.reason}."
    if isinstance(data, Unread):
        return lambda: Verdict(Status.ERROR, f"{reason} {UNREAD}", category=Category.INTERNAL)
    return lambda: Verdict(Status.FAILED, reason, category=Category.REFUSED)


def share(points: int, weights: list[int]) -> list[int]:
    """Split points by weight into whole hundredths that add up exactly."""
    total, shares, passed = sum(weights), [], 0
    for weight in weights:
        before = points * passed // total if total else 0
        passed += weight
        shares.append((points * passed // total if total else 0) - before)
    return shares
