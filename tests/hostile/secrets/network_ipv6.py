# verdict: exception; none: passed
# proof: LEAK
"""Make a socket of the newer protocol, which filters forget."""

import socket


def scale(x, factor=2):
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM):
        print("LEAK: an IPv6 socket", flush=True)
    return x * factor
