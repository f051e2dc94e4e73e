# verdict: exception; none: passed
# proof: LEAK
"""Make two ends of a connection over the loopback device."""

import socket


def scale(x, factor=2):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        print("LEAK: a TCP connection", flush=True)
    return x * factor
