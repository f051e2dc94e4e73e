"""The references of exercise-8 give what those of exercises 3 and 4 give, and run no more lines for larger images."""

import sys
from types import FrameType
from typing import Any

import numpy as np
import pytest

from grader.course.loader import builtin_root
from grader.course.references import load_reference


def reference(key: str) -> Any:
    return load_reference(builtin_root() / "solutions" / f"{key}.py", key.split("/")[1])


conv2d, local2d = reference("conv/conv2d"), reference("local/local2d")
conv2d_fast, local2d_fast = reference("fast/conv2d_fast"), reference("fast/local2d_fast")


def normal(*shape: int, dtype: str = "float64") -> Any:
    return (10 * np.random.default_rng(shape).standard_normal(shape)).astype(dtype)


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "uint8"])
@pytest.mark.parametrize("images", [0, 1, 3])
@pytest.mark.parametrize(("stride", "pad"), [(1, 0), (2, 1), (3, 2)])
def test_the_results_are_those_of_the_layers_with_loops(dtype: str, images: int, stride: int, pad: int) -> None:
    x, w, b = (normal(*shape, dtype=dtype) for shape in ((images, 9, 7, 3), (3, 2, 3, 4), (4,)))
    places = ((9 - 3) // stride + 1, (7 - 2) // stride + 1)
    kernels, biases = normal(*places, 3, 2, 3, 4, dtype=dtype), normal(*places, 4, dtype=dtype)
    close = {"rtol": 1e-4, "atol": 1e-2} if dtype == "float32" else {"rtol": 1e-11, "atol": 1e-10}

    np.testing.assert_allclose(conv2d_fast(x, w, b, stride, pad), conv2d(x, w, b, stride, pad), strict=True, **close)
    np.testing.assert_allclose(local2d_fast(x, kernels, biases, stride), local2d(x, kernels, biases, stride), strict=True, **close)  # fmt: skip


def lines(function: Any, *arguments: Any) -> int:
    """Count the lines of a function's file that run in a call."""
    count, file = 0, function.__code__.co_filename

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line" and frame.f_code.co_filename == file
        return trace if frame.f_code.co_filename == file else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def test_a_larger_image_runs_no_more_lines() -> None:
    w, b = normal(3, 2, 3, 4), normal(4)
    small, large = (conv2d_fast, normal(1, 5, 4, 3), w, b), (conv2d_fast, normal(2, 60, 50, 3), w, b)
    few, many = (
        (local2d_fast, normal(n, h + 2, v + 1, 3), normal(h, v, 3, 2, 3, 4), normal(h, v, 4))
        for n, h, v in ((1, 3, 4), (2, 30, 20))
    )

    assert 0 < lines(*small) == lines(*large)
    assert 0 < lines(*few) == lines(*many)
