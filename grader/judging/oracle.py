"""Call what the course trusts, in this very process: the reference or the count formula, and the mistakes of a question."""

import contextlib
import functools
import io
import sys
import warnings
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from grader.course.companions import load_mistakes
from grader.course.loader import LoadedQuestion
from grader.course.model import CodeQuestion
from grader.course.references import load_reference
from grader.errors import CourseError, Problem
from grader.judging.calls import Calls, arrays_of
from grader.judging.compare import Array, is_right, name_of
from grader.judging.explain import Call, explain, first_change
from grader.judging.kept import Kept, array_bytes, exactly, frozen
from grader.runner import wire
from grader.runner.child import Returned

MAX_KEPT = 20_000  # results of mistakes that are kept for further submissions
_results = Kept()
_kept: dict[Hashable, Returned | wire.Raised] = {}


class Oracle:
    """What belongs there, and what a mistake gives."""

    def __init__(self, root: Path, loaded: LoadedQuestion, calls: Calls) -> None:
        assert isinstance(loaded.question, CodeQuestion)
        assert loaded.reference is not None
        self.question = loaded.question
        self.names = tuple(loaded.question.misconceptions)
        self._root = root
        self._reference = loaded.reference
        self._calls = calls

    def expected(self, call: Call) -> object:
        """Return what belongs there, computed once in a process for the same arguments: its arrays cannot be written to.

        Raises CourseError where the reference fails.
        """
        if self.question.answer is not None:
            return self.computed(call)
        reference = load_reference(self._reference, self.question.function)
        arguments = self._calls.positional(call).values()
        key = (id(reference), *map(exactly, arguments))
        size = array_bytes((*arguments,))
        made = _results.get(
            key, lambda: (reference, frozen(self.computed(call))), lambda made: size + array_bytes(made)
        )
        return made[1]

    def computed(self, call: Call) -> object:
        """Return an int, an array or a tuple of those, computed now; raise CourseError where the reference fails."""
        if self.question.answer is not None:
            numbers = {**self._calls.signature.defaults, **call.arguments}
            return self.question.answer.evaluate({name: int(value) for name, value in numbers.items()})
        reference = load_reference(self._reference, self.question.function)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # what it prints is not for the student
                return judgeable(reference(*self._copies(call)))
        except (Exception, SystemExit) as error:
            path = self._reference.relative_to(self._root)
            message = f"the reference raises {type(error).__name__}: {error}; called as {call.written()}"
            raise CourseError([Problem(path, 1, 1, message)]) from error

    def kept(self, names: tuple[str, ...], call: Call, key: Hashable) -> Returned | wire.Raised:
        """Return what `mistaken` returns, computed once in a process for a `key`, which stands for the call."""
        place = (self._reference, names, key)
        if place not in _kept:
            if len(_kept) >= MAX_KEPT:
                _kept.clear()
            _kept[place] = self.mistaken(names, call)
        return _kept[place]

    def mistaken(self, names: tuple[str, ...], call: Call) -> Returned | wire.Raised:
        """Return what a mistake gives, or a mistake in which another one takes the place of the reference.

        Call it within `quietly`.
        """
        function: Callable[..., Any] = load_reference(self._reference, self.question.function)
        for name in reversed(names):
            function = functools.partial(load_mistakes(self._reference)[name], function)
        copies = self._copies(call)
        try:
            result = function(*copies)
        except (Exception, SystemExit) as error:
            return wire.Raised(type(error).__name__, str(error), ())
        arrays = [array for array in copies if isinstance(array, np.ndarray)]
        sent = arrays_of(call).values()
        same = all(exactly(left) == exactly(array) for left, array in zip(arrays, sent, strict=True))
        return Returned(to_value(result, copies), () if same else tuple(map(to_value, arrays)))

    def _copies(self, call: Call) -> list[Any]:
        arguments = self._calls.positional(call).values()
        return [value.copy() if isinstance(value, np.ndarray) else value for value in arguments]


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Let mistakes print, warn and divide by zero unheard."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def is_faultless(expected: object, answer: Returned, call: Call) -> bool:
    """Return whether what came back has no faults, without a word on those it has."""
    if not is_right(expected, answer.value, call.question.tolerance, call.reduction):
        return False
    arrays = arrays_of(call)
    return not answer.arguments or first_change([*arrays.values()], answer.arguments, [*arrays]) is None


def faults(expected: object, answer: Returned, call: Call) -> list[str]:
    """Return what is wrong with what came back: the result, and arguments that were changed."""
    arrays = arrays_of(call)
    wrong = explain(expected, answer.value, call)
    changed = first_change(list(arrays.values()), answer.arguments, list(arrays)) if answer.arguments else None
    return [message for message in (wrong, changed) if message is not None]


def judgeable(result: object, *, nested: bool = False) -> object:
    """Return a reference's result as an int, an array or a tuple of those; raise TypeError for anything else."""
    if isinstance(result, tuple) and not nested:
        return tuple(judgeable(part, nested=True) for part in result)
    if isinstance(result, (int, np.integer)) and not isinstance(result, bool):
        return int(result)
    numeric = isinstance(result, (bool, float, complex, np.ndarray, np.generic))
    if numeric and name_of((array := np.asarray(result)).dtype) in wire.DTYPES:
        return array
    raise TypeError(f"it returns {type(result).__name__}; a result is an array, a number, or a tuple of those")


def to_value(result: object, arguments: list[Any] | None = None, *, nested: bool = False) -> wire.Value:
    """Return a result as it would come back from a child that was called with `arguments`."""
    if isinstance(result, np.ndarray):
        for position, argument in enumerate(arguments or ()):
            if isinstance(argument, np.ndarray) and np.may_share_memory(result, argument):
                return wire.Alias(position)
    if isinstance(result, tuple) and not nested:
        return wire.Items(tuple(to_value(part, arguments, nested=True) for part in result))
    try:
        plain = judgeable(result, nested=True)
    except TypeError:
        return wire.Other(type(result).__name__)
    if isinstance(plain, int):
        return wire.Integer(plain)
    assert isinstance(plain, np.ndarray)
    little = (
        plain if plain.dtype.isnative and sys.byteorder == "little" else plain.astype(plain.dtype.newbyteorder("<"))
    )
    return wire.Array(name_of(plain.dtype), plain.shape, little.tobytes())


def array_parts(expected: object) -> list[Array]:
    """Return the arrays of a result."""
    parts: tuple[object, ...] = expected if isinstance(expected, tuple) else (expected,)
    return [part for part in parts if isinstance(part, np.ndarray)]
