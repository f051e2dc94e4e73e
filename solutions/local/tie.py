"""Sharing, written out: the same kernel copied to every position."""

import numpy as np


def tie(w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Give every position the same kernel, so that a locally connected layer computes a convolution.

    Arguments:
        w           the shared kernel, shape (K_h, K_w, C_in, C_out)
        out_height  H_out, the number of positions from top to bottom, at least 1
        out_width   W_out, the number of positions from left to right, at least 1

    Returns a new array of shape (H_out, W_out, K_h, K_w, C_in, C_out) and of the dtype of w, in which [i, j] is w for
    every position (i, j). w stays as it is. Raises ValueError where a number of positions is below 1.
    """
    if out_height < 1 or out_width < 1:
        raise ValueError(f"out_height and out_width must be at least 1; they are {out_height} and {out_width}")
    return np.broadcast_to(w, (out_height, out_width, *w.shape)).copy()
