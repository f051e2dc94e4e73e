"""Look at many variants of a number question: how many draws make one, what collides, which formulas fail."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.authoring.findings import Finding, Places
from grader.course.formulas import FormulaError
from grader.course.model import Between, NumberQuestion
from grader.course.variants import (
    Values,
    VariantError,
    collisions,
    draw_variant,
    example_variant,
    tells_apart,
    with_where,
)

VARIANTS = 200
DRAWS = 500
RARE = 0.01  # of the draws make a variant: fewer are a finding


@dataclass(frozen=True, slots=True)
class Draws:
    """What raw draws of the parameters come to: the share that makes a variant, the pairs of methods that collide."""

    acceptance: float
    pairs: Mapping[tuple[str, str, str], float]  # ask, method, method → share of the draws that satisfy `require`
    unsatisfied: tuple[int, ...]  # positions of conditions that no draw satisfies

    @property
    def worst(self) -> str:
        """The pair that collides most often, in words."""
        if not self.pairs:
            return "no two methods ever agree"
        (ask, first, second), share = max(self.pairs.items(), key=lambda item: (item[1], item[0]))
        return f"most often alike: {ask}: {first} and {second}, {share:.0%}"


def variants(question: NumberQuestion, course: str, key: str) -> list[Values]:
    """Return the example and the variants of 200 students; raise VariantError where there is none."""
    drawn = [example_variant(question)]
    if question.params:
        drawn += [
            draw_variant(question, secret=b"", course=course, student=f"check-{number}", name=key)
            for number in range(VARIANTS)
        ]
    return drawn


def raw_draws(question: NumberQuestion, key: str) -> Draws:
    """Draw parameters without asking whether they make a variant, and count what would."""
    source = random.Random(key)
    accepted, satisfying = 0, 0
    pairs: Counter[tuple[str, str, str]] = Counter()
    satisfied = [0] * len(question.require)
    for _ in range(DRAWS):
        values: Values = {
            name: source.randint(*domain.between) if isinstance(domain, Between) else source.choice(domain.one_of)
            for name, domain in question.params.items()
        }
        try:
            held = [condition.holds(values) for condition in question.require]
            satisfied = [count + holds for count, holds in zip(satisfied, held, strict=True)]
            if not all(held):
                continue
            values = with_where(question.where, values)
            for ask in question.asks.values():
                ask.answer.evaluate(values)
        except FormulaError:
            continue
        satisfying += 1
        accepted += tells_apart(question, values)
        for name, ask in question.asks.items():
            pairs.update((name, first, second) for first, second in collisions(ask, values))
    shares = {pair: count / satisfying for pair, count in sorted(pairs.items())}
    return Draws(accepted / DRAWS, shares, tuple(i for i, count in enumerate(satisfied) if not count))


def variant_findings(question: NumberQuestion, drawn: list[Values], draws: Draws, places: Places) -> Iterator[Finding]:
    """Find what is wrong with the variants, and formulas that fail for some of them."""
    yield from _unsatisfied(question, draws, places)
    if draws.acceptance < RARE and not draws.unsatisfied:
        message = f"{draws.acceptance:.1%} of the draws make a variant ({draws.worst}): widen params, or loosen require"
        yield places.at(("params",), "acceptance", message)
    if len(drawn) > 1 and all(values == drawn[1] for values in drawn[1:]):
        yield places.at(("params",), "same-variant", f"all {VARIANTS} variants are alike: give params more values")
    for name, ask in question.asks.items():
        for wrong, misconception in ask.misconceptions.items():
            failing = _failing(misconception.answer.evaluate, drawn)
            if failing:
                at = ("asks", name, "misconceptions", wrong, "answer")
                yield places.at(at, "misconception-fails", failing)


def no_variant(question: NumberQuestion, error: VariantError, draws: Draws, places: Places) -> list[Finding]:
    """Say why a student would get no numbers at all."""
    message = f"{error} ({draws.worst}): widen params, or loosen require"
    return list(_unsatisfied(question, draws, places)) or [places.at(("params",), "unsatisfiable", message)]


def _unsatisfied(question: NumberQuestion, draws: Draws, places: Places) -> Iterator[Finding]:
    for position in draws.unsatisfied:
        condition = question.require[position].text
        message = f"no draw of {DRAWS} satisfies {condition}: widen params, or drop the condition"
        yield places.at(("require", position), "unsatisfiable", message)


def _failing(evaluate: object, drawn: list[Values]) -> str | None:
    assert callable(evaluate)
    for values in drawn:
        try:
            evaluate(values)
        except FormulaError as error:
            return f"{error}, for {written(values)}: mend it, or keep such sizes away with require"
    return None


def written(values: Values) -> str:
    """Return values as they would be written."""
    return ", ".join(f"{name} = {value:,}" for name, value in values.items())
