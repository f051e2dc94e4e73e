"""Wrong: every group gets all output channels."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    per_group = (kernel_height * kernel_width * (c_in // groups) + bias) * c_out
    return sum(per_group for _ in range(groups))
