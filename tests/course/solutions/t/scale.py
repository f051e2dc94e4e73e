"""Reference for `scale`."""

import numpy as np


def scale(x: np.ndarray, factor: int = 2) -> np.ndarray:
    """Multiply an image by a number.

    x has shape (H, W); the result is a new array of that shape.
    """
    return x * factor
