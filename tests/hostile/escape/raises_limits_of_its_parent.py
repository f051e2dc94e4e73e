# verdict: exception
# levels: namespaces landlock compute
"""Take away what its parent may have, by the call that names a process."""

import os
import resource


def scale(x, factor=2):
    resource.prlimit(os.getppid() or 1, resource.RLIMIT_NOFILE, (0, 0))
    print("ESCAPED: the parent can open nothing", flush=True)
    return x * factor
