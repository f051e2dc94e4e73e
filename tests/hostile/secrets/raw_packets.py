# verdict: exception
# levels: namespaces landlock compute
# proof: LEAK
"""Listen to every packet."""

import socket


def scale(x, factor=2):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW):
        print("LEAK: every packet", flush=True)
    return x * factor
