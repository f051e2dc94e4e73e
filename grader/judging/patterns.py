"""Find what all values of a wrong result have in common: an order of axes, an offset, a factor. Told only if it holds for all."""

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.judging.compare import Array, is_near

Axes = Sequence[str] | None  # the names of a result's axes, if it has any

MAX_AXES_TO_PERMUTE = 5


def permutation(expected: Array, actual: Array, error: float, axes: Axes) -> str:
    """Say that a result of the wrong shape is right but for the order of its axes, if it is."""
    if actual.ndim != expected.ndim or not 2 <= actual.ndim <= MAX_AXES_TO_PERMUTE or actual.dtype.kind not in "iuf":
        return ""
    if not _may_hold_the_same(expected, actual, error):
        return ""
    names = axes or [str(axis) for axis in range(actual.ndim)]
    for order in itertools.permutations(range(actual.ndim)):
        turned = expected.transpose(order)
        if turned.shape == actual.shape and is_near(turned, actual, error):
            return f"\nThe values are right, but the axes are in the order ({', '.join(names[a] for a in order)})."
    return ""


def pattern(expected: Array, actual: Array, error: float, axes: Axes) -> str:
    """Name what all values have in common: an offset, an offset per channel, a factor, exchanged or reversed axes."""
    if expected.dtype.kind not in "iuf" or actual.dtype.kind not in "iuf" or expected.size < 2:
        return ""
    right, got = expected.astype(np.float64), actual.astype(np.float64)
    if not (np.isfinite(right).all() and np.isfinite(got).all()):
        return ""
    if not got.any():
        return "\nEvery value is 0."
    return _offset(right, got, error, axes) or _factor(right, got, error) or _turned(expected, actual, error, axes)


def _offset(right: Array, got: Array, error: float, axes: Axes) -> str:
    # Taken away again, the amount must leave what is right: a huge number swallows what is added to it, or overflows.
    gap = got - right
    if (np.abs(got - gap.flat[0] - right) <= error).all():
        return f"\nEvery value differs from the right one by the same amount, {written(gap.flat[0])}."
    first = gap.reshape(-1, gap.shape[-1])[0]
    if gap.ndim > 1 and gap.size > len(first) and (np.abs(got - first - right) <= error).all():
        shown = ", ".join(written(number) for number in first[:8])
        axis = axes[-1] if axes else "the last axis"
        return f"\nAlong {axis}, the difference is the same at every position: {shown}{', …' if gap.shape[-1] > 8 else ''}."
    return ""


def _factor(right: Array, got: Array, error: float) -> str:
    at = np.unravel_index(int(np.argmax(np.abs(right))), right.shape)
    if right[at] == 0:
        return ""
    factor = got[at] / right[at]
    if factor == 0 or not np.isfinite(factor) or written(factor) == "1":
        return ""
    if (np.abs(got - factor * right) <= error * max(1.0, abs(factor))).all():
        return f"\nEvery value is {written(factor)} times the right one."
    return ""


def _turned(expected: Array, actual: Array, error: float, axes: Axes) -> str:
    if not _may_hold_the_same(expected, actual, error):
        return ""
    names = axes or [f"axis {axis}" for axis in range(expected.ndim)]
    for first, second in itertools.combinations(range(expected.ndim), 2):
        turned = expected.swapaxes(first, second)
        if turned.shape == actual.shape and is_near(turned, actual, error):
            return f"\nThe values are right, but {names[first]} and {names[second]} are exchanged."
    for count in (1, 2):
        for reversed_axes in itertools.combinations(range(expected.ndim), count):
            if is_near(np.flip(expected, reversed_axes), actual, error):
                return f"\nThe values are right, but in reverse order along {' and '.join(names[a] for a in reversed_axes)}."
    return ""


def _may_hold_the_same(expected: Array, actual: Array, error: float) -> bool:
    """Whether the values can be the same in another order; most results are ruled out by their sums."""
    apart = abs(float(expected.sum(dtype=np.float64)) - float(actual.sum(dtype=np.float64)))
    is_ruled_out = math.isfinite(apart) and apart > error * expected.size  # in another order a sum may overflow, or not
    return expected.size == actual.size and not is_ruled_out


def written(number: Any, digits: int = 6) -> str:
    """Return a number with so many significant digits."""
    if isinstance(number, (int, np.integer)):
        return str(int(number))
    plain = complex(number) if isinstance(number, (complex, np.complexfloating)) else float(number)
    return f"{plain + 0.0:.{digits}g}"  # + 0.0 turns -0 into 0
