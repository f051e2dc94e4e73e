"""Right: the formula."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    return out_height * out_width * c_out * (height * width * c_in + bias)
