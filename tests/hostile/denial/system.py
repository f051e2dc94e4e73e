# verdict: exception; none: passed
# proof: ESCAPED
"""Run a command in a shell."""

import os


def scale(x, factor=2):
    if os.system("echo ESCAPED: a shell") != 0:
        raise OSError("system")
    return x * factor
