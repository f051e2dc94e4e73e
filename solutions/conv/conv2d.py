"""The convolutional layer: one matrix product between the windows of an image and the shared kernel."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

CACHE = 1_000_000  # bytes of windows at a time


def conv2d(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Slide one kernel over a batch of images: every position uses the same w and b.

    This is the convolution of neural networks, which mathematics calls cross-correlation: the kernel is not flipped.

    Arguments, sizes in pixels:
        x       images, shape (N, H, W, C_in); N may be 0
        w       the shared kernel, shape (K_h, K_w, C_in, C_out)
        b       the shared bias, shape (C_out,): one number for each depth slice
        stride  step from one window to the next, down and to the right, at least 1
        pad     rows and columns of zeros added on each of the four sides of the image, at least 0

    Returns a new array of shape (N, H_out, W_out, C_out), of floating point if any of x, w and b is (the reference takes
    np.result_type(x, w, b)). Windows that would reach over the edge are left out:
        H_out = floor((H + 2 * pad - K_h) / stride) + 1, and W_out likewise.

    x, w and b stay as they are. Raises ValueError where their shapes, stride or pad do not fit each other.
    """
    _check(x, w, b, stride, pad)
    if pad:
        x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, c_in, c_out = w.shape
    windows = sliding_window_view(x, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
    n, h_out, w_out = windows.shape[:3]
    y = np.empty((n, h_out, w_out, c_out), np.result_type(x, w, b))
    kernel = w.reshape(k_h * k_w * c_in, c_out).astype(y.dtype, copy=False)
    # A few rows at a time, copied into one buffer: their windows fit into the cache, those of an image do not.
    rows = max(1, min(h_out, CACHE // (w_out * len(kernel) * y.itemsize)))
    buffer = np.empty((rows, *windows.shape[2:]), y.dtype)
    for image, result in zip(windows, y, strict=True):
        for top in range(0, h_out, rows):
            strip = buffer[: h_out - top]
            strip[...] = image[top : top + rows]
            product = result[top : top + rows].reshape(-1, c_out)
            np.matmul(strip.reshape(-1, len(kernel)), kernel, out=product)
            product += b
    return y


def _check(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int, pad: int) -> None:
    for name, array, axes in (("x", x, "N, H, W, C_in"), ("w", w, "K_h, K_w, C_in, C_out"), ("b", b, "C_out")):
        if array.ndim != len(axes.split()):
            raise ValueError(f"{name} must have the axes ({axes}); its shape is {array.shape}")
    if stride < 1 or pad < 0:
        raise ValueError(f"stride must be at least 1 and pad at least 0; they are {stride} and {pad}")
    if x.shape[3] != w.shape[2]:
        raise ValueError(f"C_in differs: {x.shape[3]} in x, {w.shape[2]} in w")
    if b.shape[0] != w.shape[3]:
        raise ValueError(f"C_out differs: {b.shape[0]} in b, {w.shape[3]} in w")
    for letter, kernel, size in (("H", w.shape[0], x.shape[1]), ("W", w.shape[1], x.shape[2])):
        if not 1 <= kernel <= size + 2 * pad:
            limit = f"{letter} + 2 * pad = {size + 2 * pad}"
            raise ValueError(f"K_{letter.lower()} is {kernel}; it must be from 1 to {limit}")
