# verdict: exception or time-out
# levels: namespaces landlock compute
"""Make folders in folders, deeper than any path."""

import os


def scale(x, factor=2):
    while True:
        os.mkdir("graffiti")
        os.chdir("graffiti")
