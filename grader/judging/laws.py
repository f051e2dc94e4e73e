"""Try a law with a function: what breaks it, or that it cannot be tried. A fault of the law is never the student's.

A law compares results with each other and says nothing of any one of them: zeros keep many a law, and a NaN equals a NaN. So it
earns its points only where each result that it used is itself right.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from grader.course.companions import load_properties, properties_path
from grader.course.inputs import Draw
from grader.course.laws import Law
from grader.course.loader import LoadedQuestion
from grader.errors import CourseError, LearnError, Problem
from grader.judging.breaks import Precision, break_of, epsilon_of
from grader.judging.calls import Calls
from grader.judging.compare import kind_fits, to_array
from grader.judging.explain import Call, explain
from grader.judging.failures import described, failed
from grader.judging.oracle import Oracle, is_faultless
from grader.judging.student import Answer
from grader.results import Category, Status, Verdict
from grader.runner import wire
from grader.runner.child import Returned

MAX_CALLS = 2_000  # of the student's function in one law

Ask = Callable[[Call, object], Answer | Verdict]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a law says of a function, and whether each result that it used is what belongs there."""

    verdict: Verdict
    are_right: bool


def judge_property(tried: Tried) -> Verdict:
    """Return what a law is worth: nothing where a result that it used is wrong; what it says is feedback then."""
    broken = tried.verdict.category is Category.WRONG
    if tried.are_right or not (broken or tried.verdict.status is Status.PASSED):
        return tried.verdict
    return Verdict(Status.NOT_RUN, f"{NOT_COUNTED}\n{tried.verdict.message}" if broken else HOLDS_FOR_WRONG)


def try_property(
    name: str, loaded: LoadedQuestion, root: Path, oracle: Oracle, calls: Calls, ask: Ask, salt: str = ""
) -> Tried:
    """Try the law `name` with the function that `ask` calls, on inputs that everybody knows, or that a `salt` makes anew.

    Raises CourseError where the law itself is at fault.
    """
    assert loaded.reference is not None
    path = properties_path(loaded.reference)
    laws = load_properties(loaded.reference)
    if name not in laws:
        raise CourseError([Problem(path.relative_to(root), 1, 1, f"it defines no function {name}")])
    caller = _Caller(oracle, calls, ask)
    try:
        with np.errstate(all="ignore"):  # a stranger's infinities are no warning of ours
            law = laws[name](caller, Draw(f"{loaded.key}/{name}{salt and f'/{salt}'}"))
            return Tried(_verdict(law, caller.precision), caller.are_right)
    except _Ended as ended:
        return Tried(ended.verdict, are_right=False)
    except LearnError:
        raise
    except (Exception, SystemExit) as error:
        if not caller.are_right:  # no law need be able to speak of wrong results
            return Tried(Verdict(Status.NOT_RUN, HOLDS_FOR_WRONG), are_right=False)
        message = f"the property {name} {_what_it_did(error)}"
        line = laws[name].__code__.co_firstlineno if isinstance(error, _NoLaw) else _line(error, path)
        raise CourseError([Problem(path.relative_to(root), line, 1, message)]) from error


def _verdict(law: object, precision: Precision) -> Verdict:
    if not isinstance(law, Law):
        raise _NoLaw(f"returns {type(law).__name__}; a property returns a Law")
    broken = break_of(law, precision)
    return failed(broken, Category.WRONG) if broken else Verdict(Status.PASSED, fraction=1.0)


class _NoLaw(TypeError):
    """A property returned something else."""


def _what_it_did(error: BaseException) -> str:
    return str(error) if isinstance(error, _NoLaw) else f"raises {type(error).__name__}: {error}"


class _Ended(BaseException):
    """The function gave no result that a law can speak of; not an Exception, so that no law can catch it."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict


class _Caller:
    """Calls a function for a law, and remembers how exact its results can be."""

    def __init__(self, oracle: Oracle, calls: Calls, ask: Ask) -> None:
        self.precision = Precision(oracle.question.tolerance)
        self.are_right = True
        self._oracle = oracle
        self._calls = calls
        self._ask = ask
        self._count = 0

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """Return the function's result as an array, an int or a tuple of those."""
        self._count += 1
        if self._count > MAX_CALLS:
            raise RuntimeError(f"it calls the function more than {MAX_CALLS:,} times")
        call = self._calls.call(self._bound(positional, named))
        expected = self._oracle.expected(call)
        answer = self._ask(call, expected)
        if isinstance(answer, Verdict):
            raise _Ended(answer)
        verdict = self._unfit(expected, answer, call)
        if verdict is not None:
            raise _Ended(Verdict(verdict.status, f"In {call.written()}: {verdict.message}", category=verdict.category))
        assert isinstance(answer, Returned)
        self.are_right = self.are_right and is_faultless(expected, answer, call)
        self.precision.reduction = max(self.precision.reduction, call.reduction)
        return self._plain(answer.value)

    def _bound(self, positional: tuple[Any, ...], named: Mapping[str, Any]) -> dict[str, Any]:
        names = self._calls.signature.parameters
        if len(positional) > len(names) or not named.keys() <= set(names[len(positional) :]):
            raise TypeError(f"{self._oracle.question.function} takes ({', '.join(names)})")
        given = {**dict(zip(names, positional, strict=False)), **named}
        return {name: _argument(name, value) for name, value in given.items()}

    def _unfit(self, expected: object, answer: Answer, call: Call) -> Verdict | None:
        """Return what keeps a law from being tried with an answer: no result, or one of another form than the right one."""
        if not isinstance(answer, Returned):
            return described(answer, call.question)
        if _fits(expected, answer.value):
            return None
        message = explain(expected, answer.value, call)
        return failed(message, Category.WRONG) if message is not None else None

    def _plain(self, value: wire.Value) -> Any:
        match value:
            case wire.Items(values=values):
                return tuple(self._plain(part) for part in values)
            case wire.Integer(value=number):
                return number
            case wire.Array():
                array = to_array(value).copy()
                if array.dtype.kind in "fc":
                    self.precision.epsilon = max(self.precision.epsilon, epsilon_of(array.dtype))
                return array
        raise AssertionError(f"unreachable: {value!r} is not of the form of a right result")


def _argument(name: str, value: Any) -> Any:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.name in wire.DTYPES:
        return np.asarray(value) if value.shape else value.item()
    raise TypeError(f"{name} must be an array or a number, not {type(value).__name__}")


def _fits(expected: object, value: wire.Value) -> bool:
    """Return whether a value has the type, shape and kind of what belongs there, whatever its numbers."""
    if isinstance(expected, tuple):
        same = isinstance(value, wire.Items) and len(value.values) == len(expected)
        return same and isinstance(value, wire.Items) and all(map(_fits, expected, value.values))
    if not isinstance(expected, np.ndarray):
        return isinstance(value, wire.Integer)
    if not isinstance(value, wire.Array) or value.shape != expected.shape:
        return False
    return kind_fits(expected.dtype, np.dtype(value.dtype))


def _line(error: BaseException, path: Path) -> int:
    """Return the last line of a file that an exception came through."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename) == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


NOT_COUNTED = "Not counted yet: it finds fault with your results, and not all of those are right themselves."
HOLDS_FOR_WRONG = "Not counted yet: it says nothing against your results, but not all of those are right themselves."
