# verdict: passed
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave modules that every later Python would execute when it starts."""

import os
import sys

import numpy as np

site = os.path.dirname(os.path.dirname(np.__file__))
for folder in {site, *sys.path}:
    for name in ("sitecustomize.py", "usercustomize.py", "graffiti.pth"):
        try:
            with open(os.path.join(folder, name), "a"):
                print("ESCAPED:", name, "in", folder, flush=True)
        except OSError:
            pass


def scale(x, factor=2):
    return x * factor
