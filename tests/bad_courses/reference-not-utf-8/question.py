import numpy as np


def slide(x: np.ndarray, w: np.ndarray, stride: int = 1) -> np.ndarray:
    """é over x."""
    return np.correlate(x, w)[::stride]
