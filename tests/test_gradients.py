"""The gradients of exercise-5 are what plain loops, finite differences and the chain rule say."""

from typing import Any

import numpy as np
import pytest

from grader.course.loader import builtin_root
from grader.course.references import load_reference


def reference(key: str) -> Any:
    return load_reference(builtin_root() / "solutions" / f"{key}.py", key.split("/")[1])


conv2d, local2d, tie = (reference(key) for key in ("conv/conv2d", "local/local2d", "local/tie"))
conv2d_backward, local2d_backward = reference("conv/conv2d_backward"), reference("local/local2d_backward")
share_gradient = reference("gradient/share_gradient")


def normal(*shape: int, dtype: str = "float64", seed: int = 0) -> Any:
    return np.random.default_rng((seed, *shape)).standard_normal(shape).astype(dtype)


def conv2d_backward_by_loops(x: Any, w: Any, dy: Any, stride: int = 1, pad: int = 0) -> Any:
    (_, height, width, c_in), (k_h, k_w, _, _) = x.shape, w.shape
    dtype = np.result_type(x, w, dy)
    dx, dw, db = np.zeros(x.shape, dtype), np.zeros(w.shape, dtype), np.zeros(w.shape[3], dtype)
    for m, i, j, c in np.ndindex(dy.shape):
        db[c] += dy[m, i, j, c]
        for p, q, d in np.ndindex(k_h, k_w, c_in):
            row, column = i * stride + p - pad, j * stride + q - pad
            if 0 <= row < height and 0 <= column < width:
                dx[m, row, column, d] += w[p, q, d, c] * dy[m, i, j, c]
                dw[p, q, d, c] += x[m, row, column, d] * dy[m, i, j, c]
    return dx, dw, db


def local2d_backward_by_loops(x: Any, w: Any, dy: Any, stride: int = 1) -> Any:
    k_h, k_w = w.shape[2:4]
    dtype = np.result_type(x, w, dy)
    dx, dw, db = np.zeros(x.shape, dtype), np.zeros(w.shape, dtype), np.zeros(dy.shape[1:], dtype)
    for m, i, j, c in np.ndindex(dy.shape):
        window = np.s_[m, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
        dx[window] += w[i, j, ..., c] * dy[m, i, j, c]
        dw[i, j, ..., c] += x[window] * dy[m, i, j, c]
        db[i, j, c] += dy[m, i, j, c]
    return dx, dw, db


SIZES = {  # (N, H, W, C_in), (K_h, K_w), C_out, stride, pad
    "stride 2 with a remainder, pad 1": ((2, 5, 7, 3), (3, 2), 4, 2, 1),
    "stride 1": ((2, 6, 5, 3), (3, 2), 4, 1, 0),
    "1×1 kernel": ((2, 4, 5, 3), (1, 1), 4, 1, 0),
    "kernel as large as the image": ((1, 4, 3, 2), (4, 3), 2, 1, 0),
    "stride larger than the kernel": ((3, 9, 8, 2), (2, 1), 5, 3, 0),
    "kernel larger than the image, not than the padded one": ((2, 3, 2, 3), (5, 4), 2, 1, 1),
    "empty batch": ((0, 5, 4, 3), (3, 2), 4, 1, 0),
    "one channel in, one out": ((3, 6, 4, 1), (2, 3), 1, 3, 2),
}


def draw(sizes: Any, dtype: str = "float64") -> Any:
    (n, height, width, c_in), (k_h, k_w), c_out, stride, pad = sizes
    shape = (n, (height + 2 * pad - k_h) // stride + 1, (width + 2 * pad - k_w) // stride + 1, c_out)
    arrays = (normal(n, height, width, c_in), normal(k_h, k_w, c_in, c_out), normal(*shape, seed=1))
    return (*((10 * a).astype(dtype) for a in arrays), stride, pad)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_both_gradients_are_what_plain_loops_give(sizes: Any, dtype: str) -> None:
    x, w, dy, stride, pad = draw(sizes, dtype)
    results = conv2d_backward(x, w, dy, stride, pad)
    by_loops = conv2d_backward_by_loops(x, w, dy, stride, pad)
    if pad == 0:
        kernels = (10 * normal(*dy.shape[1:3], *w.shape)).astype(dtype)
        results += local2d_backward(x, kernels, dy, stride)
        by_loops += local2d_backward_by_loops(x, kernels, dy, stride)

    for result, expected in zip(results, by_loops, strict=True):
        assert (expected.shape, expected.dtype) == (result.shape, result.dtype)
        np.testing.assert_allclose(result, expected, rtol=1e-4 if dtype == "float32" else 1e-11, atol=1e-3)
        assert result.flags.writeable
        assert not any(np.shares_memory(result, array) for array in (x, w, dy))


def test_the_gradients_are_slopes() -> None:
    """Finite differences, number by number."""
    x, w, dy, stride, pad = draw(SIZES["stride 2 with a remainder, pad 1"])
    b = normal(4)
    for position, (argument, gradient) in enumerate(
        zip((x, w, b), conv2d_backward(x, w, dy, stride, pad), strict=True)
    ):
        for index in list(np.ndindex(argument.shape))[::7]:
            losses = []
            for step in (0.5, -0.5):
                moved = [np.array(a) for a in (x, w, b)]
                moved[position][index] += step
                losses.append((conv2d(*moved, stride, pad) * dy).sum())
            assert losses[0] - losses[1] == pytest.approx(gradient[index], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_the_gradient_of_a_shared_kernel_is_the_sum_over_the_positions(stride: int) -> None:
    x, w, b = normal(2, 9, 7, 3), normal(3, 2, 3, 4), normal(4)
    dy = normal(*conv2d(x, w, b, stride).shape, seed=1)

    dx, *unshared = local2d_backward(x, tie(w, *dy.shape[1:3]), dy, stride)

    for one, other in zip((dx, *share_gradient(*unshared)), conv2d_backward(x, w, dy, stride), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-11)


def test_one_step_with_the_summed_gradient_keeps_the_layer_tied_and_one_with_its_own_does_not() -> None:
    x, w = normal(2, 6, 5, 3), normal(3, 2, 3, 4)
    dy = normal(2, 4, 4, 4, seed=1)
    own = local2d_backward(x, tie(w, 4, 4), dy)[1]
    summed = tie(share_gradient(own, dy.sum(axis=0))[0], 4, 4)

    assert np.ptp(tie(w, 4, 4) - 0.1 * summed, axis=(0, 1)).max() < 1e-12
    assert np.ptp(tie(w, 4, 4) - 0.1 * own, axis=(0, 1)).min() > 1e-3


WRONG = [
    (conv2d_backward, (normal(5, 7, 3), normal(3, 2, 3, 4), normal(2, 3, 4, 4)), "x must have the axes (N, H, W, C_in); its shape is (5, 7, 3)"),
    (conv2d_backward, (normal(2, 5, 7, 3), normal(3, 2, 3, 4), normal(2, 3, 4, 4), 0), "stride must be at least 1 and pad at least 0; they are 0 and 0"),
    (conv2d_backward, (normal(2, 5, 7, 1), normal(3, 2, 3, 4), normal(2, 3, 4, 4)), "C_in differs: 1 in x, 3 in w"),
    (conv2d_backward, (normal(2, 5, 7, 3), normal(8, 2, 3, 4), normal(2, 3, 4, 4), 1, 1), "K_h is 8; it must be from 1 to H + 2 * pad = 7"),
    (conv2d_backward, (normal(2, 5, 7, 3), normal(3, 2, 3, 4), normal(2, 3, 4, 4)), "dy must have the shape of the output, (N, H_out, W_out, C_out) = (2, 3, 6, 4); its shape is (2, 3, 4, 4)"),
    (local2d_backward, (normal(2, 5, 7, 3), normal(3, 2, 3, 4), normal(2, 3, 4, 4)), "w must have the axes (H_out, W_out, K_h, K_w, C_in, C_out); its shape is (3, 2, 3, 4)"),
    (local2d_backward, (normal(2, 5, 7, 3), normal(3, 6, 3, 2, 3, 4), normal(2, 3, 6, 4), 0), "stride must be at least 1; it is 0"),
    (local2d_backward, (normal(2, 5, 7, 1), normal(3, 6, 3, 2, 3, 4), normal(2, 3, 6, 4)), "C_in differs: 1 in x, 3 in w"),
    (local2d_backward, (normal(2, 2, 7, 3), normal(3, 6, 3, 2, 3, 4), normal(2, 3, 6, 4)), "K_h is 3; it must be from 1 to H = 2"),
    (local2d_backward, (normal(2, 5, 8, 3), normal(3, 6, 3, 2, 3, 4), normal(2, 3, 6, 4)), "W_out is 6 in w; with W = 8 it must be floor((8 - 2) / 1) + 1 = 7"),
    (local2d_backward, (normal(2, 5, 7, 3), normal(3, 6, 3, 2, 3, 4), normal(2, 3, 6, 5)), "dy must have the shape of the output, (N, H_out, W_out, C_out) = (2, 3, 6, 4); its shape is (2, 3, 6, 5)"),
    (share_gradient, (normal(3, 2, 3, 4), normal(4)), "dw_local must have 6 axes; its shape is (3, 2, 3, 4)"),
    (share_gradient, (normal(2, 3, 3, 2, 3, 4), normal(3, 2, 4)), "db_local must have the shape (2, 3, 4); its shape is (3, 2, 4)"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "arguments", "message"), WRONG, ids=[message for *_, message in WRONG])
def test_a_gradient_says_what_does_not_fit(function: Any, arguments: Any, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        function(*arguments)

    assert message == str(caught.value)
