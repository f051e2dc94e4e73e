# verdict: crashed
"""Recurse in C, where no limit of Python's holds."""

import ctypes

libc = ctypes.CDLL(None)
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
numbers = (ctypes.c_int * 4)(4, 3, 2, 1)


@compare
def recurse(a, b):
    libc.qsort(numbers, 4, 4, recurse)
    return 0


def scale(x, factor=2):
    import sys

    sys.setrecursionlimit(10**9)
    recurse(None, None)
    ctypes.memset(0, 1, 1)  # where Python ended the recursion in time
