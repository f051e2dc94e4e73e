# verdict: exception
# levels: namespaces landlock compute
"""Choose on which processor its parent runs."""

import os


def scale(x, factor=2):
    os.sched_setaffinity(os.getppid(), {0})
    print("ESCAPED: its parent was moved", flush=True)
    return x * factor
