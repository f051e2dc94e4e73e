"""Wrong: a weight for each pixel."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    inputs = height * width
    neurons = out_height * out_width * c_out
    return inputs * neurons + neurons * bias
