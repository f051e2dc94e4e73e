"""Right: every weight of one group is listed, and counted."""

from itertools import product


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    kernel = product(range(kernel_height), range(kernel_width), range(c_in // groups))
    weights = sum(1 for _ in kernel)
    return (weights + bias) * (c_out // groups) * groups
