"""Wrong: one slice."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    inputs = height * width * c_in
    neurons = out_height * out_width
    return inputs * neurons + neurons * bias
