"""What goes wrong in a convolutional layer, each mistake under its stable name: the reference, changed in one place."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def flipped(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Turn the kernel by 180 degrees, as mathematics does."""
    return conv2d(x, w[::-1, ::-1], b, stride, pad)


def not_summed_over_cin(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Overwrite the sum at each input channel, so that the last one is left."""
    return conv2d(x[..., -1:], w[:, :, -1:], b, stride, pad)


def first_channel_only(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take the first input channel for the image."""
    return conv2d(x[..., :1], w[:, :, :1], b, stride, pad)


def forgot_cout(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Use the first kernel for all output channels."""
    return conv2d(x, np.repeat(w[..., :1], len(b), axis=3), b, stride, pad)


def hw_swapped(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Write the number of row i and column j to row j and column i."""
    return conv2d(x, w, b, stride, pad).transpose(0, 2, 1, 3)


def khw_swapped(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take the rows of the kernel for its columns."""
    return _slide(conv2d, x, w.transpose(1, 0, 2, 3), b, stride, pad)


def channels_swapped(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take w for an array of shape (K_h, K_w, C_out, C_in)."""
    return conv2d(x, w.transpose(0, 1, 3, 2), b, stride, pad)


def reshape_not_transpose(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Reshape windows of (C_in, K_h, K_w) to rows, which meet kernels in the order (K_h, K_w, C_in)."""
    k_h, k_w, c_in, c_out = w.shape
    return conv2d(x, w.reshape(c_in, k_h, k_w, c_out).transpose(1, 2, 0, 3), b, stride, pad)


def reshaped_kernel(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Reshape w to (C_out, K_h·K_w·C_in) where it should be transposed."""
    k_h, k_w, c_in, c_out = w.shape
    return conv2d(x, w.reshape(c_out, k_h, k_w, c_in).transpose(1, 2, 3, 0), b, stride, pad)


def reshaped_result(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Compute the result as (N, C_out, H_out, W_out), and reshape it where it should be transposed."""
    y = conv2d(x, w, b, stride, pad)
    return y.transpose(0, 3, 1, 2).reshape(y.shape)


def off_by_one(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Count the steps of the window instead of its positions."""
    return conv2d(x, w, b, stride, pad)[:, :-1, :-1]


def ceil_size(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Round the size up: windows reach over the lower and the right edge, and find zeros there."""
    sides = (pad, pad + stride - 1)
    return conv2d(np.pad(x, ((0, 0), sides, sides, (0, 0))), w, b, stride)


def stride_ignored(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Move the window by one pixel at a time."""
    return conv2d(x, w, b, 1, pad)


def stride_window(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Begin the window of row i at row i instead of i · stride, in a result of the right size."""
    _, h_out, w_out, _ = conv2d(x, w, b, stride, pad).shape
    return conv2d(x, w, b, 1, pad)[:, :h_out, :w_out]


def stride_rows_only(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take the stride for a step down, and move by one pixel to the right."""
    return conv2d(x, w, b, 1, pad)[:, ::stride]


def pad_ignored(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Leave the padding out."""
    return _slide(conv2d, x, w, b, stride, 0)


def pad_once(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Add zeros above and on the left only, which is also what a size with pad in place of 2 · pad leaves."""
    return _slide(conv2d, np.pad(x, ((0, 0), (pad, 0), (pad, 0), (0, 0))), w, b, stride, 0)


def pad_one_side(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Add zeros below and on the right only."""
    return _slide(conv2d, np.pad(x, ((0, 0), (0, pad), (0, pad), (0, 0))), w, b, stride, 0)


def pad_not_zero(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Repeat the outermost pixels where zeros belong."""
    sides = (pad, pad)
    padded = np.pad(x, ((0, 0), sides, sides, (0, 0)), mode="edge")
    return conv2d(padded, w, b, stride)


def bias_ignored(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Leave the bias out."""
    return conv2d(x, w, 0 * b, stride, pad)


def bias_per_tap(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Add the bias to each product of the window."""
    return conv2d(x, w, w[..., 0].size * b, stride, pad)


def bias_per_cin(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Add the bias once for each input channel."""
    return conv2d(x, w, w.shape[2] * b, stride, pad)


def one_bias(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Add the first bias to all output channels."""
    return conv2d(x, w, np.full_like(b, b[0]), stride, pad)


def mean_not_sum(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Average the products of a window."""
    return conv2d(x, w / w[..., 0].size, b, stride, pad)


def batch_first_only(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Return after the first image, and leave the others at zero."""
    y = conv2d(x, w, b, stride, pad)
    y[1:] = 0
    return y


def first_image_repeated(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Take the first image of the batch for every one."""
    return conv2d(x[[0] * len(x)], w, b, stride, pad)


def int_truncation(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Write into an array of the dtype of x, which cuts fractions off if x holds whole numbers."""
    return conv2d(x, w, b, stride, pad).astype(x.dtype)


def float32_accumulation(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Round the image to float32 first."""
    return conv2d(x.astype(np.float32), w, b, stride, pad)


def mutates_input(
    conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Multiply each window in place, so that the next one finds products where it overlaps."""
    y = conv2d(x, w, b, stride, pad)
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0))) if pad else x
    for n, i, j, c in np.ndindex(y.shape):
        window = x[n, i * stride : i * stride + len(w), j * stride : j * stride + w.shape[1]]
        window *= w[..., c]
        y[n, i, j, c] = window.sum() + b[c]
    return y


def _slide(conv2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int, pad: int) -> np.ndarray:
    """Return an empty result, as loops would, where the kernel is one row or column larger than the image."""
    shape = [(size + 2 * pad - kernel) // stride + 1 for size, kernel in zip(x.shape[1:3], w.shape, strict=False)]
    return conv2d(x, w, b, stride, pad) if min(shape) > 0 else np.zeros((len(x), *shape, len(b)))
