"""Right: a function for one side."""


def positions(size, kernel, stride, pad):
    return (size + 2 * pad - kernel) // stride + 1


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    places = positions(height, kernel_height, stride, pad) * positions(width, kernel_width, stride, pad)
    return places * c_out * (kernel_height * kernel_width * c_in + 1)
