# verdict: time-out or exception
# levels: namespaces landlock compute
"""Open a pipe with a name, and wait for the other side that never comes."""

import os


def scale(x, factor=2):
    name = f"graffiti-{os.getpid()}"
    os.mkfifo(name)
    os.open(name, os.O_RDONLY)
