"""Right: exact fractions, in other units."""

from fractions import Fraction


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    neurons = Fraction(out_height) * out_width * c_out
    return int(neurons * (Fraction(height * width * c_in) + bias))
