"""Wrong ways to count a locally connected layer, each under its stable name."""

from collections.abc import Callable

Count = Callable[..., int]


def no_bias(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count the weights alone."""
    count = local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)
    return count - _neurons(local_parameters, height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)


def local_shared_bias(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count one bias for each output channel."""
    count = local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)
    return (
        count - _neurons(local_parameters, height, width, kernel_height, kernel_width, c_in, c_out, stride, pad) + c_out
    )


def one_bias(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count one bias for the whole layer."""
    count = local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)
    return count - _neurons(local_parameters, height, width, kernel_height, kernel_width, c_in, c_out, stride, pad) + 1


def bias_per_cin(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count a bias for each input channel of each neuron."""
    neurons = _neurons(local_parameters, height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)
    return neurons * (kernel_height * kernel_width + 1) * c_in


def local_is_shared(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count one kernel and one bias for each output channel."""
    return (kernel_height * kernel_width * c_in + 1) * c_out


def forgot_cin(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count a flat kernel."""
    return local_parameters(height, width, kernel_height, kernel_width, 1, c_out, stride, pad)


def forgot_cout(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count one depth slice."""
    return local_parameters(height, width, kernel_height, kernel_width, c_in, 1, stride, pad)


def k_not_squared(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count one side of the kernel."""
    neurons = _neurons(local_parameters, height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)
    return neurons * (kernel_height * c_in + 1)


def khw_swapped(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Exchange the height and the width of the kernel."""
    return local_parameters(height, width, kernel_width, kernel_height, c_in, c_out, stride, pad)


def local_input_area(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count a kernel for each pixel of the image."""
    return height * width * c_out * (kernel_height * kernel_width * c_in + 1)


def off_by_one(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count the steps of the window instead of its positions."""
    return local_parameters(height - stride, width - stride, kernel_height, kernel_width, c_in, c_out, stride, pad)


def stride_ignored(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Move the window by one pixel at a time."""
    return local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, 1, pad)


def pad_ignored(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Leave the padding out."""
    return local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride)


def pad_once(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Add the padding once to the height and once to the width."""
    return local_parameters(height + pad, width + pad, kernel_height, kernel_width, c_in, c_out, stride)


def ceil_size(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Round the number of steps up."""
    return local_parameters(
        height + stride - 1, width + stride - 1, kernel_height, kernel_width, c_in, c_out, stride, pad
    )


def float_size(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> float:
    """Divide with /, which leaves part of a window."""
    out_height = (height + 2 * pad - kernel_height) / stride + 1
    out_width = (width + 2 * pad - kernel_width) / stride + 1
    return out_height * out_width * c_out * (kernel_height * kernel_width * c_in + 1)


def counts_activations(
    local_parameters: Count,
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> float:
    """Count the outputs."""
    return _neurons(local_parameters, height, width, kernel_height, kernel_width, c_in, c_out, stride, pad)


def _neurons(local_parameters: Count, *sizes: int) -> int:
    """Return H_out·W_out·C_out: what one more input channel adds, for each weight of a flat kernel."""
    _, _, kernel_height, kernel_width, c_in, *_ = sizes
    return local_parameters(*sizes) // (kernel_height * kernel_width * c_in + 1)
