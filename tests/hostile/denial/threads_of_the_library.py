# verdict: exception
# levels: namespaces landlock compute
"""Start threads by the library of C, with the smallest stacks that it takes, beside Python's own."""

import ctypes

libc = ctypes.CDLL(None)
ALLOWED, WANTED, STACK = 64, 2000, 16384
attributes = ctypes.create_string_buffer(64)
libc.pthread_attr_init(attributes)
libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(STACK))
thread = ctypes.c_ulong()


def scale(x, factor=2):
    for number in range(WANTED):
        code = libc.pthread_create(ctypes.byref(thread), attributes, libc.pause, None)
        if code:
            raise OSError(code, "pthread_create") if number <= ALLOWED else AssertionError(number)
    print("ESCAPED:", WANTED, "threads", flush=True)
    return x * factor
