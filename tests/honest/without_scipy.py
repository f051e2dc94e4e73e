# verdict: exception
# levels: namespaces landlock compute
"""Take a package that is not among those allowed."""

from scipy.ndimage import zoom


def scale(x, factor=2):
    assert callable(zoom)
    return x * factor
