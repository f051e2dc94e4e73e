"""Right: products by math.prod."""

from math import prod


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    return (prod([kernel_height, kernel_width, c_in // groups]) + bias) * c_out
