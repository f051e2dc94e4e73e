# verdict: wrong
"""Put other modules under the names of the worker's, of NumPy and of itself."""

import sys
import types

for name in ("wire", "numpy", "scale", "__main__", "json", "struct"):
    sys.modules[name] = types.ModuleType(name)


def scale(x, factor=2):
    return x * 0
