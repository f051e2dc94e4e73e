"""Right: math.floor of a division."""

import math


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    rows = math.floor((height + 2 * pad - kernel_height) / stride) + 1
    columns = math.floor((width + 2 * pad - kernel_width) / stride) + 1
    return rows * columns * c_out * (kernel_height * kernel_width * c_in + 1)
