"""Mistakes of `slide`."""

import numpy as np


def flipped(slide, x, w, bias=0):
    return slide(x, w[::-1], bias)


def no_bias(slide, x, w, bias=0):
    return slide(x, w)


def mean_not_sum(slide, x, w, bias=0):
    return slide(x, w / len(w), bias)


def off_by_one(slide, x, w, bias=0):
    return slide(x, w, bias)[:-1]


def int_truncation(slide, x, w, bias=0):
    return slide(x, w, bias).astype(x.dtype)


def mutates_input(slide, x, w, bias=0):
    x += bias
    return slide(x, w)


def doubled(slide, x, w, bias=0):
    return 2 * slide(x, w, bias)


def added_twice(slide, x, w, bias=0):
    y = slide(x, w, bias)
    return y + y


def raises(slide, x, w, bias=0):
    if np.issubdtype(x.dtype, np.integer):
        raise ValueError("not me")
    return slide(x, w, bias + 1)
