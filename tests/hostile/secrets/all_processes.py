# verdict: passed
# proof: LEAK
"""List all processes with their command lines."""

import os

try:
    for name in filter(str.isdigit, os.listdir("/proc")):
        print("LEAK: the command line of", name, len(open(f"/proc/{name}/cmdline").read()), flush=True)
        break
except OSError:
    pass


def scale(x, factor=2):
    return x * factor
