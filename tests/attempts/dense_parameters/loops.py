"""Right: row by row of the output."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    total = 0
    for _ in range(out_height):
        for _ in range(out_width):
            total += c_out * (height * width * c_in + bias)
    return total
