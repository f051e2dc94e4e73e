"""Right: exact quotients, rounded down at the end."""

from fractions import Fraction
from math import floor


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    positions = 1
    for pixels, kernel in ((height, kernel_height), (width, kernel_width)):
        positions *= floor(Fraction(pixels + 2 * pad - kernel, stride)) + 1
    return int(Fraction(positions * c_out) * (kernel_height * kernel_width * c_in + 1))
