"""What a submission is judged by: checks with their weights; those of a function, and how points are shared among them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from grader.course.companions import property_id
from grader.course.model import LINES_CHECK, CodeQuestion
from grader.judging.code import CodeJudge
from grader.judging.weights import case_weights
from grader.results import Category, Status, Verdict
from grader.workspace.files import UNREAD, Missing, Refused, Unread


@dataclass(frozen=True, slots=True)
class Options:
    """What to judge: only some questions, if any are named; `hidden` where work is handed in.

    Then hidden checks run too, and what is judged on inputs that can be seen is judged on others beside them, drawn from `salt`,
    which belongs to one run and is told to nobody.

    Where it is strangers' code, nothing beside a submission is looked at, since its report must not depend on a neighbour's folder,
    and what the code says of itself is worth no points.
    """

    questions: frozenset[str] = frozenset()
    hidden: bool = False
    salt: str = field(default_factory=partial(secrets.token_hex, 16), repr=False)
    untrusted: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to judge; `points` is its weight, and in a plan its share of its question, in hundredths.

    `anew` says that it is judged on inputs of this run beside those that can be seen.
    """

    id: str
    points: int
    hidden: bool
    judge: Callable[[], Verdict]
    anew: bool = False


def code_checks(question: CodeQuestion, code: CodeJudge, source: bytes | Missing, *, untrusted: bool) -> list[Check]:
    """Return the checks of a function: its cases, then its laws, then the count of its lines."""
    weights = case_weights(question, code.calls, code.oracle, anew=code.anew)
    checks = [
        *(
            Check(
                c.id,
                weights[c.id],
                c.hidden,
                partial(code.judge, c),
                code.anew and not c.hidden and code.calls.is_drawn(c),
            )
            for c in question.cases
        ),
        *(Check(property_id(n), 1, False, partial(code.judge_property, n), code.anew) for n in question.properties),
    ]
    lines = question.lines
    if lines is not None:
        judged = partial(code.judge_lines, lines, untrusted=untrusted)
        checks.append(Check(LINES_CHECK, lines.points, False, judged, anew=untrusted))
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
