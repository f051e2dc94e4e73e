# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Join every group."""

import os


def scale(x, factor=2):
    os.setgroups([0, 4, 6, 42])
    os.setresgid(0, 0, 0)
    print("ESCAPED: other groups", flush=True)
    return x * factor
