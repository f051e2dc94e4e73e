# verdict: exception
# levels: namespaces landlock compute
"""Double the number of processes until nothing else can start."""

import os


def scale(x, factor=2):
    for _ in range(20):
        os.fork()
    return x * factor
