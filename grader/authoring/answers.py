"""Answer a quiz question as a student would: right, and wrong in each known way; each must get its verdict."""

import re
from collections.abc import Iterator, Mapping, Sequence

from grader.authoring.findings import Finding, Places
from grader.course.formulas import Formula, FormulaError, Number
from grader.course.model import Ask, ChoiceQuestion, FormulaQuestion, MatchQuestion, NumberQuestion, OrderQuestion
from grader.course.variants import Values
from grader.course.yamltree import Key
from grader.judging.choices import judge_choice, judge_match, judge_order
from grader.judging.quiz import judge_formula, judge_number
from grader.results import Status, Verdict

JUDGED = 20  # variants for which every wrong answer is judged; that they differ is known of all


def number_findings(question: NumberQuestion, drawn: Sequence[Values], places: Places) -> Iterator[Finding]:
    """Find asks whose right answer is not taken, and misconceptions that are not named as themselves."""
    for name, ask in question.asks.items():
        verdicts = [judge_number(ask, values, _written(ask.answer.evaluate(values))) for values in drawn[:JUDGED]]
        yield from _right(verdicts, ("asks", name, "answer"), places)
        for wrong, misconception in ask.misconceptions.items():
            judged = (_judged(ask, misconception.answer, values) for values in drawn[:JUDGED])
            answered = [verdict for verdict in judged if verdict is not None]
            yield from _named(answered, wrong, ("asks", name, "misconceptions", wrong), places)


def _judged(ask: Ask, wrong: Formula, values: Values) -> Verdict | None:
    try:
        return judge_number(ask, values, _written(wrong.evaluate(values)))
    except FormulaError:
        return None  # a finding of its own


def formula_findings(question: FormulaQuestion, places: Places) -> Iterator[Finding]:
    """The same for symbolic answers."""
    for name, ask in question.asks.items():
        verdict = judge_formula(question, ask, spelled_out(ask.answer, question.where))
        yield from _right([verdict], ("asks", name, "answer"), places)
        for wrong, misconception in ask.misconceptions.items():
            at = ("asks", name, "misconceptions", wrong)
            try:
                verdict = judge_formula(question, ask, spelled_out(misconception.answer, question.where))
            except FormulaError as error:
                yield places.at((*at, "answer"), "misconception-fails", f"{error}, for some sizes: mend it")
                continue
            yield from _named([verdict], wrong, at, places)


def choice_findings(question: ChoiceQuestion, places: Places) -> Iterator[Finding]:
    """The same for letters: the right ones pass, each other option fails, and two options never read alike."""
    right = [letter for letter, option in question.options.items() if option.right]
    yield from _right([judge_choice(question, right)], ("options",), places)
    yield from _ticking(question, places)
    seen: dict[str, str] = {}
    for letter, option in question.options.items():
        text = " ".join(option.text.split())
        if text in seen:
            yield places.at(("options", letter), "options-alike", f"it reads like option {seen[text]}: drop one")
        seen.setdefault(text, letter)
        chosen = [other for other in right if other != letter] if option.right else _with(letter, right, question)
        if option.misconception is not None and chosen:
            verdict = judge_choice(question, chosen)
            yield from _named([verdict], option.misconception, ("options", letter), places)


def _ticking(question: ChoiceQuestion, places: Places) -> Iterator[Finding]:
    """Find choices that pay somebody who has not read them: who writes every letter, or none."""
    if question.choose == "one":
        return
    for letters, what in ((tuple(question.options), "every letter"), ((), "no letter")):
        fraction = judge_choice(question, letters).fraction
        earned = f"writing {what} earns {fraction:.0%} of the points"
        if fraction and question.scoring == "each":
            yield places.at(("scoring",), "ticking-declared", f"{earned}; with scoring: balanced it earns nothing")
        elif fraction:
            yield places.at(("options",), "ticking-pays", f"{earned}: add an option that is wrong")


def match_findings(question: MatchQuestion, places: Places) -> Iterator[Finding]:
    """The same for pairs: the right letters pass, and each wrong letter that carries a name gets it."""
    right = {name: pair.answer for name, pair in question.pairs.items()}
    yield from _right([judge_match(question, right)], ("pairs",), places)
    for name, pair in question.pairs.items():
        for letter, wrong in pair.wrong.items():
            if wrong.misconception is not None:
                verdict = judge_match(question, {**right, name: letter})
                yield from _named([verdict], wrong.misconception, ("pairs", name, "wrong", letter), places)


def order_findings(question: OrderQuestion, places: Places) -> Iterator[Finding]:
    """The same for an order: the right one passes, and one in which two letters change places gets their name."""
    yield from _right([judge_order(question, question.answer)], ("answer",), places)
    for position, exchange in enumerate(question.exchanged):
        if exchange.misconception is not None:
            places_of = {exchange.before: exchange.after, exchange.after: exchange.before}
            letters = [places_of.get(letter, letter) for letter in question.answer]
            verdict = judge_order(question, letters)
            yield from _named([verdict], exchange.misconception, ("exchanged", position), places)


def _with(letter: str, right: Sequence[str], question: ChoiceQuestion) -> list[str]:
    return [letter] if question.choose == "one" else [*right, letter]


def _right(verdicts: Sequence[Verdict], at: tuple[Key, ...], places: Places) -> Iterator[Finding]:
    for verdict in verdicts:
        if verdict.status is not Status.PASSED:
            yield places.at(at, "right-fails", f"the right answer is judged {verdict.status}: {verdict.message}")
            return


def _named(verdicts: Sequence[Verdict], name: str, at: tuple[Key, ...], places: Places) -> Iterator[Finding]:
    for verdict in verdicts:
        if verdict.status is Status.PASSED:
            yield places.at(at, "misconception-right", f"{name} is the right answer: make it another, or drop it")
            return
        if verdict.misconception != name:
            told = verdict.misconception or "none"
            message = f"a student who answers by {name} is told of {told}: two of them may be the same, so drop one"
            yield places.at(at, "misconception-unnamed", message)
            return


def _written(number: Number) -> str:
    return str(number)


def spelled_out(formula: Formula, where: Mapping[str, Formula]) -> str:
    """Return a formula without the names that `where` gives, as a student would have to write it."""
    text = formula.text
    for name, derived in reversed(list(where.items())):
        text = re.sub(rf"\b{name}\b", lambda _, derived=derived: f"({derived.text})", text)  # type: ignore[misc]
    return text
