"""Wrong: a bias for each input channel of a neuron."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    inputs = height * width * c_in
    neurons = out_height * out_width * c_out
    return inputs * neurons + neurons * c_in * bias
