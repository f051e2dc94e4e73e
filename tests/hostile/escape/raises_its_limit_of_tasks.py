# verdict: exception; none: passed
# proof: ESCAPED
"""Set its own limit of tasks, be it to what it is."""

import resource


def scale(x, factor=2):
    resource.setrlimit(resource.RLIMIT_NPROC, resource.getrlimit(resource.RLIMIT_NPROC))
    print("ESCAPED: a limit was set", flush=True)
    return x * factor
