"""Right: the ones of a mask that says which channels meet."""

import numpy as np


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    group_in, group_out = np.arange(c_in) // (c_in // groups), np.arange(c_out) // (c_out // groups)
    pairs = int((group_in[:, np.newaxis] == group_out).sum())
    return pairs * kernel_height * kernel_width + bias * c_out
