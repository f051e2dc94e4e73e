"""What goes wrong in a locally connected layer, each mistake under its stable name: the reference, changed in one place."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def flipped(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Turn every kernel by 180 degrees, as mathematics does."""
    return local2d(x, w[:, :, ::-1, ::-1], b, stride)


def not_summed_over_cin(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Overwrite the sum at each input channel, so that the last one is left."""
    return local2d(x[..., -1:], w[..., -1:, :], b, stride)


def first_channel_only(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Take the first input channel for the image."""
    return local2d(x[..., :1], w[..., :1, :], b, stride)


def forgot_cout(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Use the kernel of the first output channel for all of them."""
    return local2d(x, np.repeat(w[..., :1], w.shape[5], axis=5), b, stride)


def hw_swapped(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Write the number of row i and column j to row j and column i."""
    return local2d(x, w, b, stride).transpose(0, 2, 1, 3)


def khw_swapped(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Take the rows of each kernel for its columns."""
    w = w.swapaxes(2, 3)
    height, width = ((w.shape[axis] - 1) * stride + w.shape[axis + 2] for axis in (0, 1))
    return local2d(x[:, :height, :width], w, b, stride)


def channels_swapped(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Take w for an array of shape (H_out, W_out, K_h, K_w, C_out, C_in)."""
    return local2d(x, w.transpose(0, 1, 2, 3, 5, 4), b, stride)


def reshape_not_transpose(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Reshape windows of (C_in, K_h, K_w) to rows, which meet kernels in the order (K_h, K_w, C_in)."""
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    return local2d(x, w.reshape(h_out, w_out, c_in, k_h, k_w, c_out).transpose(0, 1, 3, 4, 2, 5), b, stride)


def reshaped_kernel(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Reshape each kernel to (C_out, K_h·K_w·C_in) where it should be transposed."""
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    return local2d(x, w.reshape(h_out, w_out, c_out, k_h, k_w, c_in).transpose(0, 1, 3, 4, 5, 2), b, stride)


def reshaped_result(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Compute the result as (H_out, W_out, N, C_out), and reshape it where it should be transposed."""
    y = local2d(x, w, b, stride)
    return y.transpose(1, 2, 0, 3).reshape(y.shape)


def local_is_shared(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Use the kernel and the bias of position (0, 0) everywhere."""
    return local2d(x, np.broadcast_to(w[:1, :1], w.shape), np.broadcast_to(b[:1, :1], b.shape), stride)


def local_shared_along_rows(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Find kernel and bias by the row alone, so that the columns share those of column 0."""
    return local2d(x, np.broadcast_to(w[:, :1], w.shape), np.broadcast_to(b[:, :1], b.shape), stride)


def local_index_transposed(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Find kernel and bias by (column, row)."""
    return local2d(x, w.swapaxes(0, 1), b.swapaxes(0, 1), stride)


def local_shared_bias(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Use the bias of position (0, 0) everywhere."""
    return local2d(x, w, np.broadcast_to(b[:1, :1], b.shape), stride)


def off_by_one(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Count the steps of the window instead of its positions."""
    return local2d(x, w, b, stride)[:, :-1, :-1]


def stride_ignored(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Begin the window of row i at row i, in a result whose size comes from w."""
    h_out, w_out, k_h, k_w = w.shape[:4]
    return local2d(x[:, : h_out + k_h - 1, : w_out + k_w - 1], w, b)


def bias_ignored(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Leave the biases out."""
    return local2d(x, w, 0 * b, stride)


def bias_per_tap(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Add the bias to each product of the window."""
    return local2d(x, w, w[0, 0, ..., 0].size * b, stride)


def bias_per_cin(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Add the bias once for each input channel."""
    return local2d(x, w, w.shape[4] * b, stride)


def one_bias(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Add the bias of the first output channel to all of them."""
    return local2d(x, w, np.broadcast_to(b[..., :1], b.shape), stride)


def mean_not_sum(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Average the products of a window."""
    return local2d(x, w / w[0, 0, ..., 0].size, b, stride)


def batch_first_only(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Return after the first image, and leave the others at zero."""
    y = local2d(x, w, b, stride)
    y[1:] = 0
    return y


def first_image_repeated(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Take the first image of the batch for every one."""
    return local2d(x[[0] * len(x)], w, b, stride)


def int_truncation(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Write into an array of the dtype of x, which cuts fractions off if x holds whole numbers."""
    return local2d(x, w, b, stride).astype(x.dtype)


def float32_accumulation(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Round the image to float32 first."""
    return local2d(x.astype(np.float32), w, b, stride)


def mutates_input(local2d: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Multiply each window in place, so that the next one finds products where it overlaps."""
    y = local2d(x, w, b, stride)
    for n, i, j, c in np.ndindex(y.shape):
        window = x[n, i * stride : i * stride + w.shape[2], j * stride : j * stride + w.shape[3]]
        window *= w[i, j, ..., c]
        y[n, i, j, c] = window.sum() + b[i, j, c]
    return y
