# verdict: passed
"""Look for pipes beside its own four: by them, it could speak to another child or to the parent."""

import os
import stat

pipes = set()
for number in range(1024):
    try:
        found = os.fstat(number)
    except OSError:
        continue
    if stat.S_ISFIFO(found.st_mode):
        pipes.add(found.st_ino)
if len(pipes) > 3:
    print("LEAK:", len(pipes), "pipes", flush=True)


def scale(x, factor=2):
    return x * factor
