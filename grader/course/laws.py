"""What a property returns: two things that must be equal, or must not be, and the law that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class LawError(ValueError):
    """A law that is none; the message says why."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law for some inputs: `left` and `right` must be equal, or with `equal=False` must differ somewhere.

    Both are arrays or numbers, or tuples of those. `says` states the law in words, `inputs` are what it was tried with.
    `tolerance` is the largest error allowed, relative to the largest number; without it, what rounding explains.
    """

    left: Any
    right: Any
    says: str
    equal: bool = True
    inputs: Mapping[str, Any] = field(default_factory=dict)
    tolerance: float | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.says, str) or not self.says.strip():
            raise LawError("a law says in words what must hold: Law(left, right, says=...)")
        for name, side in (("left", self.left), ("right", self.right)):
            if not all(_is_numeric(part) for part in sides(side)):
                raise LawError(f"the {name} side of a law is an array or a number, not {type(side).__name__}")
        if len(sides(self.left)) != len(sides(self.right)):
            raise LawError("both sides of a law must hold as many results")
        if self.tolerance is not None and not 0 <= self.tolerance <= 0.1:
            raise LawError(f"the tolerance of a law lies between 0 and 0.1; it is {self.tolerance}")


def sides(value: Any) -> tuple[Any, ...]:
    """Return the parts of a result: those of a tuple, else the result alone."""
    return value if isinstance(value, tuple) else (value,)


def _is_numeric(value: Any) -> bool:
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    return isinstance(value, (bool, int, float, complex)) if kind is None else kind in "biufc"
