"""Right: positions as the lengths of ranges."""


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    rows = len(range(0, height + 2 * pad - kernel_height + 1, stride))
    columns = len(range(0, width + 2 * pad - kernel_width + 1, stride))
    return rows * columns * c_out * (kernel_height * kernel_width * c_in + 1)
