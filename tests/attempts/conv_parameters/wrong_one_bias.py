"""Wrong: one bias in all."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    weights = kernel_height * kernel_width * (c_in // groups) * c_out
    return weights + bias
