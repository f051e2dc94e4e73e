"""Find what a schema cannot: formulas over unknown names, texts that cannot be filled in, cases that do not fit the function."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, assert_never

from grader.course.formulas import Formula, FormulaError
from grader.course.model import (
    Ask,
    Case,
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    NumberQuestion,
    OneOf,
    Question,
    shape_of,
)
from grader.course.references import Signature, read_signature
from grader.course.templates import TemplateError, unknown_names
from grader.course.variants import Values, collisions, with_where
from grader.errors import CourseError
from grader.suggest import did_you_mean

Key = str | int
Finding = tuple[tuple[Key, ...], str]


def findings(question: Question, reference: Path | None) -> list[Finding]:
    """Return all that is wrong with a question that fits the schema, as (path of keys, message)."""
    match question:
        case NumberQuestion():
            found = _number(question)
        case FormulaQuestion():
            found = _formula(question)
        case ChoiceQuestion():
            found = _choice(question)
        case CodeQuestion():
            assert reference is not None
            found = _code(question, reference)
        case _:
            assert_never(question)
    return list(found)


def _number(question: NumberQuestion) -> Iterator[Finding]:
    if set(question.example) != set(question.params):
        yield ("example",), f"the example must give each parameter once: {', '.join(question.params) or 'none'}"
        return
    for name, value in question.example.items():
        domain = question.params[name]
        if not (
            value in domain.one_of if isinstance(domain, OneOf) else domain.between[0] <= value <= domain.between[1]
        ):
            yield ("example", name), f"{value} is not among the values that {name} can take"
    for name, domain in question.params.items():
        if not isinstance(domain, OneOf) and domain.between[0] > domain.between[1]:
            yield ("params", name, "between"), "the lowest value comes first"
    values: Values = dict(question.example)
    for position, condition in enumerate(question.require):
        message = _evaluates(condition, values)
        if message is None and not condition.holds(values):
            message = f"the example does not satisfy {condition.text}"
        if message is not None:
            yield ("require", position), message
    yield from _counted(question.where, values, question.asks)
    yield from _texts(question, [*question.params, *question.where], question.asks)


def _formula(question: FormulaQuestion) -> Iterator[Finding]:
    yield from _counted(question.where, {n: v.example for n, v in question.variables.items()}, question.asks)
    yield from _texts(question, [*question.variables, *question.where], question.asks)


def _counted(where: Mapping[str, Formula], values: Values, asks: Mapping[str, Ask]) -> Iterator[Finding]:
    values = dict(values)
    for name, formula in where.items():
        message = _evaluates(formula, values)
        if message is not None:
            yield ("where", name), message
            return
        values[name] = formula.evaluate(values)
    for name, ask in asks.items():
        formulas = {("answer",): ask.answer} | {
            ("misconceptions", wrong, "answer"): misconception.answer
            for wrong, misconception in ask.misconceptions.items()
        }
        broken = {at: message for at, formula in formulas.items() if (message := _evaluates(formula, values))}
        yield from ((("asks", name, *at), message) for at, message in broken.items())
        if not broken:
            for first, second in collisions(ask, values):
                yield ("asks", name, "misconceptions", second), f"in the example it gives the same number as {first}"


def _choice(question: ChoiceQuestion) -> Iterator[Finding]:
    right = sum(option.right for option in question.options.values())
    if right == 0 or (question.choose == "one" and right > 1):
        needed = "exactly one option" if question.choose == "one" else "at least one option"
        yield ("options",), f"{needed} must have right: true; {right} have"
    yield from _texts(question, [], {})


def _code(question: CodeQuestion, reference: Path) -> Iterator[Finding]:
    try:
        signature = read_signature(reference, question.function)
    except CourseError as error:
        yield ("function",), "; ".join(f"{problem.path}: {problem.message}" for problem in error.problems)
        return
    if question.answer is not None and (unknown := question.answer.names - set(signature.parameters)):
        yield ("answer",), _unknown(unknown, signature.parameters)
    for name in question.axes:
        if name not in (*signature.parameters, "result"):
            yield ("axes", name), _unknown({name}, (*signature.parameters, "result"))
    seen: dict[str, Case] = {}
    for position, case in enumerate(question.cases):
        yield from ((("cases", position, *at), message) for at, message in _case(question, case, seen, signature))
        seen[case.id] = case
    known = [*signature.parameters, *question.where, *{n for names in question.axes.values() for n in names}]
    yield from _texts(question, known, {})
    if question.window is not None:
        yield from _text(("window", "text"), question.window.text, [*known, *question.window.index])


def _case(question: CodeQuestion, case: Case, seen: Mapping[str, Case], signature: Signature) -> Iterator[Finding]:
    if case.id in seen:
        yield ("id",), f'two cases are called "{case.id}"'
    if case.like is not None and case.like not in seen:
        yield ("like",), f'no case above is called "{case.like}"{did_you_mean(case.like, seen)}'
        return
    arguments = case_arguments(case, seen)
    for name in case.args:
        if name not in signature.parameters:
            yield ("args", name), _unknown({name}, signature.parameters)
    missing = [name for name in signature.parameters[: signature.required] if name not in arguments]
    if missing:
        yield ("args",), f"{question.function} also needs {', '.join(missing)}"
        return
    try:
        axis_values(question, {**signature.defaults, **arguments})
    except FormulaError as error:
        yield ("args",), str(error)


def case_arguments(case: Case, by_id: Mapping[str, Case]) -> dict[str, Any]:
    """Return the argument specifications of a case, those of the case that it is `like` included."""
    inherited = case_arguments(by_id[case.like], by_id) if case.like is not None else {}
    return {**inherited, **case.args}


def axis_values(question: CodeQuestion, arguments: Mapping[str, Any]) -> Values:
    """Return the sizes of the named axes, the whole-number arguments, and what `where` makes of them.

    `arguments` holds numbers, and things with a shape. Raises FormulaError where an array does not fit its axes.
    """
    values: Values = {name: value for name, value in arguments.items() if type(value) is int}
    for name, axes in question.axes.items():
        argument = arguments.get(name)
        shape = shape_of(argument) if shape_of(argument) is not None else getattr(argument, "shape", None)
        if shape is None:
            continue
        if len(shape) != len(axes):
            raise FormulaError(f"{name} has the shape {shape}, but its axes are ({', '.join(axes)})")
        for axis, size in zip(axes, shape, strict=True):
            if values.setdefault(axis, size) != size:
                raise FormulaError(f"{axis} is {values[axis]} elsewhere, and {size} in the shape of {name}")
    return with_where(question.where, values)


def _texts(question: Question, known: Iterable[str], asks: Mapping[str, Ask]) -> Iterator[Finding]:
    for at in ("title", "source", "prompt", "explanation"):
        yield from _text((at,), getattr(question, at), known)
    for position, hint in enumerate(question.hints):
        yield from _text(("hints", position), hint, known)
    for name, ask in asks.items():
        yield from _text(("asks", name, "text"), ask.text, known)
        for wrong, misconception in ask.misconceptions.items():
            yield from _text(("asks", name, "misconceptions", wrong, "say"), misconception.say, known)


def _text(at: tuple[Key, ...], text: str, known: Iterable[str]) -> Iterator[Finding]:
    known = list(known)
    try:
        unknown = unknown_names(text, known)
    except TemplateError as error:
        yield at, str(error)
        return
    if unknown:
        yield at, _unknown(set(unknown), known)


def _evaluates(formula: Formula, values: Values) -> str | None:
    if unknown := formula.names - set(values):
        return _unknown(unknown, values)
    try:
        formula.evaluate(values)
    except FormulaError as error:
        return str(error)
    return None


def _unknown(names: Iterable[str], known: Iterable[str]) -> str:
    known = list(known)
    first, *_ = sorted(names)
    hint = did_you_mean(first, known) or f" Known: {', '.join(known) or 'none'}"
    return f"{', '.join(sorted(names))}: unknown name.{hint}"
