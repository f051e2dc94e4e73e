# verdict: exception
# levels: namespaces landlock compute
"""Set what a file system keeps of a file's project and its flags, by its own call for that."""

import fcntl
import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")
GET_ALL, SET_ALL = 0x801C581F, 0x401C5820


def scale(x, factor=2):
    try:
        held = os.open(PATH, os.O_RDONLY)
    except OSError:
        held = os.pipe()[0]  # no file can be opened: a pipe is its user's too
    fcntl.ioctl(held, SET_ALL, fcntl.ioctl(held, GET_ALL, bytes(28)))
    print("ESCAPED: the flags were set", flush=True)
    return x * factor
