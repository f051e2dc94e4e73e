"""Right: adding up group by group."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    total = 0
    for _ in range(groups):
        for _ in range(c_out // groups):
            total += bias + sum(kernel_width * (c_in // groups) for _ in range(kernel_height))
    return total
