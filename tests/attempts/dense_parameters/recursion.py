"""Right: one row of outputs at a time."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    if out_height == 0:
        return 0
    row = out_width * c_out * (height * width * c_in + bias)
    return row + dense_parameters(height, width, c_in, out_height - 1, out_width, c_out, bias)
