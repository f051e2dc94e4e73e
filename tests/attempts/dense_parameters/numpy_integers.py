"""Right: an integer of NumPy, wide enough."""

import numpy as np


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    per_neuron = np.int64(height) * width * c_in + bias
    return np.int64(out_height) * out_width * c_out * per_neuron
