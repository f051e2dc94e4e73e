# verdict: exception; none: passed
# proof: ESCAPED
"""Set a limit by the call that takes a process, naming itself by its number."""

import os
import resource


def scale(x, factor=2):
    resource.prlimit(os.getpid(), resource.RLIMIT_NPROC, resource.getrlimit(resource.RLIMIT_NPROC))
    print("ESCAPED: a limit was set", flush=True)
    return x * factor
