"""Right: a matrix product of sizes, with the bias as one more input."""

import numpy as np


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    inputs = np.array([height * width * c_in, bias])
    outputs = np.array([out_height * out_width * c_out] * 2)
    return int(inputs @ outputs)
