"""Wrong: one is added for the bias that may not be there."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    one_filter = kernel_height * kernel_width * c_in // groups + 1
    return one_filter * c_out
