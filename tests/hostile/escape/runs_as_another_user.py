# verdict: exception
# levels: namespaces landlock compute
"""Become root by a program that may."""

import os


def scale(x, factor=2):
    for program in ("/usr/bin/sudo", "/usr/bin/su", "/usr/bin/pkexec", "/usr/bin/newuidmap"):
        try:
            os.execv(program, [program, "--version"])
        except FileNotFoundError:
            pass
    raise OSError
