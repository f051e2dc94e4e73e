# verdict: exception
# levels: namespaces landlock compute
"""Set the mode of a module of the standard library."""

import os


def scale(x, factor=2):
    os.chmod(os.__file__, 0o644)
    print("ESCAPED: the mode was set", flush=True)
    return x * factor
