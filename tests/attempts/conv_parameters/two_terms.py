"""Right: weights and biases apart."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    weights = kernel_height * kernel_width * c_in * c_out // groups
    return weights + c_out * bias
