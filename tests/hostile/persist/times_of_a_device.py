# verdict: exception
# levels: namespaces landlock compute
"""Set the times of the device that everybody may write to."""

import os


def scale(x, factor=2):
    os.utime(os.devnull)
    print("ESCAPED: the times were set", flush=True)
    return x * factor
