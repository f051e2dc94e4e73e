"""Right: one kernel at a time."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    kernel = kernel_height * kernel_width * c_in // groups + bias
    return 0 if c_out == 0 else kernel + conv_parameters(kernel_height, kernel_width, c_in, c_out - 1, bias, groups)
