"""The convolution written out as the matrix of a fully connected layer."""

import numpy as np


def conv_matrix(w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Write the convolution of one image, without padding and without bias, as a matrix.

    Arguments, sizes in pixels:
        w              the shared kernel, shape (K_h, K_w, C_in, C_out)
        height, width  rows and columns of the image, H and W
        stride         step from one window to the next, down and to the right, at least 1

    Returns a new array of shape (H_out * W_out * C_out, H * W * C_in) and of the dtype of w, such that

        (matrix @ x.ravel()).reshape(H_out, W_out, C_out)

    is the output for an image x of shape (H, W, C_in). So the row of output (i, j, c) is (i * W_out + j) * C_out + c, and
    the column of pixel (row, column, d) is (row * W + column) * C_in + d.

    w stays as it is. Raises ValueError where the kernel does not fit into the image or the stride is below 1.
    """
    k_h, k_w, c_in, c_out = w.shape
    if stride < 1 or not (1 <= k_h <= height and 1 <= k_w <= width):
        fitting = f"a kernel of {k_h}×{k_w} in an image of {height}×{width} with stride {stride}"
        raise ValueError(f"the kernel must fit into the image, and the stride be at least 1; this is {fitting}")
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    kernels = w.transpose(3, 0, 1, 2)
    for i, j in np.ndindex(h_out, w_out):
        matrix[i, j, :, i * stride : i * stride + k_h, j * stride : j * stride + k_w] = kernels
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
