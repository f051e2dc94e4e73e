# verdict: passed
# levels: namespaces landlock compute
# proof: ESCAPED
"""Change the source of the worker, of NumPy and of the standard library."""

import os
import sys

import numpy as np

for path in (getattr(sys.modules["__main__"], "__file__", "/main.py"), np.__file__, os.__file__):
    try:
        with open(path, "a"):
            print("ESCAPED:", path, "can be written", flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    return x * factor
