"""What goes wrong in the gradient of the locally connected layer, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Gradient = Callable[..., tuple[np.ndarray, ...]]


def averaged_over_batch(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Average over the images, which only the loss may do."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    images = max(1, len(x))
    return dx, dw / images, db / images


def batch_first_only(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Return after the first image, and leave dx of the others at zero."""
    dx, _, _ = local2d_backward(x, w, dy, stride)
    dx[1:] = 0
    return dx, *local2d_backward(x[:1], w, dy[:1], stride)[1:]


def not_summed_over_batch(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Overwrite dw and db at each image, so that those of the last one are left."""
    dx, _, _ = local2d_backward(x, w, dy, stride)
    return dx, *local2d_backward(x[-1:], w, dy[-1:], stride)[1:]


def windows_overwrite(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Write each window's gradient into dx where it should be added."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    dx = np.zeros_like(dx)
    for i, j in np.ndindex(dy.shape[1:3]):
        part = np.einsum("nc,pqdc->npqd", dy[:, i, j], w[i, j])
        dx[:, i * stride : i * stride + w.shape[2], j * stride : j * stride + w.shape[3]] = part
    return dx, dw, db


def not_summed_over_cout(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Overwrite dx at each output channel, so that the part of the last one is left."""
    _, dw, db = local2d_backward(x, w, dy, stride)
    dx, _, _ = local2d_backward(x, w[..., -1:], dy[..., -1:], stride)
    return dx, dw, db


def local_is_shared(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Give every position the sum of all positions, as if the kernels were tied."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    dw[:], db[:] = dw.sum(axis=(0, 1)), db.sum(axis=(0, 1))
    return dx, dw, db


def shared_shape(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Return the gradients of a shared kernel and a shared bias."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw.sum(axis=(0, 1)), db.sum(axis=(0, 1))


def averaged_gradient(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Divide dw and db by the number of positions."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    positions = dy.shape[1] * dy.shape[2]
    return dx, dw / positions, db / positions


def first_kernel_back(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Take the kernel of position (0, 0) everywhere on the way back to x."""
    _, dw, db = local2d_backward(x, w, dy, stride)
    dx, _, _ = local2d_backward(x, np.broadcast_to(w[:1, :1], w.shape), dy, stride)
    return dx, dw, db


def local_index_transposed(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Put the gradient of position (i, j) to (j, i)."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw.swapaxes(0, 1), db.swapaxes(0, 1)


def flipped(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Turn the kernels by 180 degrees on the way back to x."""
    _, dw, db = local2d_backward(x, w, dy, stride)
    dx, _, _ = local2d_backward(x, w[:, :, ::-1, ::-1], dy, stride)
    return dx, dw, db


def flipped_gradient(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Turn the gradient of each kernel by 180 degrees."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw[:, :, ::-1, ::-1], db


def hw_swapped(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Exchange rows and columns of dx."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx.transpose(0, 2, 1, 3), dw, db


def khw_swapped(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Exchange rows and columns of the kernels in dw."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw.swapaxes(2, 3), db


def channels_swapped(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Exchange the input and output channels of dw."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw.swapaxes(4, 5), db


def reshape_not_transpose(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Compute each kernel's gradient as (C_in, K_h, K_w, C_out), and reshape it where it should be transposed."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw.transpose(0, 1, 4, 2, 3, 5).reshape(w.shape), db


def stride_ignored(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Begin the window of row i at row i instead of i · stride."""
    height, width = (w.shape[axis] + w.shape[axis + 2] - 1 for axis in (0, 1))
    part, dw, db = local2d_backward(x[:, :height, :width], w, dy)
    dx = np.zeros(x.shape, part.dtype)
    dx[:, :height, :width] = part
    return dx, dw, db


def bias_ignored(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Leave the gradient of the biases at zero."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx, dw, 0 * db


def local_shared_bias(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Give every position the gradient of a shared bias."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    db[:] = db.sum(axis=(0, 1))
    return dx, dw, db


def int_truncation(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Write dx into an array of the dtype of x, which cuts fractions off if x holds whole numbers."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dx.astype(x.dtype), dw, db


def float32_accumulation(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Round the image to float32 first."""
    return local2d_backward(x.astype(np.float32), w, dy, stride)


def results_in_other_order(
    local2d_backward: Gradient, x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, ...]:
    """Return (dw, dx, db)."""
    dx, dw, db = local2d_backward(x, w, dy, stride)
    return dw, dx, db
