"""The locally connected layer at once: a view of all windows, and a product at each position, in one batch."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_fast(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1) -> np.ndarray:
    """Apply to every position a kernel and a bias of its own, all positions at once: local2d without a loop over them.

    The windows are those of a convolution without padding; only the kernel changes from window to window.

    Arguments, sizes in pixels:
        x       images, shape (N, H, W, C_in); N may be 0
        w       a kernel for each position, shape (H_out, W_out, K_h, K_w, C_in, C_out)
        b       a bias for each output number, shape (H_out, W_out, C_out)
        stride  step from one window to the next, down and to the right, at least 1

    Returns a new array of shape (N, H_out, W_out, C_out), of floating point if any of x, w and b is.
    Windows that would reach over the edge are left out:
        H_out = floor((H - K_h) / stride) + 1, and W_out likewise.

    x, w and b stay as they are. The number of Python lines that run does not depend on N, H or W.
    """
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    windows = sliding_window_view(x, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    rows = windows.transpose(1, 2, 0, 4, 5, 3).reshape(h_out, w_out, len(x), k_h * k_w * c_in)
    y: np.ndarray = rows @ w.reshape(h_out, w_out, k_h * k_w * c_in, c_out) + b[:, :, np.newaxis]
    return np.ascontiguousarray(y.transpose(2, 0, 1, 3))
