"""Right: products by reduce."""

from functools import reduce
from operator import mul


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    neurons = reduce(mul, (out_height, out_width, c_out), 1)
    return neurons * reduce(mul, (height, width, c_in), 1) + neurons * bias
