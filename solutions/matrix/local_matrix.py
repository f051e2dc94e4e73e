"""The locally connected layer written out as the matrix of a fully connected layer."""

import numpy as np


def local_matrix(w: np.ndarray, height: int, width: int, stride: int = 1) -> np.ndarray:
    """Write the locally connected layer for one image, without biases, as a matrix.

    Arguments, sizes in pixels:
        w              a kernel for each position, shape (H_out, W_out, K_h, K_w, C_in, C_out)
        height, width  rows and columns of the image, H and W
        stride         step from one window to the next, down and to the right, at least 1

    Returns a new array of shape (H_out * W_out * C_out, H * W * C_in) and of the dtype of w, such that

        (matrix @ x.ravel()).reshape(H_out, W_out, C_out)

    is the output for an image x of shape (H, W, C_in). So the row of output (i, j, c) is (i * W_out + j) * C_out + c, and
    the column of pixel (row, column, d) is (row * W + column) * C_in + d.

    w stays as it is. Raises ValueError where the positions of w are not those of the image.
    """
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    for letter, positions, kernel, size in (("H", h_out, k_h, height), ("W", w_out, k_w, width)):
        if stride < 1 or not 1 <= kernel <= size or positions != (size - kernel) // stride + 1:
            message = f"with {letter} = {size}, K_{letter.lower()} = {kernel} and stride = {stride}"
            raise ValueError(f"{letter}_out is {positions} in w, which does not fit {message}")
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    for i, j in np.ndindex(h_out, w_out):
        kernels = w[i, j].transpose(3, 0, 1, 2)
        matrix[i, j, :, i * stride : i * stride + k_h, j * stride : j * stride + k_w] = kernels
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
