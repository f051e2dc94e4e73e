"""Right: image by image, the gradients of the kernel collected in a list."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    k_h, k_w, _, c_out = w.shape
    images, kernels, biases = [], [np.zeros(w.shape)], [np.zeros(c_out)]
    for image, gradient in zip(x, dy, strict=True):
        padded = np.pad(image, ((pad, pad), (pad, pad), (0, 0)))
        back = np.zeros(padded.shape)
        for i, row in enumerate(gradient):
            for j, g in enumerate(row):
                window = np.s_[i * stride : i * stride + k_h, j * stride : j * stride + k_w]
                back[window] += w @ g
                kernels.append(np.multiply.outer(padded[window], g))
                biases.append(g)
        images.append(back[pad : pad + image.shape[0], pad : pad + image.shape[1]])
    return np.array(images).reshape(x.shape), sum(kernels), sum(biases)
