"""Right: the windows of an image that is not made."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    image = np.broadcast_to(0, (height + 2 * pad, width + 2 * pad))
    windows = sliding_window_view(image, (kernel_height, kernel_width))[::stride, ::stride]
    return windows.shape[0] * windows.shape[1] * c_out * (kernel_height * kernel_width * c_in + 1)
