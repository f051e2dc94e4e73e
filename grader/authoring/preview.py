"""Show a question in the terminal as its author wants to see it: what a student gets, what is right, what mistakes give."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from grader.authoring.check import named_keys
from grader.authoring.code import code_findings
from grader.authoring.findings import Places
from grader.authoring.killing import by_check
from grader.authoring.trial import alone, right_answers
from grader.authoring.written import kill_table_as_text
from grader.course.formulas import FormulaError, Number
from grader.course.loader import Course, LoadedQuestion, load_question
from grader.course.model import (
    Ask,
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
)
from grader.course.templates import fill_in
from grader.course.variants import Values
from grader.workspace.render import render_answers, render_stub, stub_name


def preview_text(course: Course, name: str, student: str | None) -> str:
    """Return a question as a student gets it, its right answers, and what each mistake gives."""
    (key,) = named_keys(course, [name])
    loaded = load_question(course.root, key)
    question = loaded.question
    values = course.values(loaded, student)
    blocks = [f"{key} · {question.title}"]
    match question:
        case CodeQuestion():
            blocks += [f"{stub_name(loaded)}:", render_stub(course, loaded).rstrip(), *_cases(course, loaded)]
        case _:
            sheet = render_answers(course, alone(loaded), student, {})
            blocks += [sheet[sheet.find("\n\n") :].strip(), "\n".join(_answers(loaded, values))]
    hints = [f"Hint {number}: {fill_in(hint, values).strip()}" for number, hint in enumerate(question.hints, 1)]
    blocks += ["\n".join(hints), f"Explanation:\n{fill_in(question.explanation, values).strip()}"]
    return "\n\n".join(blocks) + "\n"


def _answers(loaded: LoadedQuestion, values: Values) -> Iterator[str]:
    question = loaded.question
    match question:
        case NumberQuestion():
            for name, ask in question.asks.items():
                yield f"{name} = {_shown(ask.answer.evaluate(values))}"
                yield from _numbers(ask, values)
        case FormulaQuestion():
            for name, ask in question.asks.items():
                yield f"{name} = {ask.answer.text}"
                for wrong, misconception in ask.misconceptions.items():
                    said = fill_in(misconception.say, values).strip()
                    yield f"  {wrong} = {misconception.answer.text}: {said}"
        case ChoiceQuestion():
            right = right_answers(loaded)
            assert isinstance(right, Sequence)
            yield f"Right: {', '.join(right)}"
            for letter, option in question.options.items():
                yield f"  {letter}) {_named(option.misconception)}{(option.say or 'nothing is said').strip()}"
        case MatchQuestion():
            yield f"Right: {', '.join(f'{name} {pair.answer}' for name, pair in question.pairs.items())}"
            for name, pair in question.pairs.items():
                for letter, told in pair.wrong.items():
                    yield f"  {name} {letter}) {_named(told.misconception)}{told.say.strip()}"
        case OrderQuestion():
            yield f"Right: {', '.join(question.answer)}"
            for each in question.exchanged:
                yield f"  {each.before} before {each.after}: {_named(each.misconception)}{each.say.strip()}"
        case CodeQuestion():
            return
        case _:
            assert_never(question)


def _named(misconception: str | None) -> str:
    return f"{misconception}: " if misconception else ""


def _numbers(ask: Ask, values: Mapping[str, Number]) -> Iterator[str]:
    for wrong, misconception in ask.misconceptions.items():
        try:
            value = _shown(misconception.answer.evaluate(values))
        except FormulaError as error:
            value = str(error)
        yield f"  {wrong} = {value}: {fill_in(misconception.say, values).strip()}"


def _shown(number: Number) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number} ≈ {float(number):.6g}"


def _cases(course: Course, loaded: LoadedQuestion) -> Iterator[str]:
    question = loaded.question
    assert isinstance(question, CodeQuestion)
    _, table = code_findings(loaded, Places(course.root, loaded.path))
    said = [f"{name}: {text.strip()}" for name, text in question.misconceptions.items()]
    if table is not None:
        yield "\n".join(["Which case catches which mistake:", *kill_table_as_text(by_check(table), list(table.kills))])
    yield "\n".join(said or ["No mistakes are named."])
