# verdict: passed
"""Use each way to draw random numbers."""

import random
import secrets

import numpy as np


def scale(x, factor=2):
    noise = np.random.default_rng(7).normal(size=x.shape)
    np.random.seed(7)
    assert np.random.rand() != random.Random(7).random()
    assert 0 <= secrets.randbelow(10) < 10
    assert np.random.default_rng().integers(3) < 3
    assert noise.shape == x.shape
    return x * factor
