"""Right: the products one after the other, by itertools."""

from itertools import accumulate
from operator import mul


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    *_, neurons = accumulate((out_height, out_width, c_out), mul)
    *_, weights = accumulate((height, width, c_in, neurons), mul)
    return weights + (neurons if bias else 0)
