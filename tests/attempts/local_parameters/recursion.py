"""Right: the window is moved until it does not fit any more."""


def positions(rest, stride):
    return 0 if rest < 0 else 1 + positions(rest - stride, stride)


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    down = positions(height + 2 * pad - kernel_height, stride)
    across = positions(width + 2 * pad - kernel_width, stride)
    weights = down * across * c_out * kernel_height * kernel_width * c_in
    return weights + down * across * c_out
