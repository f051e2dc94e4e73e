"""Check a code question: its reference, its mistakes, its cases, and what a lenient judge would let pass."""

import ast
import traceback
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.degenerate import degenerate_findings
from grader.authoring.findings import Finding, Places, from_error
from grader.authoring.killing import Asked, case_findings, mistake_findings
from grader.authoring.known import known_findings
from grader.course.loader import LoadedQuestion
from grader.course.model import CodeQuestion
from grader.course.references import load_reference
from grader.errors import CourseError
from grader.judging.calls import Calls
from grader.judging.diagnose import agrees
from grader.judging.killing import KillTable, kill_table
from grader.judging.oracle import Oracle, faults, quietly
from grader.runner.child import Returned

LONG = 25  # characters of a line of the reference that no text writes by chance


def code_findings(loaded: LoadedQuestion, places: Places) -> tuple[list[Finding], KillTable | None]:
    """Return what is wrong with a code question, and its kill table if everything in it can be called."""
    question, reference = loaded.question, loaded.reference
    assert isinstance(question, CodeQuestion)
    assert reference is not None
    calls = Calls(loaded)
    oracle = Oracle(places.root, loaded, calls)
    found = list(_copied(question, reference, places))
    try:
        line = load_reference(reference, question.function).__code__.co_firstlineno
        asked = list(_asked(question, calls, oracle))
        found += _careless(oracle, asked, reference.relative_to(places.root), line)
        if found and found[-1].code == "reference-fails":
            return found, None
        found += _unsized(question, asked[0], places)
        found += degenerate_findings(question, asked, places)
        with quietly():
            found += known_findings(loaded, calls, oracle, places)
        table = kill_table(loaded, places.root)
    except CourseError as error:
        return found + _at_their_lines(error, reference, places.root), None
    if not question.misconceptions:
        message = "it names no mistakes: write solutions/<topic>/<id>_mistakes.py and misconceptions:"
        return [*found, places.at(("cases",), "no-mistakes", message)], table
    found += mistake_findings(loaded, oracle, asked, table, places.root)
    found += case_findings(question, table, places)
    return found, table


def _asked(question: CodeQuestion, calls: Calls, oracle: Oracle) -> Iterator[Asked]:
    for case in question.cases:
        for draw in range(case.repeat):
            call = calls.draw(case, draw)
            with quietly():
                yield Asked(case, draw, call, oracle.expected(call))


def _careless(oracle: Oracle, asked: list[Asked], path: Path, line: int) -> Iterator[Finding]:
    """Judge the reference as a student's function: its results, its arguments, and that two calls are equal."""
    for each in asked:
        with quietly():
            first, second = (oracle.mistaken((), each.call) for _ in range(2))
        wrong = ["it raises"] if not isinstance(first, Returned) else faults(each.expected, first, each.call)
        if not wrong and not agrees(first, second, each.call):
            wrong = ["a second call gives another result."]
        wrong = wrong or list(_misshapen(each))
        if wrong:
            message = f'it does not pass its own case "{each.case.id}": {wrong[0].splitlines()[0]}'
            yield Finding(path, line, 1, "reference-fails", message)
            return


def _misshapen(each: Asked) -> Iterator[str]:
    """Yield where the result is not as long as axes and where say that it is."""
    axes, shape = each.call.question.axes.get("result", []), getattr(each.expected, "shape", None)
    if axes and shape is not None and len(axes) != len(shape):
        yield f"its result has the shape {shape}, but axes.result is ({', '.join(axes)})"
    for axis, size in zip(axes, shape or (), strict=False):
        if each.call.values.get(axis, size) != size:
            yield f"its result has {size} in {axis}, which axes and where make {each.call.values[axis]}"


def _unsized(question: CodeQuestion, each: Asked, places: Places) -> Iterator[Finding]:
    """Find axes of the result whose size a wrong shape could not be explained by."""
    for axis in question.axes.get("result", []):
        if axis not in each.call.values:
            message = f"{axis} is no axis of an argument, and where has no formula for it: write one"
            yield places.at(("axes", "result"), "axis-unknown", message)


def _at_their_lines(error: CourseError, reference: Path, root: Path) -> list[Finding]:
    """Return what keeps a reference or a law from being called, at the line that raised."""
    cause = error.__cause__
    frames = traceback.extract_tb(cause.__traceback__) if cause is not None else []
    lines = [frame.lineno or 1 for frame in frames if Path(frame.filename) == reference]
    found = []
    for finding in from_error(error, root, "reference-raises"):
        is_reference = finding.path == reference.relative_to(root)
        line = lines[-1] if lines and is_reference and finding.line == 1 else finding.line
        code = finding.code if is_reference else "law-raises"
        found.append(Finding(finding.path, line, 1, code, finding.message))
    return found


def _copied(question: CodeQuestion, reference: Path, places: Places) -> Iterator[Finding]:
    """Find texts that hold a line of the reference."""
    lines = set(_body_lines(reference.read_text(encoding="utf-8")))
    texts = {("prompt",): question.prompt} | {("hints", i): hint for i, hint in enumerate(question.hints)}
    for at, text in texts.items():
        flat = " ".join(text.split())
        for line in sorted(lines):
            if len(line) >= LONG and line in flat:
                yield places.at(at, "leak", f"it holds a line of the reference, {line}: leave it out")


def _body_lines(source: str) -> Iterator[str]:
    """Yield the lines of the functions of a file, but for what a stub shows: headers and docstrings."""
    lines = source.splitlines()
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef):
            for statement in function.body[1 if ast.get_docstring(function) else 0 :]:
                yield from (" ".join(line.split()) for line in lines[statement.lineno - 1 : statement.end_lineno])
