"""The locally connected layer: at each position a matrix product of its own, all of them in one batch."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Apply to every position of a batch of images a kernel and a bias of its own: nothing is shared.

    The windows are those of a convolution without padding; only the kernel changes from window to window.

    Arguments, sizes in pixels:
        x       images, shape (N, H, W, C_in); N may be 0
        w       a kernel for each position, shape (H_out, W_out, K_h, K_w, C_in, C_out)
        b       a bias for each output number, shape (H_out, W_out, C_out)
        stride  step from one window to the next, down and to the right, at least 1

    Returns a new array of shape (N, H_out, W_out, C_out), of floating point if any of x, w and b is (the reference takes
    np.result_type(x, w, b)). Windows that would reach over the edge are left out:
        H_out = floor((H - K_h) / stride) + 1, and W_out likewise.

    x, w and b stay as they are. Raises ValueError where their shapes or stride do not fit each other.
    """
    _check(x, w, b, stride)
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    windows = sliding_window_view(x, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    columns = windows.transpose(1, 2, 0, 4, 5, 3).reshape(h_out, w_out, len(x), k_h * k_w * c_in)
    kernels = w.reshape(h_out, w_out, k_h * k_w * c_in, c_out)
    dtype = np.result_type(x, w, b)
    if len(x) == 1:  # one row times a matrix, at each position: einsum reads the kernels faster than matmul does
        y: np.ndarray = np.einsum("ijnk,ijkc->ijnc", columns, kernels, dtype=dtype, casting="same_kind")
    else:
        y = np.matmul(columns, kernels, dtype=dtype)
    y += b[:, :, np.newaxis, :]
    return np.ascontiguousarray(y.transpose(2, 0, 1, 3))


def _check(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int) -> None:
    kernels = "H_out, W_out, K_h, K_w, C_in, C_out"
    for name, array, axes in (("x", x, "N, H, W, C_in"), ("w", w, kernels), ("b", b, "H_out, W_out, C_out")):
        if array.ndim != len(axes.split()):
            raise ValueError(f"{name} must have the axes ({axes}); its shape is {array.shape}")
    if stride < 1:
        raise ValueError(f"stride must be at least 1; it is {stride}")
    if x.shape[3] != w.shape[4]:
        raise ValueError(f"C_in differs: {x.shape[3]} in x, {w.shape[4]} in w")
    for letter, axis in (("H", 0), ("W", 1)):
        positions, kernel, size = w.shape[axis], w.shape[2 + axis], x.shape[1 + axis]
        if not 1 <= kernel <= size:
            raise ValueError(f"K_{letter.lower()} is {kernel}; it must be from 1 to {letter} = {size}")
        if positions != (size - kernel) // stride + 1:
            needed = f"floor(({size} - {kernel}) / {stride}) + 1 = {(size - kernel) // stride + 1}"
            raise ValueError(f"{letter}_out is {positions} in w; with {letter} = {size} it must be {needed}")
    outputs = (w.shape[0], w.shape[1], w.shape[5])
    if b.shape != outputs:
        raise ValueError(f"b must have the shape (H_out, W_out, C_out) = {outputs}; its shape is {b.shape}")
