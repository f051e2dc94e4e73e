"""Right: a sum over the neurons of a slice."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    return c_out * sum(height * width * c_in + bias for _ in range(out_height * out_width))
