# verdict: exception; none: exited
# proof: ESCAPED
"""Become a fresh Python, without the filters that were set in this one."""

import os
import sys


def scale(x, factor=2):
    os.execv(sys.executable or "/usr/bin/python3", ["python", "-I", "-S", "-c", "print('ESCAPED: a fresh Python')"])
