"""Wrong: a bias for each input channel of a group."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    depth = c_in // groups
    weights = kernel_height * kernel_width * depth * c_out
    return weights + depth * bias
