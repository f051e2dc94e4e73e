"""Right: adding up kernel by kernel."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    total = 0
    for _ in range(c_out):
        for _ in range(c_in // groups):
            total += kernel_height * kernel_width
        total += bias
    return total
