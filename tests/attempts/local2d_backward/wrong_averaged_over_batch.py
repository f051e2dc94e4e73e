"""Wrong: the gradient is averaged over the images, as a loss is."""

import numpy as np


def local2d_backward(x, w, dy, stride=1):
    k_h, k_w = w.shape[2:4]
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(dy.shape[1:])
    for image, dimage, outputs in zip(x, dx, dy, strict=True):
        share = outputs / len(x)
        db += share
        for i in range(dy.shape[1]):
            for j in range(dy.shape[2]):
                rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
                dw[i, j] += np.multiply.outer(image[rows, columns], share[i, j])
                dimage[rows, columns] += w[i, j] @ outputs[i, j]
    return dx, dw, db
