"""Count the parameters of a locally connected layer."""


def local_parameters(
    height: int,
    width: int,
    kernel_height: int,
    kernel_width: int,
    c_in: int,
    c_out: int,
    stride: int = 1,
    pad: int = 0,
) -> int:
    """Count the parameters of a locally connected layer: every neuron has a kernel and a bias of its own.

    Arguments, whole numbers:
        height, width                 rows and columns of the input image
        kernel_height, kernel_width   rows and columns of each kernel; it fits into the padded image
        c_in, c_out                   channels of the input and of the output
        stride                        step from one window to the next, down and to the right, at least 1
        pad                           rows and columns of zeros added on each of the four sides of the image

    Windows that would reach over the edge are left out. Returns the number of weights and biases, an int.
    """
    out_height = (height + 2 * pad - kernel_height) // stride + 1
    out_width = (width + 2 * pad - kernel_width) // stride + 1
    return out_height * out_width * c_out * (kernel_height * kernel_width * c_in + 1)
