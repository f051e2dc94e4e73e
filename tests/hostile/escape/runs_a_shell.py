# verdict: exception; none: exited
# proof: ESCAPED
"""Become a shell."""

import os


def scale(x, factor=2):
    os.execv("/bin/sh", ["sh", "-c", "echo ESCAPED: a shell"])
