"""Right: the gradients of all windows laid back by np.add.at."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_backward(x, w, dy, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    numbers = np.arange(x.size).reshape(x.shape)
    places = sliding_window_view(numbers, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    dx = np.zeros(x.size, np.result_type(x, w, dy))
    np.add.at(dx, places, np.einsum("nijc,ijpqdc->nijdpq", dy, w))
    dw = np.einsum("nijdpq,nijc->ijpqdc", x.ravel()[places], dy)
    return dx.reshape(x.shape), dw, dy.sum(axis=0)
