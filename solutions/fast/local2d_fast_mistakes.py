"""What goes wrong in a locally connected layer without loops, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def flipped(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Turn every kernel by 180 degrees, as mathematics does."""
    return local2d_fast(x, w[:, :, ::-1, ::-1], b, stride)


def not_summed_over_cin(
    local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1
) -> np.ndarray:
    """Overwrite the sum at each input channel, so that the last one is left."""
    return local2d_fast(x[..., -1:], w[..., -1:, :], b, stride)


def hw_swapped(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Write the number of row i and column j to row j and column i."""
    return local2d_fast(x, w, b, stride).transpose(0, 2, 1, 3)


def khw_swapped(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Take the rows of each kernel for its columns."""
    w = w.swapaxes(2, 3)
    height, width = ((w.shape[axis] - 1) * stride + w.shape[axis + 2] for axis in (0, 1))
    return local2d_fast(x[:, :height, :width], w, b, stride)


def channels_swapped(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Take w for an array of shape (H_out, W_out, K_h, K_w, C_out, C_in)."""
    return local2d_fast(x, w.transpose(0, 1, 2, 3, 5, 4), b, stride)


def reshape_not_transpose(
    local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1
) -> np.ndarray:
    """Reshape windows of (C_in, K_h, K_w) to rows, which meet kernels in the order (K_h, K_w, C_in)."""
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    return local2d_fast(x, w.reshape(h_out, w_out, c_in, k_h, k_w, c_out).transpose(0, 1, 3, 4, 2, 5), b, stride)


def reshaped_kernel(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Reshape each kernel to (C_out, K_h·K_w·C_in) where it should be transposed."""
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    return local2d_fast(x, w.reshape(h_out, w_out, c_out, k_h, k_w, c_in).transpose(0, 1, 3, 4, 5, 2), b, stride)


def reshaped_result(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Compute the result as (H_out, W_out, N, C_out), and reshape it where it should be transposed."""
    y = local2d_fast(x, w, b, stride)
    return y.transpose(1, 2, 0, 3).reshape(y.shape)


def local_is_shared(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Use the kernel and the bias of position (0, 0) everywhere."""
    return local2d_fast(x, np.broadcast_to(w[:1, :1], w.shape), np.broadcast_to(b[:1, :1], b.shape), stride)


def local_index_transposed(
    local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1
) -> np.ndarray:
    """Find kernel and bias by (column, row); NumPy refuses it unless there are as many rows as columns."""
    w, b = np.broadcast_to(w.swapaxes(0, 1), w.shape), np.broadcast_to(b.swapaxes(0, 1), b.shape)
    return local2d_fast(x, w, b, stride)


def local_shared_bias(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Use the bias of position (0, 0) everywhere."""
    return local2d_fast(x, w, np.broadcast_to(b[:1, :1], b.shape), stride)


def off_by_one(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Count the steps of the window instead of its positions."""
    return local2d_fast(x, w, b, stride)[:, :-1, :-1]


def stride_ignored(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Begin the window of row i at row i, in a result whose size comes from w."""
    h_out, w_out, k_h, k_w = w.shape[:4]
    return local2d_fast(x[:, : h_out + k_h - 1, : w_out + k_w - 1], w, b)


def bias_ignored(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Leave the biases out."""
    return local2d_fast(x, w, 0 * b, stride)


def mean_not_sum(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Average the products of a window."""
    return local2d_fast(x, w / w[0, 0, ..., 0].size, b, stride)


def int_truncation(local2d_fast: Layer, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Write into an array of the dtype of x, which cuts fractions off if x holds whole numbers."""
    return local2d_fast(x, w, b, stride).astype(x.dtype)
