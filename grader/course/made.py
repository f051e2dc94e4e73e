"""Make inputs that no other form can draw: functions of the file `<id>_inputs.py` beside a reference."""

import functools
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from grader.course.inputs import MAX_ELEMENTS, Draw, Input
from grader.course.model import Case, CodeQuestion, Question
from grader.course.programs import load_program, parse_program, public_functions, wrong
from grader.course.yamltree import Key
from grader.errors import CourseError
from grader.suggest import did_you_mean

if TYPE_CHECKING:
    import numpy as np

WHAT = "the inputs are"


def inputs_path(reference: Path) -> Path:
    """Return where the functions stand that make inputs for a reference."""
    return reference.with_name(f"{reference.stem}_inputs.py")


def make(path: Path, name: str, key: str) -> "np.ndarray[Any, Any] | int":
    """Return what the function `name` of the file at `path` makes from the stream of `key`; the same key makes the same.

    Raises CourseError where it fails, or makes something that is no argument.
    """
    import numpy as np

    function = getattr(_module(path), name)
    line = function.__code__.co_firstlineno
    try:
        value = function(Draw(key))
    except (Exception, SystemExit) as error:
        raise wrong(path, line, f"{name} raises {type(error).__name__}: {error}") from error
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and value.size <= MAX_ELEMENTS:
        return value
    wanted = f"an array of up to {MAX_ELEMENTS:,} numbers, or a whole number"
    raise wrong(path, line, f"{name} returns {type(value).__name__}; it must make {wanted}")


@functools.lru_cache(maxsize=256)
def _module(path: Path) -> ModuleType:
    return load_program(path, WHAT)


def bind(question: Question, reference: Path | None) -> Question:
    """Return the question, with their file in the inputs that are made."""
    if not isinstance(question, CodeQuestion) or reference is None or not any(map(_made, question.cases)):
        return question
    path = inputs_path(reference)
    cases = []
    for case in question.cases:
        bound: dict[str, dict[str, Any]] = {"args": {**case.args}, "anew": {**case.anew}}
        for (field, name), value in _made(case).items():
            bound[field][name] = value.found_in(path)
        cases.append(case.model_copy(update=bound))
    return question.model_copy(update={"cases": cases})


def _made(case: Case) -> dict[tuple[str, str], Input]:
    """Return what is made for a case, by where it stands."""
    fields = {"args": case.args, "anew": case.anew}
    return {
        (field, name): value
        for field, arguments in fields.items()
        for name, value in arguments.items()
        if isinstance(value, Input) and value.form == "made"
    }


def made_findings(
    question: CodeQuestion, case: Case, reference: Path, root: Path
) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Find what is wrong with the inputs of a case that are made, without making them."""
    path = inputs_path(reference)
    shown = path.relative_to(root)
    for at, value in _made(case).items():
        example = f"def {value.name}(rng): …"
        if question.answer is not None:
            yield at, "a count formula needs whole numbers that are known: write a number or between(1, 12)"
            continue
        try:
            functions = public_functions(parse_program(path, WHAT, f"{WHAT} missing: write them here: {example}"))
        except CourseError as error:
            yield at, "; ".join(f"{shown}: {problem.message}" for problem in error.problems)
            continue
        node = functions.get(str(value.name))
        if node is None:
            hint = did_you_mean(str(value.name), functions) or f" Write it there: {example}"
            yield at, f"{shown} defines no function {value.name}.{hint}"
        elif len(node.args.args) != 1 or node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
            yield at, f"{value.name} must take (rng) alone: it draws with rng.normal, rng.integers and rng.between"
