"""Right: a neuron first."""


def neuron(height, width, c_in, bias):
    return height * width * c_in + bias


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    return neuron(height, width, c_in, bias) * (out_height * out_width * c_out)
