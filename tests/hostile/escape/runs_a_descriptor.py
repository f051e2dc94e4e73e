# verdict: exception; none: exited
# proof: ESCAPED
"""Become a program by its descriptor."""

import os


def scale(x, factor=2):
    os.execve(os.open("/bin/sh", os.O_RDONLY), ["sh", "-c", "echo ESCAPED: a shell"], {})
