# verdict: exited
"""Change an object that lies in memory pages shared with the parent before they are copied."""

import ctypes
import os
import sys

constant = sys.float_info
address = id(constant) + 24
if ctypes.c_size_t.from_address(address).value == 0xBAD:
    print("LEAK: the last process's memory", flush=True)


def scale(x, factor=2):
    ctypes.c_size_t.from_address(address).value = 0xBAD
    os._exit(0)
