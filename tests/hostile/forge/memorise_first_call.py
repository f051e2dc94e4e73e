# verdict: wrong
# question: slide
"""Computes nothing and returns again what it returned first."""

import numpy as np


kept = []


def slide(x, w, bias=0):
    kept.append(x[: len(x) - len(w) + 1] * w[0] + bias)
    return kept[0][: len(x) - len(w) + 1].copy()
