# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Take a lease of a file, by which others wait or this process is signalled."""

import fcntl
import os


def scale(x, factor=2):
    with open(os.__file__) as shared:
        fcntl.fcntl(shared, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        print("ESCAPED: a lease", flush=True)
    return x * factor
