# verdict: exception; none: passed
# proof: ESCAPED
"""Make a pipe larger, which is memory of the kernel's."""

import fcntl
import os


def scale(x, factor=2):
    end, _ = os.pipe()
    print("ESCAPED:", fcntl.fcntl(end, 1031, 1 << 20), "bytes", flush=True)
    return x * factor
