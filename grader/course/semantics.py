"""Find what a schema cannot: formulas over unknown names, texts that cannot be filled in, cases that do not fit the function."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, assert_never

from grader.course.cases import axis_values, case_arguments
from grader.course.companions import property_id
from grader.course.formulas import Formula, FormulaError
from grader.course.inputs import Input
from grader.course.made import made_findings
from grader.course.model import (
    LINES_CHECK,
    Ask,
    Between,
    Case,
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
    SameLines,
)
from grader.course.references import Signature, read_signature
from grader.course.templates import TemplateError, fill_in, unknown_names
from grader.course.variants import Values, collisions, with_where
from grader.course.yamltree import Key
from grader.errors import CourseError
from grader.suggest import did_you_mean

Finding = tuple[tuple[Key, ...], str]


def findings(question: Question, reference: Path | None, root: Path) -> list[Finding]:
    """Return what is wrong with a question that fits the schema, as (path of keys, message), but for its texts."""
    match question:
        case NumberQuestion():
            found = _number(question)
        case FormulaQuestion():
            values: Values = {name: variable.example for name, variable in question.variables.items()}
            found = _counted(question.where, values, question.asks)
        case ChoiceQuestion():
            found = _choice(question)
        case MatchQuestion():
            found = _match(question)
        case OrderQuestion():
            found = _order(question)
        case CodeQuestion():
            assert reference is not None
            found = _code(question, reference, root)
        case _:
            assert_never(question)
    return list(found)


def _number(question: NumberQuestion) -> Iterator[Finding]:
    for name, domain in question.params.items():
        if isinstance(domain, Between) and domain.between[0] > domain.between[1]:
            yield ("params", name, "between"), "the lowest value comes first"
    if set(question.example) != set(question.params):
        yield ("example",), f"the example must give each parameter once: {', '.join(question.params) or 'none'}"
        return
    for name, value in question.example.items():
        domain = question.params[name]
        values_of = range(domain.between[0], domain.between[1] + 1) if isinstance(domain, Between) else domain.one_of
        if value not in values_of:
            yield ("example", name), f"{value} is not among the values that {name} can take"
    values: Values = dict(question.example)
    for position, condition in enumerate(question.require):
        message = _evaluates(condition, values)
        if message is None and not condition.holds(values):
            message = f"the example does not satisfy {condition.text}"
        if message is not None:
            yield ("require", position), message
    yield from _counted(question.where, values, question.asks)


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
    if question.choose == "one" and question.scoring != "balanced":
        yield ("scoring",), f"{question.scoring} is for choose: several; one letter is right or wrong. Drop it"


def _match(question: MatchQuestion) -> Iterator[Finding]:
    for name, pair in question.pairs.items():
        for at, letter in [(("answer",), pair.answer), *((("wrong", letter), letter) for letter in pair.wrong)]:
            if letter not in question.options:
                yield ("pairs", name, *at), _unknown({letter}, question.options)
        if pair.answer in pair.wrong:
            yield ("pairs", name, "wrong", pair.answer), "this letter is the right one"
    answers = [pair.answer for pair in question.pairs.values()]
    if answers == sorted(set(answers)):
        yield ("options",), f"{', '.join(answers)} are the answers in order: give the options other letters"


def _order(question: OrderQuestion) -> Iterator[Finding]:
    if sorted(question.answer) != sorted(question.options):
        yield ("answer",), f"it must hold each of the letters {', '.join(question.options)} once"
        return
    if question.answer == list(question.options):
        yield ("options",), "they stand in the right order: give them other letters"
    for position, exchange in enumerate(question.exchanged):
        unknown = {exchange.before, exchange.after}.difference(question.options)
        if unknown:
            yield ("exchanged", position), _unknown(unknown, question.options)
        elif question.answer.index(exchange.before) <= question.answer.index(exchange.after):
            yield ("exchanged", position), f"{exchange.before} before {exchange.after} is not wrong"


def _code(question: CodeQuestion, reference: Path, root: Path) -> Iterator[Finding]:
    try:
        signature = read_signature(reference, question.function)
    except CourseError as error:
        yield ("function",), "; ".join(f"{p.path.relative_to(root)}: {p.message}" for p in error.problems)
        return
    if question.answer is not None and (unknown := question.answer.names - set(signature.parameters)):
        yield ("answer",), _unknown(unknown, signature.parameters)
    for name in question.axes:
        if name not in (*signature.parameters, "result"):
            yield ("axes", name), _unknown({name}, (*signature.parameters, "result"))
    bad_where = list(_code_where(question, signature))
    yield from bad_where
    if question.window is not None and len(question.window.index) != len(question.axes.get("result", ())):
        yield ("window", "index"), "it must name each axis of the result, in the order of axes.result"
    if all(case.hidden for case in question.cases):
        yield ("cases",), "every case is hidden: a student needs one to see"
    seen: dict[str, Case] = {}
    for position, case in enumerate(question.cases):
        found = [] if bad_where else list(_case(question, case, seen, signature))
        found += made_findings(question, case, reference, root)
        yield from ((("cases", position, *at), message) for at, message in found)
        # A case with a problem may be named by others, but gives them nothing to stumble over.
        seen.setdefault(case.id, case.model_copy(update={"like": None}) if found else case)
    if question.lines is not None:
        yield from _lines(question.lines, seen, question.properties)


def _lines(lines: SameLines, cases: Mapping[str, Case], properties: Iterable[str]) -> Iterator[Finding]:
    for at, id in (("small", lines.small), ("large", lines.large)):
        if id not in cases:
            yield ("lines", at), f'no case is called "{id}".{did_you_mean(id, cases)}'
        elif cases[id].hidden:
            yield ("lines", at), f'"{id}" is hidden: name a case that a student sees'
    if lines.small == lines.large:
        yield ("lines", "large"), "small and large are one case: name two of different sizes"
    if LINES_CHECK in (*cases, *map(property_id, properties)):
        yield ("lines",), f'its check is called "{LINES_CHECK}", as another one is: rename that one'


def _code_where(question: CodeQuestion, signature: Signature) -> Iterator[Finding]:
    axes = [axis for name, names in question.axes.items() if name != "result" for axis in names]
    known = list(dict.fromkeys([*signature.parameters, *axes]))
    for name, formula in question.where.items():
        if unknown := formula.names.difference(known):
            yield ("where", name), _unknown(unknown, known)
        known.append(name)
    if question.reduction is not None and (unknown := question.reduction.names.difference(known)):
        yield ("reduction",), _unknown(unknown, known)


def _case(question: CodeQuestion, case: Case, seen: Mapping[str, Case], signature: Signature) -> Iterator[Finding]:
    if case.id in seen:
        yield ("id",), f'two cases are called "{case.id}"'
    if case.like is not None and case.like not in seen:
        yield ("like",), f'no case above is called "{case.like}".{did_you_mean(case.like, seen)}'
        return
    arguments = case_arguments(case, seen)
    for name in case.args:
        if name not in signature.parameters:
            yield ("args", name), _unknown({name}, signature.parameters)
    yield from _drawn_anew(case, signature)
    missing = [name for name in signature.parameters[: signature.required] if name not in arguments]
    if missing:
        if case.like is None or seen[case.like].args:
            yield ("args",), f"{question.function} also needs {', '.join(missing)}"
        return
    yield from _evaluated(question, {**signature.defaults, **arguments}, signature, "args")
    if any(name in signature.parameters for name in case.anew):
        arguments = case_arguments(case, {**seen, case.id: case}, anew=True)
        yield from _evaluated(question, {**signature.defaults, **arguments}, signature, "anew")


def _drawn_anew(case: Case, signature: Signature) -> Iterator[Finding]:
    for name, value in case.anew.items():
        if name not in signature.parameters:
            yield ("anew", name), _unknown({name}, signature.parameters)
        elif isinstance(value, Input) and value.form == "made" and value == case.args.get(name):
            yield ("anew", name), "what is made is made anew from args already: leave it out here"
    if case.anew and case.hidden:
        yield ("anew",), "a hidden case is drawn anew as it is: leave it out"


def _evaluated(
    question: CodeQuestion, everything: Mapping[str, Any], signature: Signature, field: str
) -> Iterator[Finding]:
    if any(isinstance(value, Input) and value.form == "made" for value in everything.values()):
        return  # its shape is known when it is made
    try:
        axis_values(question, everything)
        if question.answer is not None and not question.answer.names.difference(signature.parameters):
            for end in (0, -1):  # the ends of every range stand for all between them
                ends = {n: v.bounds[end] if isinstance(v, Input) else int(v) for n, v in everything.items()}
                question.answer.evaluate(ends)
    except FormulaError as error:
        yield (field,), str(error)


def text_findings(question: Question, *, fill: bool) -> list[Finding]:
    """Return what is wrong with the texts of a question; `fill` them in only where `findings` finds nothing."""
    values: Values = {}
    where: Mapping[str, Formula] = {}
    names: list[str] = []
    match question:
        case NumberQuestion():
            values, where, names = dict(question.example), question.where, list(question.params)
        case FormulaQuestion():
            values = {name: variable.example for name, variable in question.variables.items()}
            where, names = question.where, list(question.variables)
        case ChoiceQuestion() | MatchQuestion() | OrderQuestion() | CodeQuestion():
            pass
        case _:
            assert_never(question)
    filled = with_where(where, values) if fill else None
    known = [*names, *where]
    found = [finding for at, text in texts(question) for finding in _text(at, text, known, filled)]
    if isinstance(question, CodeQuestion) and question.window is not None:
        axes = [axis for axes in question.axes.values() for axis in axes]
        arguments = [name for case in question.cases for name in case.args]
        names = list(dict.fromkeys([*arguments, *axes, *question.where, *question.window.index]))
        found += _text(("window", "text"), question.window.text, names, None)
    return found


def texts(question: Question) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yield every text of a question but that of its window, and where it stands."""
    for at in ("title", "source", "prompt", "explanation"):
        yield (at,), getattr(question, at)
    for position, hint in enumerate(question.hints):
        yield ("hints", position), hint
    match question:
        case NumberQuestion() | FormulaQuestion():
            for name, ask in question.asks.items():
                yield ("asks", name, "text"), ask.text
                for wrong, misconception in ask.misconceptions.items():
                    yield ("asks", name, "misconceptions", wrong, "say"), misconception.say
        case ChoiceQuestion():
            for letter, option in question.options.items():
                yield ("options", letter, "text"), option.text
                if option.say is not None:
                    yield ("options", letter, "say"), option.say
        case MatchQuestion():
            for name, pair in question.pairs.items():
                yield ("pairs", name, "text"), pair.text
                yield from (
                    (("pairs", name, "wrong", letter, "say"), wrong.say) for letter, wrong in pair.wrong.items()
                )
            yield from ((("options", letter), text) for letter, text in question.options.items())
        case OrderQuestion():
            yield from ((("options", letter), text) for letter, text in question.options.items())
            yield from ((("exchanged", at, "say"), exchange.say) for at, exchange in enumerate(question.exchanged))
        case CodeQuestion():
            pass
        case _:
            assert_never(question)


def _text(
    at: tuple[Key, ...], text: str, known: Iterable[str], values: Mapping[str, object] | None
) -> Iterator[Finding]:
    known = list(known)
    try:
        if unknown := unknown_names(text, known):
            yield at, _unknown(set(unknown), known)
        elif values is not None:
            fill_in(text, values)
    except TemplateError as error:
        yield at, str(error)


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
