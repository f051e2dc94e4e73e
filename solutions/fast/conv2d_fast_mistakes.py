"""What goes wrong in a convolutional layer without loops, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def flipped(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Turn the kernel by 180 degrees, as mathematics does."""
    return conv2d_fast(x, w[::-1, ::-1], b, stride, pad)


def not_summed_over_cin(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Overwrite the sum at each input channel, so that the last one is left."""
    return conv2d_fast(x[..., -1:], w[:, :, -1:], b, stride, pad)


def hw_swapped(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Write the number of row i and column j to row j and column i."""
    return conv2d_fast(x, w, b, stride, pad).transpose(0, 2, 1, 3)


def khw_swapped(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take the rows of the kernel for its columns."""
    return _slide(conv2d_fast, x, w.transpose(1, 0, 2, 3), b, stride, pad)


def channels_swapped(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take w for an array of shape (K_h, K_w, C_out, C_in)."""
    return conv2d_fast(x, w.transpose(0, 1, 3, 2), b, stride, pad)


def reshape_not_transpose(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Reshape windows of (C_in, K_h, K_w) to rows, which meet kernels in the order (K_h, K_w, C_in)."""
    k_h, k_w, c_in, c_out = w.shape
    return conv2d_fast(x, w.reshape(c_in, k_h, k_w, c_out).transpose(1, 2, 0, 3), b, stride, pad)


def reshaped_kernel(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Reshape w to (C_out, K_h·K_w·C_in) where it should be transposed."""
    k_h, k_w, c_in, c_out = w.shape
    return conv2d_fast(x, w.reshape(c_out, k_h, k_w, c_in).transpose(1, 2, 3, 0), b, stride, pad)


def reshaped_result(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Compute the result as (N, C_out, H_out, W_out), and reshape it where it should be transposed."""
    y = conv2d_fast(x, w, b, stride, pad)
    return y.transpose(0, 3, 1, 2).reshape(y.shape)


def off_by_one(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Count the steps of the window instead of its positions."""
    return conv2d_fast(x, w, b, stride, pad)[:, :-1, :-1]


def stride_ignored(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Move the window by one pixel at a time."""
    return conv2d_fast(x, w, b, 1, pad)


def stride_window(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Begin the window of row i at row i instead of i · stride, in a result of the right size."""
    _, h_out, w_out, _ = conv2d_fast(x, w, b, stride, pad).shape
    return conv2d_fast(x, w, b, 1, pad)[:, :h_out, :w_out]


def pad_ignored(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Leave the padding out."""
    return _slide(conv2d_fast, x, w, b, stride, 0)


def pad_once(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Add zeros above and on the left only, which is also what a size with pad in place of 2 · pad leaves."""
    return _slide(conv2d_fast, np.pad(x, ((0, 0), (pad, 0), (pad, 0), (0, 0))), w, b, stride, 0)


def bias_ignored(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Leave the bias out."""
    return conv2d_fast(x, w, 0 * b, stride, pad)


def one_bias(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Add the first bias to all output channels."""
    return conv2d_fast(x, w, np.full_like(b, b[0]), stride, pad)


def mean_not_sum(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Average the products of a window."""
    return conv2d_fast(x, w / w[..., 0].size, b, stride, pad)


def int_truncation(
    conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Write into an array of the dtype of x, which cuts fractions off if x holds whole numbers."""
    return conv2d_fast(x, w, b, stride, pad).astype(x.dtype)


def _slide(conv2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int, pad: int) -> np.ndarray:
    """Return an empty result, as loops would, where the kernel is one row or column larger than the image."""
    shape = [(size + 2 * pad - kernel) // stride + 1 for size, kernel in zip(x.shape[1:3], w.shape, strict=False)]
    return conv2d_fast(x, w, b, stride, pad) if min(shape) > 0 else np.zeros((len(x), *shape, len(b)))
