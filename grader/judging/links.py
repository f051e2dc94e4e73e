"""Judge what must agree with a student's answers to another question: both sides are the student's own words."""

from collections.abc import Mapping

from grader.course.formulas import Formula, FormulaError, Number
from grader.course.model import Link
from grader.judging.quiz import parse_number
from grader.results import Category, Status, Verdict
from grader.workspace.linked import Linked


def link_values(link: Link, answers: Mapping[str, str], linked: Linked) -> tuple[Number, Number] | None:
    """Return both sides of a link; None unless everything that they are made of is answered and can be read."""
    here, there = _value(link.here, answers), _value(link.there, linked.answers)
    return None if here is None or there is None else (here, there)


def judge_link(link: Link, sides: tuple[Number, Number], linked: Linked) -> Verdict:
    """Say whether the two sides agree; a mismatch names both, since either may be the wrong one."""
    here, there = sides
    if here == there:
        return Verdict(Status.PASSED, fraction=1.0)
    other = link.question.split("/")[1]
    message = (
        f"Here {link.here.text} = {_shown(here)}, but your answer in {linked.exercise} to {other} is"
        f" {link.there.text} = {_shown(there)}.\n{' '.join(link.say.split())} One of the two is wrong."
    )
    return Verdict(Status.FAILED, message, category=Category.WRONG)


def _value(formula: Formula, answers: Mapping[str, str]) -> Number | None:
    try:
        return formula.evaluate({name: parse_number(answers[name], whole=True) for name in formula.names})
    except (FormulaError, KeyError):
        return None


def _shown(number: Number) -> str:
    return f"{number:,}" if isinstance(number, int) and number.bit_length() < 200 else "no whole number of usual size"
