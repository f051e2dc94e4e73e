"""Right: adding up position by position."""


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    total = 0
    for top in range(height + 2 * pad):
        for left in range(width + 2 * pad):
            fits = top + kernel_height <= height + 2 * pad and left + kernel_width <= width + 2 * pad
            if fits and top % stride == 0 and left % stride == 0:
                total += c_out * (kernel_height * kernel_width * c_in + 1)
    return total
