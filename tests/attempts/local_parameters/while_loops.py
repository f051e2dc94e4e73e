"""Right: sliding the window and counting where it stands."""


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    rows = columns = 0
    top = -pad
    while top + kernel_height <= height + pad:
        rows, top = rows + 1, top + stride
    left = -pad
    while left + kernel_width <= width + pad:
        columns, left = columns + 1, left + stride
    return rows * columns * (kernel_height * kernel_width * c_in * c_out + c_out)
