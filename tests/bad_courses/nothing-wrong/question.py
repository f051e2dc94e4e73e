import numpy as np


def slide(x: np.ndarray, w: np.ndarray, stride: int = 1) -> np.ndarray:
    """Slide w over x."""
    return np.correlate(x, w)[::stride]
