"""Right: products by math.prod."""

from math import prod


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    return prod([out_height, out_width, c_out]) * (prod([height, width, c_in]) + bias)
