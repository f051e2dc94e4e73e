"""Right: the sizes of arrays that are not made."""

import numpy as np


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    rows = (height + 2 * pad - kernel_height) // stride + 1
    columns = (width + 2 * pad - kernel_width) // stride + 1
    w = np.broadcast_to(0, (rows, columns, kernel_height, kernel_width, c_in, c_out))
    b = np.broadcast_to(0, (rows, columns, c_out))
    return w.size + b.size
