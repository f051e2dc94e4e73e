from typing import Any, Literal

import numpy as np
import pytest

from grader.judging.compare import Difference, allowed_error, first_difference, to_array, to_wire
from grader.runner import wire

EXPECTED = np.random.default_rng(0).standard_normal((2, 3, 4, 4))
NAN, INF = float("nan"), float("inf")


def differs(expected: Any, actual: Any, rule: Literal["auto"] | float = "auto", reduction: int = 100) -> bool:
    expected, actual = np.asarray(expected), np.asarray(actual)
    return first_difference(expected, actual, allowed_error(expected, actual, rule, reduction)) is not None


EQUAL = {
    "the same": (EXPECTED, EXPECTED),
    "computed in float32": (EXPECTED, EXPECTED.astype("float32")),
    "expected in float32": (EXPECTED.astype("float32"), EXPECTED),
    "another order of summing": (EXPECTED, EXPECTED * (1 + 1e-15)),
    "whole numbers as fractions": ([1, 2], [1.0, 2.0]),
    "whole numbers of another width": (np.array([1, 2], "int64"), np.array([1, 2], "uint8")),
    "NaN where NaN belongs": ([NAN, 1.0], [NAN, 1.0]),
    "infinite where infinite belongs": ([INF, -INF, 1.0], [INF, -INF, 1.0]),
    "minus zero": ([0.0, 1.0], [-0.0, 1.0]),
    "nothing": (np.empty((0, 3)), np.empty((0, 3))),
    "float16 where float16 belongs": (EXPECTED.astype("float16"), EXPECTED.astype("float16")),
    "large whole numbers": (np.array([2**62 + 1]), np.array([2**62 + 1])),
}

DIFFERENT = {
    "zeros": (EXPECTED, np.zeros_like(EXPECTED)),
    "ones": (EXPECTED, np.ones_like(EXPECTED)),
    "NaN": (EXPECTED, np.full_like(EXPECTED, NAN)),
    "infinite": (EXPECTED, np.full_like(EXPECTED, INF)),
    "computed in float16": (EXPECTED, EXPECTED.astype("float16")),
    "float16, expected in float32": (EXPECTED.astype("float32"), EXPECTED.astype("float16")),
    "wrong by a thousandth": (EXPECTED, EXPECTED * (1 + 1e-3)),
    "wrong by a thousandth, in float32": (EXPECTED.astype("float32"), (EXPECTED * (1 + 1e-3)).astype("float32")),
    "small and wrong": (EXPECTED * 1e-9, np.zeros_like(EXPECTED)),
    "a number where NaN belongs": ([NAN, 1.0], [0.0, 1.0]),
    "a number where infinity belongs": ([INF, 1.0], [1e300, 1.0]),
    "the other infinity": ([INF, 1.0], [-INF, 1.0]),
    "whole numbers one apart": ([10**6, 1], [10**6 + 1, 1]),
    "large whole numbers one apart": (np.array([2**62]), np.array([2**62 + 1])),
    "an unsigned number that went round": (np.array([0, -1]), np.array([0, 255], "uint8")),
}


@pytest.mark.parametrize(("expected", "actual"), EQUAL.values(), ids=EQUAL)
def test_what_rounding_explains_is_equal(expected: Any, actual: Any) -> None:
    assert not differs(expected, actual)


@pytest.mark.parametrize(("expected", "actual"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_rounding_does_not_explain_is_different(expected: Any, actual: Any) -> None:
    assert differs(expected, actual)


def test_a_rule_is_relative_to_the_largest_expected_value() -> None:
    assert allowed_error(np.array([1.0, -200.0, INF, NAN]), np.zeros(4), 0.01, 1) == 2.0
    assert [differs([1.0, -200.0], [1.0 + error, -200.0], 0.01) for error in (1.9, 2.1)] == [False, True]
    assert allowed_error(np.array([10**9]), np.array([10**9]), "auto", 100) == 0.0


def test_the_first_difference_is_the_first_in_c_order() -> None:
    actual = EXPECTED.copy()
    actual[1, 0, 0, 0] += 1
    actual[0, 2, 3, 3] += 1

    assert Difference((0, 2, 3, 3), 2) == first_difference(EXPECTED, actual, 1e-9)


ARRAYS = {
    "float64": np.arange(6.0).reshape(2, 3),
    "big-endian": np.arange(6, dtype=">i4").reshape(2, 3),
    "not contiguous": np.arange(12.0).reshape(3, 4).T[::2],
    "bool": np.array([True, False]),
    "a number": np.array(2.5, "float32"),
    "empty": np.empty((0, 4), "int8"),
    "complex": np.array([1 + 2j]),
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_an_array_comes_back_from_the_wire_as_it_was(array: Any) -> None:
    described, body = to_wire(array)
    returned = to_array(wire.Array(described["dtype"], tuple(described["shape"]), bytes(body)))

    np.testing.assert_array_equal(returned, array.astype(array.dtype.newbyteorder("=")), strict=True)
