"""Right: steps by divmod."""


def local_parameters(height, width, kernel_height, kernel_width, c_in, c_out, stride=1, pad=0):
    down, _ = divmod(height + 2 * pad - kernel_height, stride)
    across, _ = divmod(width + 2 * pad - kernel_width, stride)
    neurons = (down + 1) * (across + 1) * c_out
    return neurons * kernel_height * kernel_width * c_in + neurons
