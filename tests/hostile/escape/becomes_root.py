# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Become root."""

import os


def scale(x, factor=2):
    os.setuid(0)
    print("ESCAPED: root", flush=True)
    return x * factor
