"""Draw the calls of a question's cases: the same inputs for everybody, but for those of hidden cases."""

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.course.cases import axis_values, case_arguments, reduction
from grader.course.inputs import Input
from grader.course.loader import LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.course.references import read_signature
from grader.course.variants import Values
from grader.judging.explain import Call
from grader.judging.kept import Kept, array_bytes, frozen

_calls = Kept()
_sizes = Kept(4_000_000)


class Calls:
    """What the function of a code question is called with; hidden inputs are drawn with `salt`."""

    def __init__(self, loaded: LoadedQuestion, salt: str = "") -> None:
        assert isinstance(loaded.question, CodeQuestion)
        assert loaded.reference is not None
        self.question = loaded.question
        self.signature = read_signature(loaded.reference, loaded.question.function)
        self._key = loaded.key
        self.salt = salt
        self._cases = {case.id: case for case in loaded.question.cases}

    def salted(self, salt: str) -> "Calls":
        """Return the calls of another run."""
        other = copy.copy(self)
        other.salt = salt
        return other

    def case(self, id: str) -> Case:
        """Return a case by its name."""
        return self._cases[id]

    def draw(self, case: Case, draw: int) -> Call:
        """Draw the inputs of a case, arrays that nobody can write to; an argument of another case is the very same as there.

        They are drawn once in a process: the call holds its question, whose identity so stands for it.
        """
        key = (id(self.question), self._key, self.salt, case.id, draw)
        return _calls.get(key, lambda: self._draw(case, draw), lambda call: array_bytes((*call.arguments.values(),)))

    def draw_anew(self, case: Case, draw: int) -> Call:
        """Draw the inputs of a visible case once more, as for a hidden one: from the salt of the run."""
        key = (id(self.question), self._key, self.salt, case.id, draw, "anew")
        return _calls.get(
            key, lambda: self._draw(case, draw, anew=True), lambda call: array_bytes((*call.arguments.values(),))
        )

    def is_drawn(self, case: Case) -> bool:
        """Return whether anything in the inputs of a case is left to chance where work is handed in."""
        arguments = case_arguments(case, self._cases, anew=True).values()
        return any(isinstance(argument, Input) and argument.varies for argument in arguments)

    def _draw(self, case: Case, draw: int, *, anew: bool = False) -> Call:
        arguments: dict[str, Any] = {}
        for name, argument in case_arguments(case, self._cases, anew=anew).items():
            origin = self._origin(case, name, anew)
            salt = self.salt if origin.hidden or anew else ""
            key = f"{self._key}/{origin.id}/{name}/{draw}{salt}"
            arguments[name] = frozen(argument.draw(key)) if isinstance(argument, Input) else argument
        return self.call(arguments)

    def call(self, arguments: Mapping[str, Any]) -> Call:
        """Return a call with these arguments, in the order of the parameters."""
        ordered = {name: arguments[name] for name in self.signature.parameters if name in arguments}
        return Call(self.question, ordered, *self._sizes(ordered))

    def _sizes(self, ordered: Mapping[str, Any]) -> tuple[Values, int]:
        """Return the sizes of the axes and the length of the reduction, which depend on whole numbers and shapes alone."""
        given = {**self.signature.defaults, **ordered}

        def make() -> tuple[CodeQuestion, Values, int]:
            values = axis_values(self.question, given)
            return self.question, values, reduction(self.question, given, values)

        _, values, terms = _sizes.get((id(self.question), *map(_without_numbers, given.values())), make, lambda _: 0)
        return values, terms

    def positional(self, call: Call) -> dict[str, Any]:
        """Return all arguments up to the last one given, in order, so that the student may name them as they like."""
        names = self.signature.parameters
        last = max(names.index(name) for name in call.arguments) + 1 if call.arguments else 0
        return {name: call.arguments.get(name, self.signature.defaults.get(name)) for name in names[:last]}

    def _origin(self, case: Case, name: str, anew: bool) -> Case:
        while name not in case.args and not (anew and name in case.anew) and case.like is not None:
            case = self._cases[case.like]
        return case


def arrays_of(call: Call) -> dict[str, np.ndarray[Any, Any]]:
    """Return the array arguments of a call by their names, in order."""
    return {name: value for name, value in call.arguments.items() if isinstance(value, np.ndarray)}


def _without_numbers(value: Any) -> tuple[object, ...]:
    """Return a key for an argument that leaves an array's numbers out."""
    return (np.ndarray, value.shape) if isinstance(value, np.ndarray) else (type(value), repr(value))
