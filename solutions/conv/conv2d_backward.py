"""The gradient of the convolutional layer: two matrix products, and windows laid back over the image."""

import numpy as np


def conv2d_backward(
    x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss from the output of conv2d(x, w, b, stride, pad) back to x, w and b.

    The loss is any number L that is computed from the output y; dy holds the derivative of L by each number of y.

    Arguments, sizes in pixels:
        x       images, shape (N, H, W, C_in); N may be 0
        w       the shared kernel, shape (K_h, K_w, C_in, C_out)
        dy      dL/dy, shape (N, H_out, W_out, C_out) as conv2d gives it for this stride and pad
        stride  step from one window to the next, down and to the right, at least 1
        pad     rows and columns of zeros added on each of the four sides of the image, at least 0

    Returns three new arrays, of floating point if any of x, w and dy is (the reference takes np.result_type of them):
        dx  dL/dx, of the shape of x: zero where no window came, without the zeros that were padded
        dw  dL/dw, of the shape of w: all positions and all images together
        db  dL/db, of shape (C_out,)

    x, w and dy stay as they are. Raises ValueError where their shapes, stride or pad do not fit each other.
    """
    _check(x, w, dy, stride, pad)
    (n, height, width, c_in), (k_h, k_w, _, c_out), (h_out, w_out) = x.shape, w.shape, dy.shape[1:3]
    dtype = np.result_type(x, w, dy)
    # Rows and columns by their place in a step: then the pixels under one tap of the kernel lie side by side.
    rows, columns = -((height + 2 * pad) // -stride), -((width + 2 * pad) // -stride)
    full = np.zeros((n, rows * stride, columns * stride, c_in), dtype)
    full[:, pad : pad + height, pad : pad + width] = x
    image = full.reshape(n, rows, stride, columns, stride, c_in).transpose(0, 2, 4, 5, 1, 3).copy()
    d_image = np.zeros_like(image)
    kernel, dw = w.reshape(-1, c_out).astype(dtype, copy=False), np.zeros((w[..., 0].size, c_out), dtype)
    windows = np.empty((k_h, k_w, c_in, h_out, w_out), dtype)
    flat = windows.reshape(len(kernel), h_out * w_out)
    for pixels, d_pixels, outputs in zip(image, d_image, dy, strict=True):
        gradient = outputs.reshape(-1, c_out).astype(dtype, copy=False)
        for p, q in np.ndindex(k_h, k_w):
            windows[p, q] = _under(pixels, p, q, stride, h_out, w_out)
        dw += flat @ gradient
        np.matmul(kernel, gradient.T, out=flat)  # the windows have been read: their memory takes their gradient
        for p, q in np.ndindex(k_h, k_w):
            under = _under(d_pixels, p, q, stride, h_out, w_out)
            under += windows[p, q]
    dx = d_image.transpose(0, 4, 1, 5, 2, 3).reshape(full.shape)[:, pad : pad + height, pad : pad + width]
    return np.ascontiguousarray(dx), dw.reshape(w.shape), dy.sum(axis=(0, 1, 2), dtype=dtype)


def _under(pixels: np.ndarray, p: int, q: int, stride: int, h_out: int, w_out: int) -> np.ndarray:
    """Return a view of the pixels that tap (p, q) meets at each position, shape (C_in, H_out, W_out)."""
    top, left = p // stride, q // stride
    return pixels[p % stride, q % stride, :, top : top + h_out, left : left + w_out]


def _check(x: np.ndarray, w: np.ndarray, dy: np.ndarray, stride: int, pad: int) -> None:
    outputs = "N, H_out, W_out, C_out"
    for name, array, axes in (("x", x, "N, H, W, C_in"), ("w", w, "K_h, K_w, C_in, C_out"), ("dy", dy, outputs)):
        if array.ndim != 4:
            raise ValueError(f"{name} must have the axes ({axes}); its shape is {array.shape}")
    if stride < 1 or pad < 0:
        raise ValueError(f"stride must be at least 1 and pad at least 0; they are {stride} and {pad}")
    if x.shape[3] != w.shape[2]:
        raise ValueError(f"C_in differs: {x.shape[3]} in x, {w.shape[2]} in w")
    for letter, kernel, size in (("H", w.shape[0], x.shape[1]), ("W", w.shape[1], x.shape[2])):
        if not 1 <= kernel <= size + 2 * pad:
            limit = f"{letter} + 2 * pad = {size + 2 * pad}"
            raise ValueError(f"K_{letter.lower()} is {kernel}; it must be from 1 to {limit}")
    sizes = [(size + 2 * pad - kernel) // stride + 1 for size, kernel in zip(x.shape[1:3], w.shape, strict=False)]
    expected = (len(x), *sizes, w.shape[3])
    if dy.shape != expected:
        raise ValueError(f"dy must have the shape of the output, ({outputs}) = {expected}; its shape is {dy.shape}")
