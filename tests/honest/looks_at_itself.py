# verdict: passed
"""Look at its own source and signature."""

import inspect
import sys
import types


def scale(x, factor=2):
    assert list(inspect.signature(scale).parameters) == ["x", "factor"]
    assert "Look at its own" in inspect.getsource(sys.modules[scale.__module__])
    assert inspect.getsource(scale).startswith("def scale")
    assert isinstance(scale, types.FunctionType)
    assert sys.version_info >= (3, 11)
    return x * factor
