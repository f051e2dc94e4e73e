"""Right: a layer as an object, as frameworks have it."""

import numpy as np


class Layer:
    def __init__(self, w, b, stride, pad):
        self.w, self.b, self.stride, self.pad = w, b, stride, pad

    def size(self, pixels, kernel):
        return (pixels + 2 * self.pad - kernel) // self.stride + 1

    def window(self, image, i, j):
        k_h, k_w = self.w.shape[:2]
        top, left = i * self.stride, j * self.stride
        return image[top : top + k_h, left : left + k_w]

    def __call__(self, x):
        shape = len(x), self.size(x.shape[1], len(self.w)), self.size(x.shape[2], self.w.shape[1]), len(self.b)
        y = np.zeros(shape, np.result_type(x, self.w, self.b))
        for n, image in enumerate(x):
            image = np.pad(image, ((self.pad, self.pad), (self.pad, self.pad), (0, 0)))
            for i in range(shape[1]):
                for j in range(shape[2]):
                    y[n, i, j] = np.tensordot(self.window(image, i, j), self.w, 3) + self.b
        return y


def conv2d(x, w, b, stride=1, pad=0):
    return Layer(w, b, stride, pad)(x)
