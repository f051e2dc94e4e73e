"""What goes wrong in the gradient of the convolutional layer, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Gradient = Callable[..., tuple[np.ndarray, ...]]


def averaged_gradient(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Average over the positions where the sum belongs."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    positions = dy.shape[1] * dy.shape[2]
    return dx, dw / positions, db / positions


def averaged_over_batch(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Average over the images, which only the loss may do."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    images = max(1, len(x))
    return dx, dw / images, db / images


def batch_first_only(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Return after the first image, and leave dx of the others at zero."""
    dx, _, _ = conv2d_backward(x, w, dy, stride, pad)
    dx[1:] = 0
    return dx, *conv2d_backward(x[:1], w, dy[:1], stride, pad)[1:]


def not_summed_over_batch(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Overwrite dw and db at each image, so that those of the last one are left."""
    dx, _, _ = conv2d_backward(x, w, dy, stride, pad)
    return dx, *conv2d_backward(x[-1:], w, dy[-1:], stride, pad)[1:]


def last_window_only(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Overwrite dw and db at each window, so that those of the last one are left."""
    dx, _, _ = conv2d_backward(x, w, dy, stride, pad)
    last = np.zeros_like(dy)
    last[-1:, -1, -1] = dy[-1:, -1, -1]
    return dx, *conv2d_backward(x, w, last, stride, pad)[1:]


def windows_overwrite(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Write each window's gradient into dx where it should be added."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    padded = np.zeros((len(x), x.shape[1] + 2 * pad, x.shape[2] + 2 * pad, x.shape[3]), dx.dtype)
    for i, j in np.ndindex(dy.shape[1:3]):
        part = np.einsum("nc,pqdc->npqd", dy[:, i, j], w)
        padded[:, i * stride : i * stride + len(w), j * stride : j * stride + w.shape[1]] = part
    return padded[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, db


def not_summed_over_cout(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Overwrite dx at each output channel, so that the part of the last one is left."""
    _, dw, db = conv2d_backward(x, w, dy, stride, pad)
    dx, _, _ = conv2d_backward(x, w[..., -1:], dy[..., -1:], stride, pad)
    return dx, dw, db


def flipped(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Turn the kernel by 180 degrees on the way back to x."""
    _, dw, db = conv2d_backward(x, w, dy, stride, pad)
    dx, _, _ = conv2d_backward(x, w[::-1, ::-1], dy, stride, pad)
    return dx, dw, db


def flipped_gradient(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Turn the gradient of the kernel by 180 degrees."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw[::-1, ::-1], db


def hw_swapped(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Exchange rows and columns of dx."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx.transpose(0, 2, 1, 3), dw, db


def khw_swapped(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Exchange rows and columns of dw."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw.swapaxes(0, 1), db


def channels_swapped(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Exchange the input and output channels of dw."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw.swapaxes(2, 3), db


def reshape_not_transpose(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Compute dw as (C_in, K_h, K_w, C_out), and reshape it where it should be transposed."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw.transpose(2, 0, 1, 3).reshape(w.shape), db


def stride_ignored(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Begin the window of row i at row i instead of i · stride."""
    sides, (h_out, w_out) = (pad, pad), dy.shape[1:3]
    padded = np.pad(x, ((0, 0), sides, sides, (0, 0)))
    part, dw, db = conv2d_backward(padded[:, : h_out + len(w) - 1, : w_out + w.shape[1] - 1], w, dy)
    dx = np.zeros(padded.shape, part.dtype)
    dx[:, : part.shape[1], : part.shape[2]] = part
    return dx[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, db


def pad_ignored(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Look for the windows where they would be without padding, and find zeros beyond the edge."""
    more = (0, 2 * pad)
    dx, dw, db = conv2d_backward(np.pad(x, ((0, 0), more, more, (0, 0))), w, dy, stride)
    return dx[:, : x.shape[1], : x.shape[2]], dw, db


def pad_not_cropped(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Return dx with the rows and columns that were padded."""
    sides = (pad, pad)
    return conv2d_backward(np.pad(x, ((0, 0), sides, sides, (0, 0))), w, dy, stride)


def pad_one_side(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Cut the padding of dx off below and on the right only."""
    sides = (pad, pad)
    dx, dw, db = conv2d_backward(np.pad(x, ((0, 0), sides, sides, (0, 0))), w, dy, stride)
    return dx[:, : x.shape[1], : x.shape[2]], dw, db


def bias_ignored(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Leave the gradient of the bias at zero."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw, 0 * db


def unshared(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Keep a gradient of the bias for each position."""
    dx, dw, _ = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw, dy.sum(axis=0)


def one_bias(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Sum the gradient of the bias over the output channels too."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx, dw, np.full_like(db, db.sum())


def int_truncation(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Write dx into an array of the dtype of x, which cuts fractions off if x holds whole numbers."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dx.astype(x.dtype), dw, db


def float32_accumulation(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Round the image to float32 first."""
    return conv2d_backward(x.astype(np.float32), w, dy, stride, pad)


def results_in_other_order(
    conv2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ...]:
    """Return (dw, dx, db)."""
    dx, dw, db = conv2d_backward(x, w, dy, stride, pad)
    return dw, dx, db
