# verdict: exception
# levels: namespaces landlock compute
"""Set the flags of a file as they are: one of them makes it unchangeable for good."""

import fcntl
import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")
GET_FLAGS, SET_FLAGS = 0x80086601, 0x40086602


def scale(x, factor=2):
    try:
        held = os.open(PATH, os.O_RDONLY)
    except OSError:
        held = os.pipe()[0]  # no file can be opened: a pipe is its user's too
    fcntl.ioctl(held, SET_FLAGS, fcntl.ioctl(held, GET_FLAGS, bytes(8)))
    print("ESCAPED: the flags were set", flush=True)
    return x * factor
