"""Wrong: one bias for each slice."""


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    rows = (height + 2 * pad - kernel_height) // stride + 1
    columns = (width + 2 * pad - kernel_width) // stride + 1
    neurons = rows * columns * c_out
    weights = kernel_height * kernel_width * c_in
    return neurons * weights + c_out
