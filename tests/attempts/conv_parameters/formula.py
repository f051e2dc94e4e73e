"""Right: the formula."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    return (kernel_height * kernel_width * (c_in // groups) + bias) * c_out
