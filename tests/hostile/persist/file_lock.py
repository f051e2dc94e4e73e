# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Lock a file for which others will wait."""

import fcntl
import os


def scale(x, factor=2):
    with open(os.__file__) as shared:
        fcntl.flock(shared, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("ESCAPED: a lock", flush=True)
    return x * factor
