# verdict: exception; none: exited
# machine: x86_64 aarch64
"""Become a program that lies in memory only."""

import os


def scale(x, factor=2):
    program = os.memfd_create("graffiti")
    os.write(program, b"#!/bin/sh\necho ESCAPED: a program in memory")
    os.set_inheritable(program, True)
    os.execv(f"/proc/self/fd/{program}", ["graffiti"])
