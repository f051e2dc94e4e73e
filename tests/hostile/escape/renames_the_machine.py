# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Give the machine another name."""

import socket


def scale(x, factor=2):
    socket.sethostname("graffiti")
    print("ESCAPED: another name", flush=True)
    return x * factor
