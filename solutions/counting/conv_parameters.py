"""Count the parameters of a convolutional layer."""


def conv_parameters(
    kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count the parameters of a convolutional layer: all neurons of a depth slice share one kernel and one bias.

    Arguments, all of them whole numbers of at least 1 except bias:
        kernel_height, kernel_width   rows and columns of a kernel
        c_in, c_out                   channels of the input and of the output
        bias                          1 if each depth slice has a bias, 0 if none has
        groups                        a common divisor of c_in and c_out. The channels are cut into that many groups
                                      of equal size, and an output channel sees the input channels of its own group
                                      only; with groups = 1 it sees them all

    Returns the number of weights and biases, an int. Raises ValueError where groups does not divide c_in and c_out.
    """
    if c_in % groups or c_out % groups:
        raise ValueError(f"groups = {groups} must divide c_in = {c_in} and c_out = {c_out}")
    return (kernel_height * kernel_width * (c_in // groups) + bias) * c_out
