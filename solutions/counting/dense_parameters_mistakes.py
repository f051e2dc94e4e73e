"""Wrong ways to count a fully connected layer, each under its stable name."""

from collections.abc import Callable

Count = Callable[..., int]


def no_bias(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count the weights alone."""
    return dense_parameters(height, width, c_in, out_height, out_width, c_out, 0)


def bias_always(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count a bias for each neuron of a layer without biases too."""
    return dense_parameters(height, width, c_in, out_height, out_width, c_out, 1)


def one_bias(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count one bias for the whole layer."""
    return dense_parameters(height, width, c_in, out_height, out_width, c_out, 0) + bias


def local_shared_bias(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count one bias for each output channel."""
    return dense_parameters(height, width, c_in, out_height, out_width, c_out, 0) + c_out * bias


def bias_per_cin(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count a bias for each input channel of each neuron."""
    return dense_parameters(height, width, c_in, out_height, out_width, c_out, c_in * bias)


def forgot_cin(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count one weight for each pixel of the input."""
    return dense_parameters(height, width, 1, out_height, out_width, c_out, bias)


def forgot_cout(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count one depth slice of the output."""
    return dense_parameters(height, width, c_in, out_height, out_width, 1, bias)


def local_input_area(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count a neuron for each pixel of the input."""
    return dense_parameters(height, width, c_in, height, width, c_out, bias)


def dense_is_shared(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count the neurons of a depth slice once, as if they shared their weights."""
    return dense_parameters(height, width, c_in, 1, 1, c_out, bias)


def counts_activations(
    dense_parameters: Count,
    height: int,
    width: int,
    c_in: int,
    out_height: int,
    out_width: int,
    c_out: int,
    bias: int = 1,
) -> int:
    """Count the outputs."""
    return out_height * out_width * c_out
