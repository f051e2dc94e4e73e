"""Wrong: the numbers are repeated one by one."""

import numpy as np


def tie(w, out_height, out_width):
    numbers = [number for number in w.ravel() for _ in range(out_height * out_width)]
    return np.array(numbers, w.dtype).reshape(out_height, out_width, *w.shape)
