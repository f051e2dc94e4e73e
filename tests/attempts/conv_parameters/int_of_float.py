"""Right: a division, turned into a whole number."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    return int((kernel_height * kernel_width * c_in / groups + bias) * c_out)
