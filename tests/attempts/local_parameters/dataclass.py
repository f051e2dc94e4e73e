"""Right: an axis as an object that knows where windows begin."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    pixels: int
    kernel: int
    stride: int
    pad: int

    @property
    def positions(self):
        return len(range(-self.pad, self.pixels + self.pad - self.kernel + 1, self.stride))


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    down, across = Axis(height, kernel_height, stride, pad), Axis(width, kernel_width, stride, pad)
    return down.positions * across.positions * c_out * (kernel_height * kernel_width * c_in + 1)
