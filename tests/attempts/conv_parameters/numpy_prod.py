"""Right: products by NumPy."""

import numpy as np


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    return np.prod([kernel_height, kernel_width, c_in // groups, c_out]) + np.int64(bias) * c_out
