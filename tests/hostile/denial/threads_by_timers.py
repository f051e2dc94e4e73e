# verdict: exception or crashed
# levels: namespaces landlock compute
"""Have the library of C start a thread for each of two thousand timers."""

import ctypes
import os
import time

ALLOWED = 64
libc = ctypes.CDLL(None, use_errno=True)
event = (ctypes.c_void_p * 8)()
event[1] = 2 << 32  # SIGEV_THREAD
event[2] = ctypes.cast(libc.sleep, ctypes.c_void_p).value
soon = (ctypes.c_long * 4)(0, 0, 0, 1000)


def scale(x, factor=2):
    for _ in range(2000):
        timer = ctypes.c_void_p()
        if libc.timer_create(1, event, ctypes.byref(timer)) < 0:
            raise OSError(ctypes.get_errno(), "timer_create")
        libc.timer_settime(timer, 0, soon, None)
    time.sleep(0.2)
    raise OSError("threads were started, or were not: nobody can look")
