import numpy as np


def scale(x, factor=2):
    y = (x * factor).astype(float)
    y[-1, -1] = np.nan
    return y
