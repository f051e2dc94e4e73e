# verdict: passed
# levels: namespaces landlock compute
# proof: ESCAPED
"""Replace the compiled form of a module that the next process imports."""

import importlib.util
import os

import numpy as np

for source in (np.__file__, os.__file__):
    try:
        with open(importlib.util.cache_from_source(source), "r+b"):
            print("ESCAPED: the compiled form of", source, "can be written", flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    return x * factor
