"""Wrong: a group is a small layer, and only one of them is counted."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    c_in, c_out = c_in // groups, c_out // groups
    return kernel_height * kernel_width * c_in * c_out + bias * c_out
