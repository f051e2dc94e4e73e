"""Fill in every text of a question for many variants, and find those that give the answer away."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import assert_never

from grader.authoring.findings import Finding, Places
from grader.authoring.variants import written
from grader.course.formulas import Formula
from grader.course.model import (
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from grader.course.semantics import texts
from grader.course.templates import TemplateError, fill_in
from grader.course.variants import Values
from grader.course.yamltree import Key

SMALL = 100  # numbers below are typed for other reasons too
DIGIT = 10  # and these are everywhere
LONG = 12  # characters of an option that no text writes by chance

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w]|[.,]\d)|(?<![\w.,])\d+(?:\.\d+)?(?![\w]|[.,]\d)")

At = tuple[Key, ...]


def text_findings(question: Question, drawn: Sequence[Values], places: Places) -> Iterator[Finding]:
    """Find texts that cannot be filled in for a variant, or that hold an answer, or that are still to be written."""
    everything = list(texts(question))
    filled: dict[At, list[str]] = {}
    for at, text in everything:
        try:
            filled[at] = [fill_in(text, values) for values in drawn]
        except TemplateError as error:
            failing = _first_failing(text, drawn)
            yield places.at(at, "text", f"{error}, for {failing}" if failing else str(error))
        if "TODO" in text:
            yield places.at(at, "todo", "this is still the scaffold's: write your own")
    read_before = {at: texts for at, texts in filled.items() if _is_read_before_answering(at)}
    match question:
        case NumberQuestion():
            yield from _numbers(question, drawn, read_before, places)
        case FormulaQuestion():
            for name, ask in question.asks.items():
                yield from _formula(ask.answer, f"asks.{name}.answer", read_before, places)
        case ChoiceQuestion():
            yield from _options(question, read_before, places)
        case CodeQuestion():
            if question.answer is not None:
                yield from _formula(question.answer, "answer", read_before, places)
        case MatchQuestion() | OrderQuestion():
            pass  # what is right is which belongs to which, and no text says that by chance
        case _:
            assert_never(question)


def _first_failing(text: str, drawn: Sequence[Values]) -> str:
    for values in drawn:
        try:
            fill_in(text, values)
        except TemplateError:
            return written(values)
    return ""


def _is_read_before_answering(at: At) -> bool:
    return at[0] in ("title", "prompt", "hints") or (at[0] == "asks" and at[-1] == "text")


def numbers_in(text: str) -> set[int]:
    """Return the whole numbers that a text writes out, with or without thousands commas."""
    return {int(found.replace(",", "")) for found in _NUMBER.findall(text) if "." not in found}


def _numbers(
    question: NumberQuestion, drawn: Sequence[Values], filled: Mapping[At, list[str]], places: Places
) -> Iterator[Finding]:
    """A text leaks if it has the answer in every variant in which that could be seen, or typed in for the example."""
    answers = {name: [ask.answer.evaluate(values) for values in drawn] for name, ask in question.asks.items()}
    known = [{values[name] for name in question.params} for values in drawn]
    for at, variants in filled.items():
        written_out = [numbers_in(text) for text in variants]
        for name, values in answers.items():
            telling = [i for i, value in enumerate(values) if _tells(value, known[i])]
            hits = [i for i in telling if values[i] in written_out[i]]
            always = len(hits) == len(telling) and 2 * len(telling) >= len(values)
            if hits and (always or (hits[0] == 0 and values[0] >= SMALL)):
                message = (
                    f"it holds the answer to {name}, {values[hits[0]]:,}: leave it out, or let a formula ask for it"
                )
                yield places.at(at, "leak", message)


def _tells(value: object, params: Set[object]) -> bool:
    """Whether an answer that is read in a text can have come from nowhere else: sizes are given, and digits are everywhere."""
    return isinstance(value, int) and value >= DIGIT and value not in params


def _formula(answer: Formula, name: str, filled: Mapping[At, list[str]], places: Places) -> Iterator[Finding]:
    formula = _squeezed(answer.text)
    if re.fullmatch(r"\w+", formula):
        return
    for at, (text, *_) in filled.items():
        if formula in _squeezed(text):
            yield places.at(at, "leak", f"it holds {name}, {answer.text}: leave it out")


def _options(question: ChoiceQuestion, filled: Mapping[At, list[str]], places: Places) -> Iterator[Finding]:
    for letter, option in question.options.items():
        sentence = _squeezed(option.text).rstrip(".")
        if not option.right or len(sentence) < LONG:
            continue
        for at, (text, *_) in filled.items():
            if sentence in _squeezed(text):
                yield places.at(at, "leak", f"it holds option {letter}, which is right: leave it out")


def _squeezed(text: str) -> str:
    return re.sub(r"[\s`]", "", text).casefold()
