# verdict: exception; none: passed
# proof: ESCAPED
"""Set the limits of another process of its user to what they are, or to nothing."""

import os
import resource


def scale(x, factor=2):
    other = os.getppid() or 2
    resource.prlimit(other, resource.RLIMIT_CORE, (0, resource.prlimit(other, resource.RLIMIT_CORE)[1]))
    print("ESCAPED: limits of another process", flush=True)
    return x * factor
