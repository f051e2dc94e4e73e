"""Right: weights and biases apart."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    inputs = height * width * c_in
    outputs = out_height * out_width * c_out
    weights = inputs * outputs
    biases = outputs if bias else 0
    return weights + biases
