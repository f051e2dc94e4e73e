# verdict: exception
# levels: namespaces landlock compute
"""Ask the machine's cloud for its credentials."""

import socket


def scale(x, factor=2):
    with socket.create_connection(("169.254.169.254", 80), 0.2):
        print("LEAK: the metadata service", flush=True)
    return x * factor
