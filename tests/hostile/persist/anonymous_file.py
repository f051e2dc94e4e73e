# verdict: exception; none: passed
# proof: ESCAPED
"""Make a file that has no place, and could be executed."""

import os


def scale(x, factor=2):
    os.memfd_create("graffiti")
    print("ESCAPED: an anonymous file", flush=True)
    return x * factor
