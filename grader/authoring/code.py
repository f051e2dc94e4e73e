"""Check a code question: its reference, its mistakes, its cases, and what a lenient judge would let pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from grader.authoring.degenerate import degenerate_findings
from grader.authoring.findings import Finding, Places, from_error
from grader.authoring.killing import Table, case_findings, kill_table, mistake_findings, run_mutants
from grader.authoring.mutants import Asked, Function, Raised, asked, beside, load_functions, received, reference_of
from grader.course.formulas import FormulaError
from grader.course.loader import LoadedQuestion
from grader.course.model import CodeQuestion
from grader.errors import CourseError
from grader.judging.explain import explain, first_change
from grader.runner import wire

LONG = 25  # characters of a line of the reference that no text writes by chance


@dataclass(frozen=True, slots=True)
class _Expected:
    """The calls of a question and what the judge holds for right."""

    calls: list[Asked]
    right: list[object]


def code_findings(loaded: LoadedQuestion, places: Places) -> tuple[list[Finding], Table | None]:
    """Return what is wrong with a code question, and its kill table if the reference can be called."""
    question = loaded.question
    assert isinstance(question, CodeQuestion)
    try:
        reference = reference_of(loaded)
    except CourseError as error:
        return from_error(error, places.root, "reference"), None
    found = list(_copied(question, loaded, places))
    expected = _expected(loaded, reference, places, found)
    if expected is None:
        return found, None
    found += degenerate_findings(question, expected.calls, expected.right, places)
    file = beside(loaded, "mistakes")
    if not file.is_file() and not question.misconceptions:
        message = "it names no mistakes: write solutions/<topic>/<id>_mistakes.py and misconceptions:"
        return [*found, places.at(("cases",), "no-mistakes", message)], None
    try:
        functions = load_functions(file)
    except (CourseError, OSError) as error:
        problems = from_error(error, places.root, "mistakes") if isinstance(error, CourseError) else []
        return [*found, *problems, *([] if problems else [_unwritten(file, places)])], None
    found += _unmatched(question, functions, file, places)
    mutants = run_mutants(functions, reference, expected.calls, file)
    table = kill_table(expected.calls, expected.right, mutants)
    found += mistake_findings(table, expected.calls, mutants, file.relative_to(places.root))
    found += case_findings(question, table, places)
    return found, table


def _expected(loaded: LoadedQuestion, reference: Function, places: Places, found: list[Finding]) -> _Expected | None:
    """Call the reference, and note whatever the judge would not take from a student either."""
    question, file = loaded.question, loaded.reference
    assert isinstance(question, CodeQuestion)
    assert file is not None
    path = file.relative_to(places.root)
    line = reference.__code__.co_firstlineno
    calls, right = list(asked(loaded)), []
    for each in calls:
        outcome = each.outcome(reference, file)
        if isinstance(outcome, Raised):
            message = f"it raises {outcome.error}; called as {each.call.written()}: mend it, or the case"
            found.append(Finding(path, outcome.line, 1, "reference-raises", message))
            return None
        expected = _counted(question, each) if question.answer is not None else received(outcome)
        wrong = _careless(each, reference, file) if expected is not None else _NOT_JUDGED
        wrong = wrong or explain(expected, outcome, each.call)
        if wrong is not None:
            message = f'it does not pass its own case "{each.case.id}": {wrong.splitlines()[0]}'
            found.append(Finding(path, line, 1, "reference-fails", message))
            return None
        right.append(expected)
    return _Expected(calls, right)


_NOT_JUDGED = "a result must be an array, a number, or a tuple of those."


def _counted(question: CodeQuestion, each: Asked) -> object:
    assert question.answer is not None
    try:
        return question.answer.evaluate({name: int(value) for name, value in each.call.arguments.items()})
    except FormulaError:
        return None


def _careless(each: Asked, reference: Function, file: Path) -> str | None:
    """Say which input the reference changes, or that it gives another result the second time."""
    arguments = {n: v.copy() if isinstance(v, np.ndarray) else v for n, v in each.call.arguments.items()}
    arrays = {name: value for name, value in arguments.items() if isinstance(value, np.ndarray)}
    before = [array.copy() for array in arrays.values()]
    again = each.outcome(lambda *_: reference(*arguments.values()), file)
    after = [wire.Array(a.dtype.name, a.shape, np.ascontiguousarray(a).tobytes()) for a in arrays.values()]
    changed = first_change(before, after, list(arrays))
    if changed is not None:
        return changed
    expected: Any = received(again)
    return None if expected is None else explain(expected, each.outcome(reference, file), each.call)


def _unwritten(file: Path, places: Places) -> Finding:
    message = f"{file.relative_to(places.root).as_posix()} is missing: write a function for each of these names"
    return places.at(("misconceptions",), "mistake-missing", message)


def _unmatched(
    question: CodeQuestion, functions: Mapping[str, Function], file: Path, places: Places
) -> Iterator[Finding]:
    path = file.relative_to(places.root)
    for name in question.misconceptions:
        if name not in functions:
            message = f"{path.as_posix()} has no function {name}: write it, or drop the name"
            yield places.at(("misconceptions", name), "mistake-missing", message)
    for name, function in functions.items():
        if name not in question.misconceptions:
            message = f"{name} is no name under misconceptions: say there what a student is told, or call it _{name}"
            yield Finding(path, function.__code__.co_firstlineno, 1, "mistake-unasked", message)


def _copied(question: CodeQuestion, loaded: LoadedQuestion, places: Places) -> Iterator[Finding]:
    """Find texts that hold a line of the reference."""
    assert loaded.reference is not None
    written = loaded.reference.read_text(encoding="utf-8").splitlines()
    lines = {" ".join(line.split()) for line in written if line.startswith((" ", "\t"))}
    texts = {("prompt",): question.prompt} | {("hints", i): hint for i, hint in enumerate(question.hints)}
    for at, text in texts.items():
        flat = " ".join(text.split())
        for line in sorted(lines):
            if len(line) >= LONG and line in flat and any(sign in line for sign in "=(["):
                yield places.at(at, "leak", f"it holds a line of the reference, {line}: leave it out")
