# verdict: output limit
"""Print bytes that are no text, past Python's streams."""

import os


def scale(x, factor=2):
    while True:
        os.write(1, bytes(range(256)) * 256)
