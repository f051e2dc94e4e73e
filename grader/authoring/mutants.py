"""Run a code question's reference and mistakes on its cases, in this process: the course is trusted."""

import ast
import contextlib
import importlib.util
import inspect
import io
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from grader.course.cases import axis_values, case_arguments
from grader.course.inputs import Input
from grader.course.loader import LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.course.references import load_reference, read_signature
from grader.errors import CourseError, Problem
from grader.judging.explain import Call, explain
from grader.runner import wire

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Raised:
    """What a call ends with that raises; `line` is the deepest one of the function's own file."""

    error: str
    line: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of a question, with its case."""

    case: Case
    call: Call

    def outcome(self, function: Function, file: Path) -> Any:
        """Call a function with copies of the arguments; return its result as the child would send it, or Raised."""
        copies = [value.copy() if isinstance(value, np.ndarray) else value for value in self.call.arguments.values()]
        result = run(lambda: function(*copies), file)
        return result if isinstance(result, Raised) else _as_sent(result, copies)

    def agrees(self, expected: Any, outcome: Any) -> bool:
        """Whether the judge would take an outcome for what is expected."""
        if isinstance(expected, Raised) or isinstance(outcome, Raised):
            return isinstance(expected, Raised) and isinstance(outcome, Raised)
        return explain(expected, outcome, self.call) is None


def run(act: Callable[[], Any], file: Path) -> Any:
    """Do something of the course's, quietly; return Raised where it raises."""
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return act()
    except (Exception, SystemExit) as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno or 1 for frame in frames if Path(frame.filename) == file]
        return Raised(f"{type(error).__name__}: {error}", lines[-1] if lines else 1)


def asked(loaded: LoadedQuestion) -> Iterator[Asked]:
    """Yield every call of a question, the hidden ones included, with the arguments that the judge draws."""
    question, reference = loaded.question, loaded.reference
    assert isinstance(question, CodeQuestion)
    assert reference is not None
    signature = read_signature(reference, question.function)
    by_id = {case.id: case for case in question.cases}
    for case in question.cases:
        given = case_arguments(case, by_id)
        names = [name for name in signature.parameters if name in given or name in signature.defaults]
        for draw in range(case.repeat):
            arguments: dict[str, Any] = {}
            for name in names:
                value = given.get(name, signature.defaults.get(name))
                key = f"{loaded.key}/{_origin(case, name, by_id).id}/{name}/{draw}"
                arguments[name] = value.draw(key) if isinstance(value, Input) else value
            yield Asked(case, Call(question, arguments, axis_values(question, arguments)))


def _origin(case: Case, name: str, by_id: Mapping[str, Case]) -> Case:
    while name not in case.args and case.like is not None:
        case = by_id[case.like]
    return case


def beside(loaded: LoadedQuestion, suffix: str) -> Path:
    """Return the file of a question's mistakes or properties."""
    assert loaded.reference is not None
    return loaded.reference.with_name(f"{loaded.reference.stem}_{suffix}.py")


def load_functions(path: Path) -> dict[str, Function]:
    """Return the public functions that a file of the course defines; raise CourseError where it does not load."""
    module = _loaded(path)
    functions = inspect.getmembers(module, inspect.isfunction)
    mine = {name: each for name, each in functions if each.__module__ == module.__name__ and not name.startswith("_")}
    return dict(sorted(mine.items(), key=lambda item: item[1].__code__.co_firstlineno))


def _loaded(path: Path) -> ModuleType:
    try:
        ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise CourseError([Problem(path, line, 1, f"it does not parse: {error}")]) from None
    spec = importlib.util.spec_from_file_location(f"_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    failed = run(partial(spec.loader.exec_module, module), path)
    if isinstance(failed, Raised):
        raise CourseError([Problem(path, failed.line, 1, f"it does not load: {failed.error}")])
    return module


def reference_of(loaded: LoadedQuestion) -> Function:
    """Return the reference function of a code question."""
    assert isinstance(loaded.question, CodeQuestion)
    assert loaded.reference is not None
    return load_reference(loaded.reference, loaded.question.function)


def _as_sent(result: Any, arguments: list[Any], *, nested: bool = False) -> wire.Value:
    if isinstance(result, tuple) and not nested:
        return wire.Items(tuple(_as_sent(part, arguments, nested=True) for part in result))
    if isinstance(result, (int, np.integer)) and not isinstance(result, bool):
        return wire.Integer(int(result))
    if isinstance(result, np.ndarray):
        for position, argument in enumerate(arguments):
            if isinstance(argument, np.ndarray) and result.size and np.shares_memory(result, argument):
                return wire.Alias(position)
    if isinstance(result, (bool, float, complex, np.ndarray, np.generic)):
        array = np.asarray(result)
        if array.dtype.name in wire.DTYPES:
            return sent(array)
    return wire.Other(type(result).__name__)


def sent(array: "np.ndarray[Any, Any]") -> wire.Array:
    """Return an array as the child would send it."""
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return wire.Array(array.dtype.name, array.shape, little.tobytes())


def received(value: Any) -> object:
    """Return what was sent as a reference's result: an int, an array, a tuple of those; None for anything else."""
    from grader.judging.compare import to_array

    match value:
        case wire.Integer(value=number):
            return number
        case wire.Array():
            return to_array(value)
        case wire.Items(values=values):
            parts = tuple(received(part) for part in values)
            return None if any(part is None for part in parts) else parts
    return None
