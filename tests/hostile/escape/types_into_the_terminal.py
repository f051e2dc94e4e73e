# verdict: exception
# levels: namespaces landlock compute
"""Put a command into the terminal, to be executed when the grader has ended."""

import fcntl
import os


def scale(x, factor=2):
    for byte in b"echo ESCAPED\n":
        fcntl.ioctl(os.open("/dev/tty", os.O_RDWR), 0x5412, bytes([byte]))
    print("ESCAPED: typed", flush=True)
    return x * factor
