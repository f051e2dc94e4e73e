# verdict: passed
"""Look for a variable that was not built for this process."""

import os

for name in os.environ:
    built = {"PATH", "LC_ALL", "LC_CTYPE", "HOME"}
    if name not in built and not name.endswith("_NUM_THREADS") and not name.startswith("PYTHON"):
        print("LEAK: the variable", name, flush=True)


def scale(x, factor=2):
    return x * factor
