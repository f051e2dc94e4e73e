"""Draw the inputs of a case from its specification: `normal(2, 5, 7, 3)`, `integers(0, 9, (2, 6, 5, 3))`, `between(1, 12)`.

Each argument has a stream of its own, keyed by question, case and name, so that adding a case or an argument moves no other.
"""

import ast
import hashlib
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

MAX_ELEMENTS = 4_000_000
_DTYPES = ("float32", "float64", "int8", "int16", "int32", "int64", "uint8", "bool")
_FORMS = {
    "normal": "normal(2, 5, 7, 3): independent standard normal numbers of that shape",
    "integers": "integers(0, 9, (2, 6, 5, 3)): whole numbers from 0 up to 8 of that shape",
    "zeros": "zeros(4): zeros of that shape",
    "ones": "ones(4): ones of that shape",
    "arange": "arange(4): 0, 1, 2, 3 in that shape",
    "between": "between(1, 12): one whole number, both ends included; between(6, 30, step=3): one of 6, 9, …, 30",
    "made": "made(name): what the function name(rng) of the file of inputs beside the reference returns",
}


class InputError(ValueError):
    """A specification that cannot be read; the message says what can."""


@dataclass(frozen=True, slots=True)
class Input:
    """A specification of an argument; `shape` is None for a single number, and for what is made.

    What is made comes from the function `name` of the file `beside` the reference, which is known once a question is loaded.
    """

    text: str
    form: str
    bounds: tuple[int, ...]
    shape: tuple[int, ...] | None
    dtype: str | None
    name: str | None = None
    beside: Path | None = None
    step: int = 1

    @property
    def varies(self) -> bool:
        """Whether another key can give another argument."""
        if self.form in ("between", "integers"):
            low, high = self.bounds[0], self.bounds[1] - (self.form == "integers")
            return high > low and 0 not in (self.shape or ())
        return self.form == "made" or (self.form == "normal" and 0 not in (self.shape or ()))

    def found_in(self, beside: Path) -> "Input":
        """Return the specification with the file that makes it."""
        return replace(self, beside=beside)

    def draw(self, key: str) -> "np.ndarray[Any, Any] | int":
        """Draw the argument from the stream of `key`; the same key gives the same argument."""
        import numpy as np

        if self.form == "made":
            from grader.course.made import make

            assert self.beside is not None
            assert self.name is not None
            return make(self.beside, self.name, key)
        if self.shape is None:
            low, high = self.bounds
            return low + self.step * (int(_words(key, 1)[0]) % ((high - low) // self.step + 1))
        count = math.prod(self.shape)
        array: np.ndarray[Any, Any]
        match self.form:
            case "normal":
                array = _normal(key, count)
            case "integers":
                low, high = self.bounds
                array = (_words(key, count) % np.uint64(high - low)).astype(np.int64) + np.int64(low)
            case "arange":
                array = np.arange(count)
            case _:
                array = np.zeros(count) if self.form == "zeros" else np.ones(count)
        return array.reshape(self.shape) if self.dtype is None else array.reshape(self.shape).astype(self.dtype)


def _words(key: str, count: int) -> "np.ndarray[Any, np.dtype[np.uint64]]":
    """Return as many 64-bit words of the stream of a key.

    SHAKE-256 is the same everywhere and always; NumPy's generators change between versions, and importing them takes as long as
    importing the rest of NumPy.
    """
    import numpy as np

    return np.frombuffer(hashlib.shake_256(key.encode()).digest(8 * count), dtype="<u8")


def _normal(key: str, count: int) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return independent standard normal numbers (Box and Muller 1958)."""
    import numpy as np

    uniform = ((_words(key, 2 * count) >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return np.sqrt(-2.0 * np.log(uniform[:count])) * np.cos(2.0 * np.pi * uniform[count:])


class Draw:
    """Draws inputs one after the other, for a property; the same seed gives the same inputs everywhere."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def normal(self, *shape: Any, dtype: str | None = None) -> Any:
        """Return independent standard normal numbers: normal(2, 5, 7, 3) or normal((2, 5, 7, 3))."""
        return self._next("normal", shape, dtype)

    def integers(self, low: int, high: int, *shape: Any, dtype: str | None = None) -> Any:
        """Return whole numbers from `low` up to `high` - 1: integers(0, 9, (2, 6, 5, 3))."""
        return self._next("integers", (low, high, shape[0] if len(shape) == 1 else shape), dtype)

    def between(self, low: int, high: int) -> int:
        """Return one whole number, both ends included."""
        return int(self._next("between", (low, high), None))

    def _next(self, form: str, arguments: tuple[Any, ...], dtype: str | None) -> Any:
        self._drawn += 1
        given = _checked(f"{form}{arguments}", form, list(arguments), {} if dtype is None else {"dtype": dtype})
        return given.draw(f"{self._seed}/{self._drawn}")


def parse_input(text: str) -> Input:
    """Read a specification; raise InputError for anything that is not one of the forms."""
    try:
        call = ast.parse(text.strip(), mode="eval").body
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _FORMS):
            raise ValueError
        is_made = call.func.id == "made"
        arguments = [] if is_made else [ast.literal_eval(argument) for argument in call.args]
        keywords = {str(keyword.arg): _word(keyword.value) for keyword in call.keywords}
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise InputError(f"{text!r} is not an input. Write one of: {'; '.join(_FORMS.values())}") from None
    return _made(text, call) if is_made else _checked(text, call.func.id, arguments, keywords)


def _made(text: str, call: ast.Call) -> Input:
    name = call.args[0].id if len(call.args) == 1 and isinstance(call.args[0], ast.Name) else None
    if name is None or name.startswith("_") or call.keywords:
        raise InputError(f"{text!r} does not fit. Write {_FORMS['made']}")
    return Input(text, "made", (), None, None, name)


def _word(node: ast.expr) -> Any:
    """Return float32 and "float32" alike."""
    return node.id if isinstance(node, ast.Name) else ast.literal_eval(node)


def _checked(text: str, form: str, arguments: list[Any], keywords: dict[str, Any]) -> Input:
    dtype = keywords.pop("dtype", None)
    step = keywords.pop("step", 1) if form == "between" else 1
    if keywords or (dtype is not None and dtype not in _DTYPES):
        raise InputError(f"{text!r}: the one option is dtype, one of {', '.join(map(repr, _DTYPES))}")
    bounds: tuple[Any, ...] = ()
    shape: Any = tuple(arguments)
    if form == "between":
        bounds, shape = tuple(arguments), None
    elif form == "integers":
        bounds, shape = tuple(arguments[:2]), arguments[2] if len(arguments) == 3 else ("no shape",)
        shape = (shape,) if isinstance(shape, int) else shape
    elif len(shape) == 1 and isinstance(shape[0], tuple):
        shape = shape[0]
    if not _are_bounds(bounds, form) or not _is_shape(shape) or not _is_step(step, bounds):
        raise InputError(f"{text!r} does not fit. Write {_FORMS[form]}")
    return Input(text, form, bounds, shape, dtype, step=step)


def _is_step(step: Any, bounds: tuple[int, ...]) -> bool:
    return type(step) is int and step >= 1 and (step == 1 or (bounds[1] - bounds[0]) % step == 0)


def _are_bounds(bounds: tuple[Any, ...], form: str) -> bool:
    if form not in ("between", "integers"):
        return not bounds
    if len(bounds) != 2 or not all(type(number) is int and -(2**63) <= number < 2**63 for number in bounds):
        return False
    return bool(bounds[0] <= bounds[1] - (form == "integers"))


def _is_shape(shape: Any) -> bool:
    if shape is None:
        return True
    if not isinstance(shape, tuple) or len(shape) > 8 or not all(type(n) is int and n >= 0 for n in shape):
        return False
    elements = 1
    for n in shape:
        elements *= n
    return elements <= MAX_ELEMENTS
