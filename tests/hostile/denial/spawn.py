# verdict: exception; none: passed
# proof: ESCAPED
"""Start a program by the call that hides its fork."""

import os


def scale(x, factor=2):
    os.waitpid(os.posix_spawn("/bin/sh", ["sh", "-c", "echo ESCAPED: a shell"], {}), 0)
    return x * factor
