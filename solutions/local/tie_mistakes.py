"""What goes wrong in writing a shared kernel to every position, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def hw_swapped(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Put the columns of positions before the rows."""
    return tie(w, out_width, out_height)


def khw_swapped(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Exchange the rows and columns of the kernel."""
    return tie(w.swapaxes(0, 1), out_height, out_width)


def channels_swapped(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Exchange the input and output channels of the kernel."""
    return tie(w.swapaxes(2, 3), out_height, out_width)


def positions_last(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Put the positions behind the axes of the kernel."""
    return np.moveaxis(tie(w, out_height, out_width), (0, 1), (4, 5))


def reshape_not_transpose(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Repeat each number of the kernel, and reshape what comes out."""
    return np.repeat(w, out_height * out_width).reshape(out_height, out_width, *w.shape)


def first_position_only(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Fill the first position, and leave the others at zero."""
    tied = np.zeros_like(tie(w, out_height, out_width))
    tied[0, 0] = w
    return tied


def divided_kernel(tie: Layer, w: np.ndarray, out_height: int, out_width: int) -> np.ndarray:
    """Divide the kernel among the positions."""
    return tie(w / (out_height * out_width), out_height, out_width)
