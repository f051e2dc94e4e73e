"""Right: whole numbers of NumPy."""

import numpy as np


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    image, kernel = np.array([height, width]), np.array([kernel_height, kernel_width])
    positions = ((image + 2 * pad - kernel) // stride + 1).prod()
    return positions * c_out * (kernel.prod() * c_in + 1)
