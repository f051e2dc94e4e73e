"""Right: a kernel as an object, counted once for each slice."""

from dataclasses import dataclass


@dataclass
class Kernel:
    rows: int
    columns: int
    depth: int
    bias: int

    def parameters(self):
        return self.rows * self.columns * self.depth + self.bias


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    kernels = [Kernel(kernel_height, kernel_width, c_in // groups, bias) for _ in range(c_out)]
    return sum(kernel.parameters() for kernel in kernels)
