"""Wrong ways to count a convolutional layer, each under its stable name."""

from collections.abc import Callable

Count = Callable[..., int]


def no_bias(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count the weights alone."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, 0, groups)


def bias_always(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count the biases of a layer without biases too."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, 1, groups)


def one_bias(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count one bias for the whole layer."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, 0, groups) + bias


def bias_per_cin(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count one bias for each input channel."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, 0, groups) + c_in * bias


def bias_per_group_channel(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count one bias for each input channel that a kernel sees."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, 0, groups) + c_in // groups * bias


def bias_per_slice(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count a bias for each pair of input and output channel."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, c_in // groups * bias, groups)


def forgot_cin(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count flat kernels."""
    return (kernel_height * kernel_width + bias) * c_out


def forgot_cout(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count one kernel and its bias."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, bias, groups) // c_out


def k_not_squared(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count one side of the kernel."""
    return conv_parameters(kernel_height, 1, c_in, c_out, bias, groups)


def groups_ignored(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Let each kernel see all input channels."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, bias)


def one_group_only(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count the kernels of one group."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, bias, groups) // groups


def times_groups(
    conv_parameters: Count, kernel_height: int, kernel_width: int, c_in: int, c_out: int, bias: int = 1, groups: int = 1
) -> int:
    """Count the kernels of the whole layer for each group."""
    return conv_parameters(kernel_height, kernel_width, c_in, c_out, bias, groups) * groups
