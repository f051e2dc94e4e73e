# verdict: exception; none: passed
# proof: LEAK
"""List where temporary files are: a run of learn has a folder there."""

import os


def scale(x, factor=2):
    names = os.listdir("/tmp")
    print("LEAK: /tmp holds", len(names), "names", flush=True)
    return x * factor
