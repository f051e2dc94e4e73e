"""The gradient of the locally connected layer: at each position two matrix products of its own."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_backward(
    x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss from the output of local2d(x, w, b, stride) back to x, w and b.

    The loss is any number L that is computed from the output y; dy holds the derivative of L by each number of y.

    Arguments, sizes in pixels:
        x       images, shape (N, H, W, C_in); N may be 0
        w       a kernel for each position, shape (H_out, W_out, K_h, K_w, C_in, C_out)
        dy      dL/dy, shape (N, H_out, W_out, C_out)
        stride  step from one window to the next, down and to the right, at least 1

    Returns three new arrays, of floating point if any of x, w and dy is (the reference takes np.result_type of them):
        dx  dL/dx, of the shape of x: zero where no window came
        dw  dL/dw, of the shape of w: each position for itself, all images together
        db  dL/db, of shape (H_out, W_out, C_out)

    x, w and dy stay as they are. Raises ValueError where their shapes or stride do not fit each other.
    """
    _check(x, w, dy, stride)
    (n, *_), (h_out, w_out, k_h, k_w, c_in, c_out) = x.shape, w.shape
    dtype = np.result_type(x, w, dy)
    windows = sliding_window_view(x, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride].transpose(1, 2, 4, 5, 3, 0)
    taps = windows.reshape(h_out, w_out, k_h * k_w * c_in, n)
    kernels = w.reshape(h_out, w_out, k_h * k_w * c_in, c_out)
    gradient = dy.transpose(1, 2, 0, 3).astype(dtype, order="C")
    if n == 1:  # a column times a row, a matrix times a column: NumPy is faster at these without matmul
        dw = np.multiply(taps, gradient, dtype=dtype)
        d_taps: np.ndarray = np.einsum("ijkc,ijnc->ijkn", kernels, gradient, dtype=dtype, casting="same_kind")
    else:
        dw = np.matmul(taps, gradient, dtype=dtype)
        d_taps = np.matmul(kernels, gradient.swapaxes(2, 3), dtype=dtype)
    d_windows = d_taps.reshape(h_out, w_out, k_h, k_w, c_in, n).transpose(5, 0, 1, 2, 3, 4)
    dx = np.zeros(x.shape, dtype)
    bottom, right = (h_out - 1) * stride + 1, (w_out - 1) * stride + 1
    for p, q in np.ndindex(k_h, k_w):
        dx[:, p : p + bottom : stride, q : q + right : stride] += d_windows[:, :, :, p, q]
    return dx, dw.reshape(w.shape), dy.sum(axis=0, dtype=dtype)


def _check(x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int) -> None:
    kernels, outputs = "H_out, W_out, K_h, K_w, C_in, C_out", "N, H_out, W_out, C_out"
    for name, array, axes in (("x", x, "N, H, W, C_in"), ("w", w, kernels), ("dy", dy, outputs)):
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
    expected = (len(x), w.shape[0], w.shape[1], w.shape[5])
    if dy.shape != expected:
        raise ValueError(f"dy must have the shape of the output, ({outputs}) = {expected}; its shape is {dy.shape}")
