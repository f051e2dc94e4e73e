# verdict: exception; none: passed
# proof: LEAK
"""Read the limits of another process, which its user may."""

import os
import resource


def scale(x, factor=2):
    limit = resource.prlimit(os.getppid() or 2, resource.RLIMIT_NOFILE)
    print("LEAK: limits of another process", limit, flush=True)
    return x * factor
