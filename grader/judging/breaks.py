"""Say how a law is broken: where its sides differ, and for which inputs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from grader.course.laws import Law, sides
from grader.judging.compare import SAFETY, Array, first_difference
from grader.judging.patterns import written

SHOWN_NUMBERS = 24
ONE_LINE = 100
SLACK = 16  # a law adds and multiplies results, and their rounding with them


@dataclass(slots=True)
class Precision:
    """How exact the results are that a law speaks of: the question's rule, the coarsest ε among them, their longest sums."""

    rule: Literal["auto"] | float
    epsilon: float = 0.0
    reduction: int = 1


def break_of(law: Law, precision: Precision) -> str | None:
    """Return how a law is broken, None where it holds."""
    parts = [
        (np.asarray(left), np.asarray(right)) for left, right in zip(sides(law.left), sides(law.right), strict=True)
    ]
    breaks = [_break(left, right, _allowed(law, left, right, precision)) for left, right in parts]
    found = next((position for position, text in enumerate(breaks) if text is not None), None)
    if (found is None) == law.equal:
        return None
    where = _inputs(law.inputs)
    if found is None:
        return f"{law.says.strip()}\nBut both sides are equal{where}"
    result = f" in result {found + 1} of {len(parts)}" if len(parts) > 1 else ""
    return f"{law.says.strip()}\nThat does not hold{where}\n{breaks[found]}{result}."


def _break(left: Array, right: Array, error: float) -> str | None:
    if left.shape != right.shape:
        return f"The left side has the shape {left.shape}, the right side {right.shape}"
    with np.errstate(all="ignore"):
        difference = first_difference(left, right, error)
    if difference is None:
        return None
    index = difference.index
    at = f" at [{', '.join(map(str, index))}]" if index else ""
    sizes = f", and {difference.count} of {left.size} values differ" if left.size > 1 else ""
    return f"First difference{at}: {written(left[index])} on the left, {written(right[index])} on the right{sizes}"


def _allowed(law: Law, left: Array, right: Array, precision: Precision) -> float:
    numbers = [side[np.isfinite(side)] for side in (left, right) if side.size]
    largest = max((float(np.max(np.abs(side), initial=0.0)) for side in numbers), default=0.0)
    if law.tolerance is not None:
        return law.tolerance * largest
    types = [side.dtype for side in (left, right) if side.dtype.kind in "fc"]
    epsilon = max([precision.epsilon, *map(epsilon_of, types)])
    rounding = SLACK * SAFETY * epsilon * max(1, math.isqrt(precision.reduction)) * (largest or 1.0)
    return rounding if precision.rule == "auto" or not types else max(rounding, precision.rule * largest)


def epsilon_of(dtype: Any) -> float:
    """Return the ε of a floating-point type, but no coarser than that of float32."""
    return min(float(np.finfo(dtype).eps), float(np.finfo(np.float32).eps))


def _inputs(inputs: Mapping[str, Any]) -> str:
    """Write the inputs that a law was tried with: numbers and small arrays whole, others by their shapes."""
    shown = []
    for name, value in inputs.items():
        if isinstance(value, np.ndarray) and value.size > SHOWN_NUMBERS:
            shown.append(f"{name} of shape {value.shape}")
        else:
            shown.append(f"{name} = {_whole(value)}")
    if not shown:
        return "."
    line = f" for {', '.join(shown)}."
    return line if len(line) <= ONE_LINE else f" for{''.join(f'{chr(10)}  {text}' for text in shown)}"


def _whole(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.shape:
        return f"[{', '.join(_whole(part) for part in value)}]"
    return written(value, 4) if isinstance(value, (int, float, np.generic, np.ndarray)) else str(value)[:40]
