# verdict: exception
# levels: namespaces landlock compute
"""Slow down every process of its user."""

import os


def scale(x, factor=2):
    os.setpriority(os.PRIO_USER, 0, 19)
    print("ESCAPED: its user's processes are slow", flush=True)
    return x * factor
