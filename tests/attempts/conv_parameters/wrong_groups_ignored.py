"""Wrong: the last argument is never used."""


def conv_parameters(kernel_height, kernel_width, c_in, c_out, bias=1, groups=1):
    total = 0
    for _ in range(c_out):
        total += kernel_height * kernel_width * c_in
        total += bias
    return total
