# verdict: wrong or exception or memory
"""Return sixteen arrays, each as large as a result may just be."""

import numpy as np


def scale(x, factor=2):
    return (np.zeros(490_000),) * 16
