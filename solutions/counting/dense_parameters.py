"""Count the parameters of a fully connected layer."""


def dense_parameters(
    height: int, width: int, c_in: int, out_height: int, out_width: int, c_out: int, bias: int = 1
) -> int:
    """Count the parameters of a fully connected layer from one volume of numbers to another.

    Every output neuron is connected with every number of the input, and has weights and a bias of its own.

    Arguments, all of them whole numbers of at least 1 except bias:
        height, width, c_in            the input volume: rows, columns, channels
        out_height, out_width, c_out   the output volume: rows, columns, channels
        bias                           1 if each neuron has a bias, 0 if none has

    Returns the number of weights and biases, an int.
    """
    neurons = out_height * out_width * c_out
    return neurons * (height * width * c_in + bias)
