"""Right: a group first, then all groups."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    channels, kernels = c_in // groups, c_out // groups
    group = (kernel_height * kernel_width * channels + bias) * kernels
    return group * groups
