"""Judge numbers and formulas on an answer sheet, and name the mistake that an answer equals."""

import re
import secrets
from collections.abc import Callable, Mapping

from grader.course.formulas import Formula, FormulaError, Number, parse_decimal, parse_formula
from grader.course.model import Ask, FormulaQuestion
from grader.course.templates import fill_in
from grader.course.variants import Values, with_where
from grader.results import Status, Verdict
from grader.suggest import did_you_mean

POINTS = 16
LARGEST = 10_000

NOT_ANSWERED = Verdict(Status.NOT_RUN, "Not answered yet.")

_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:_\d{3})+|(?:[ \u00a0\u202f\u2009'’]\d{3})+)")
_DECIMAL = re.compile(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")
_POINT_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def parse_number(text: str, *, whole: bool = False) -> Number:
    """Read `34944`, `34,944`, `34_944`, `34 944`, `3.4944e4` or arithmetic; raise FormulaError for anything else.

    Where a `whole` number is asked for, 34.944 is refused: half of the world means 34944 by it.
    """
    written = text.strip()
    if _GROUPED.fullmatch(written):
        return parse_decimal(re.sub(r"\D", "", written))
    if whole and _POINT_GROUPED.fullmatch(written):
        number = written.replace(".", "")
        raise FormulaError(f"{written} has a decimal point; for the whole number write {number}")
    if _DECIMAL.fullmatch(written) and len(written) <= 200:
        return parse_decimal(written)
    formula = parse_formula(written)
    if formula.names:
        raise FormulaError(f"{', '.join(sorted(formula.names))}: write numbers here, not names")
    return formula.evaluate({})


def _no_others() -> Mapping[str, Values]:
    return {}


def judge_number(
    ask: Ask, values: Values, text: str | None, others: Callable[[], Mapping[str, Values]] = _no_others
) -> Verdict:
    """Judge an answer for a student's sizes; `others` gives sizes that it may have been worked out for, by whose they are."""
    if not text or not text.strip():
        return NOT_ANSWERED
    right = ask.answer.evaluate(values)
    try:
        number = parse_number(text, whole=isinstance(right, int))
    except FormulaError as error:
        return invalid(text, str(error))
    if number == right:
        return Verdict(Status.PASSED, fraction=1.0)
    plain = _shown(number).replace(",", "") == text.strip().replace(",", "")
    shown = text.strip() if plain else f"{text.strip()} = {_shown(number)}"
    named = _named(ask, values, lambda wrong: wrong.evaluate(values) == number)
    if named is not None:
        return named
    for whose, sizes in others().items():
        if ask.answer.evaluate(sizes) == number:
            return Verdict(Status.FAILED, f"{_clip(shown)} is right for other sizes: {whose}.")
    return Verdict(Status.FAILED, f"{_clip(shown)} is not right.")


def judge_formula(question: FormulaQuestion, ask: Ask, text: str | None) -> Verdict:
    """Judge a symbolic answer: right if it equals the right formula exactly at random whole numbers."""
    if not text or not text.strip():
        return NOT_ANSWERED
    try:
        formula = parse_formula(text)
        if unknown := sorted(formula.names - set(question.variables)):
            near = did_you_mean(unknown[0], question.variables)
            return invalid(text, f"{unknown[0]} is not one of the symbols {', '.join(question.variables)}.{near}")
        points = _points(question)
        results = [formula.evaluate(point) for point in points]
    except FormulaError as error:
        return invalid(text, str(error))

    def equals(other: Formula) -> bool:
        return all(
            other.evaluate(with_where(question.where, point)) == result
            for point, result in zip(points, results, strict=True)
        )

    if equals(ask.answer):
        return Verdict(Status.PASSED, fraction=1.0)
    example = points[0]
    values = with_where(question.where, example)
    return _named(ask, values, equals) or Verdict(Status.FAILED, _counterexample(ask, values, example, results[0]))


def _points(question: FormulaQuestion) -> list[Values]:
    """Return the example and points that no answer can know; a polynomial that vanishes there is zero, as good as surely."""
    random = secrets.SystemRandom()
    drawn: list[Values] = [{name: random.randint(1, LARGEST) for name in question.variables} for _ in range(POINTS)]
    return [{name: variable.example for name, variable in question.variables.items()}, *drawn]


def _counterexample(ask: Ask, values: Values, example: Values, result: Number) -> str:
    where = ", ".join(f"{name} = {value:,}" for name, value in example.items() if isinstance(value, int))
    if result == ask.answer.evaluate(values):
        return f"Right for {where}, but not for all sizes."
    return f"For {where} your formula gives {_shown(result)}, which is not right."


def _named(ask: Ask, values: Values, equals: Callable[[Formula], bool]) -> Verdict | None:
    """Name the misconception whose formula the answer equals; none where two are equal to it, since neither is proved."""
    matching = []
    for name, misconception in ask.misconceptions.items():
        try:
            if equals(misconception.answer):
                matching.append((name, misconception))
        except FormulaError:
            continue
    if len(matching) != 1:
        return None
    ((name, misconception),) = matching
    return Verdict(Status.FAILED, fill_in(misconception.say, values).strip(), name)


def invalid(text: str, why: str) -> Verdict:
    """Return the verdict on what cannot be read."""
    end = "" if why.endswith(("?", ".")) else "."
    return Verdict(Status.INVALID, f"{_clip(text.strip())!r} cannot be read: {why}{end}")


def _shown(number: Number) -> str:
    if number.numerator.bit_length() > 200:
        return "a huge number"
    if isinstance(number, int):
        return f"{number:,}"
    return f"{float(number):.6g}" if number.denominator.bit_length() < 200 else "a fraction"


def _clip(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
