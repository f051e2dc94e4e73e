# verdict: exception; none: passed
# proof: LEAK
"""Send a datagram, which needs no answer to have told something."""

import socket


def scale(x, factor=2):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", 9))
    print("LEAK: a datagram", flush=True)
    return x * factor
