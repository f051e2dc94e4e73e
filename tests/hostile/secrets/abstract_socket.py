# verdict: exception; none: passed
# proof: LEAK
"""Wait under a name that needs no file."""

import socket


def scale(x, factor=2):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as waiting:
        waiting.bind("\0graffiti")
        print("LEAK: an abstract socket", flush=True)
    return x * factor
