"""Right: an array of one number for each slice, and its sum, which is an integer of NumPy."""

import numpy as np


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    slices = np.full(c_out, kernel_height * kernel_width * c_in // groups)
    slices += bias
    return slices.sum()
