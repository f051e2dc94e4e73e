# verdict: exception
# levels: namespaces landlock compute
"""Make sockets of rare families, each a part of the kernel that is seldom tested."""

import socket


def scale(x, factor=2):
    made = []
    for family in range(2, 46):
        try:
            socket.socket(family, socket.SOCK_RAW).close()
            made.append(family)
        except OSError:
            pass
    if made:
        print("LEAK: sockets of the families", made, flush=True)
        return x * factor
    raise OSError
