# verdict: passed
"""Go to frequencies and back."""

import numpy as np


def scale(x, factor=2):
    y = np.fft.irfft2(np.fft.rfft2(x) * factor, s=x.shape)
    assert np.allclose(np.fft.ifft(np.fft.fft(x)).real, x, atol=1e-4)
    return np.rint(y).astype(x.dtype) if x.dtype.kind == "i" else y
