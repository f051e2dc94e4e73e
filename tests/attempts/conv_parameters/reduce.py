"""Right: products by reduce."""

from functools import reduce
from operator import mul


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    kernel = reduce(mul, (kernel_height, kernel_width, c_in // groups))
    return c_out * kernel + (c_out if bias == 1 else 0)
