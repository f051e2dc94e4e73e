"""Give each student numbers of their own, the same on every machine: HMAC streams and rejection sampling.

NumPy's generators changed their streams between versions; this needs the standard library only.
"""

import hmac
from collections.abc import Iterator, Mapping

from grader.course.formulas import Formula, FormulaError, Number
from grader.course.model import Ask, Between, NumberQuestion, OneOf

Values = dict[str, Number]

SECRET = "LEARN_COURSE_SECRET"  # the environment variable that keeps variants from being worked out beforehand
VERSION = "1"
MAX_DRAWS = 10_000


class VariantError(ValueError):
    """No variant satisfies the question."""


def example_variant(question: NumberQuestion) -> Values:
    """Return the sizes without a student's name."""
    return with_where(question.where, dict(question.example))


def draw_variant(
    question: NumberQuestion, *, secret: bytes, course: str, student: str, name: str, attempt: int = 1
) -> Values:
    """Draw the sizes of a student in an attempt; only such that every wrong method gives a number of its own.

    Raises VariantError where `params`, `require` and the misconceptions leave none.
    """
    if not question.params:
        return with_where(question.where, {})
    stream = _stream(secret, (VERSION, course, student, name, str(attempt)))
    for _ in range(MAX_DRAWS):
        values = _draw(question, stream)
        if values is not None:
            return values
    raise VariantError(f"no variant in {MAX_DRAWS:,} draws satisfies require and tells the misconceptions apart")


def _draw(question: NumberQuestion, stream: Iterator[int]) -> Values | None:
    """Draw all parameters once; None where they do not make a variant."""
    drawn: Values = {name: _value(domain, stream) for name, domain in question.params.items()}
    try:
        if not all(condition.holds(drawn) for condition in question.require):
            return None
        values = with_where(question.where, drawn)
        for ask in question.asks.values():
            ask.answer.evaluate(values)
    except FormulaError:
        return None
    return values if tells_apart(question, values) else None


def _value(domain: OneOf | Between, stream: Iterator[int]) -> int:
    if isinstance(domain, Between):
        low, high = domain.between
        return low + _below(high - low + 1, stream)
    return domain.one_of[_below(len(domain.one_of), stream)]


def with_where(where: Mapping[str, Formula], values: Values) -> Values:
    """Return the values together with those that `where` derives from them, in its order."""
    everything = dict(values)
    for name, formula in where.items():
        everything[name] = formula.evaluate(everything)
    return everything


def tells_apart(question: NumberQuestion, values: Values) -> bool:
    """Return whether, for every ask, the right answer and all misconceptions differ pairwise."""
    return all(not collisions(ask, values) for ask in question.asks.values())


def collisions(ask: Ask, values: Values) -> list[tuple[str, str]]:
    """Return the pairs of methods that give the same number; the right one is called `answer`."""
    seen: dict[Number, str] = {}
    pairs = []
    methods = {"answer": ask.answer} | {name: wrong.answer for name, wrong in ask.misconceptions.items()}
    for name, formula in methods.items():
        try:
            value = formula.evaluate(values)
        except FormulaError:
            continue
        if value in seen:
            pairs.append((seen[value], name))
        seen.setdefault(value, name)
    return pairs


def _stream(secret: bytes, parts: tuple[str, ...]) -> Iterator[int]:
    encoded = [part.encode() for part in parts]
    # Lengths before the parts: ("ab", "c") and ("a", "bc") must not be the same student.
    message = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    key = hmac.digest(secret, message, "sha256")
    counter = 0
    while True:
        block = hmac.digest(key, counter.to_bytes(8, "big"), "sha256")
        yield from (int.from_bytes(block[at : at + 8], "big") for at in range(0, 32, 8))
        counter += 1


def _below(count: int, stream: Iterator[int]) -> int:
    limit = (1 << 64) - (1 << 64) % count
    return next(number for number in stream if number < limit) % count
