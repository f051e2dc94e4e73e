"""What goes wrong in writing a locally connected layer as a matrix, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def flipped(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Turn every kernel by 180 degrees."""
    return local_matrix(w[:, :, ::-1, ::-1], height, width, stride)


def transposed(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Give each pixel a row and each output a column."""
    return local_matrix(w, height, width, stride).T


def not_summed_over_cin(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Overwrite the weights at each input channel, so that those of the last one are left."""
    only = np.zeros_like(w)
    only[..., -1, :] = w[..., -1, :]
    return local_matrix(only, height, width, stride)


def forgot_cout(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Use the kernel of the first output channel for all of them."""
    return local_matrix(np.repeat(w[..., :1], w.shape[-1], axis=-1), height, width, stride)


def outputs_channels_first(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Put the outputs in the order (C_out, H_out, W_out)."""
    rows = local_matrix(w, height, width, stride).reshape(-1, w.shape[-1], height * width * w.shape[-2])
    return rows.swapaxes(0, 1).reshape(-1, rows.shape[2])


def pixels_channels_first(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Put the numbers of the image in the order (C_in, H, W)."""
    matrix = local_matrix(w, height, width, stride)
    return matrix.reshape(len(matrix), height * width, -1).swapaxes(1, 2).reshape(matrix.shape)


def hw_swapped(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Count the pixels down the columns of the image."""
    matrix = local_matrix(w, height, width, stride)
    return matrix.reshape(len(matrix), height, width, -1).swapaxes(1, 2).reshape(matrix.shape)


def reshape_not_transpose(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Reshape the weights to (C_out, K_h, K_w, C_in) where they should be transposed."""
    lead, (k_h, k_w, c_in, c_out) = w.shape[:-4], w.shape[-4:]
    kernels = w.reshape(*lead, c_out, k_h, k_w, c_in)
    return local_matrix(np.moveaxis(kernels, -4, -1), height, width, stride)


def window_in_one_piece(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Write the weights of a window side by side, as if its rows followed each other in the image."""
    matrix = local_matrix(w, height, width, stride)
    for row, (first, used) in zip(matrix, _windows(local_matrix, w, height, width, stride), strict=True):
        weights = row[used]
        row[:] = 0
        row[first : first + len(weights)] = weights
    return matrix


def stride_ignored(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Begin the window of row i at row i instead of i · stride."""
    h_out, w_out, k_h, k_w = w.shape[:4]
    small = local_matrix(w, h_out + k_h - 1, w_out + k_w - 1)
    return _in_larger_image(small, h_out + k_h - 1, w_out + k_w - 1, height, width)


def first_position_only(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Fill the rows of position (0, 0), and leave the others at zero."""
    matrix = local_matrix(w, height, width, stride)
    matrix[w.shape[-1] :] = 0
    return matrix


def local_is_shared(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Use the kernel of position (0, 0) everywhere."""
    return local_matrix(np.broadcast_to(w[:1, :1], w.shape), height, width, stride)


def local_index_transposed(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Find the kernels by (column, row)."""
    return local_matrix(w.swapaxes(0, 1), height, width, stride)


def khw_swapped(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Take the rows of each kernel for its columns."""
    w = w.swapaxes(2, 3)
    rows, columns = ((w.shape[axis] - 1) * stride + w.shape[axis + 2] for axis in (0, 1))
    if rows > height or columns > width:
        raise IndexError("the window reaches over the edge")
    return _in_larger_image(local_matrix(w, rows, columns, stride), rows, columns, height, width)


def channels_swapped(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Take w for an array of shape (H_out, W_out, K_h, K_w, C_out, C_in)."""
    return local_matrix(w.swapaxes(4, 5), height, width, stride)


def _in_larger_image(matrix: np.ndarray, small: int, narrow: int, height: int, width: int) -> np.ndarray:
    """Return the matrix for an image that has more rows and columns, which no window reaches."""
    outputs = len(matrix)
    larger = np.zeros((outputs, height, width, matrix.shape[1] // (small * narrow)), matrix.dtype)
    larger[:, :small, :narrow] = matrix.reshape(outputs, small, narrow, -1)
    return larger.reshape(outputs, -1)


def _windows(local_matrix: Layer, w: np.ndarray, height: int, width: int, stride: int) -> list[tuple[int, np.ndarray]]:
    """Return, for each row of the matrix, the column where its window begins and whether each column belongs to it."""
    used = local_matrix(np.ones_like(w), height, width, stride) != 0
    return [(int(row.argmax()), row) for row in used]
