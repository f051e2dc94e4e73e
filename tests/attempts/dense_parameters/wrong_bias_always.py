"""Wrong: a neuron has a bias, whatever the last argument says."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    weights = height * width * c_in * out_height * out_width * c_out
    biases = out_height * out_width * c_out
    return weights + biases
