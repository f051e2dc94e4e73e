# verdict: passed
"""Look for descriptors that were left open: files, folders, sockets, anything but pipes and /dev/null."""

import os
import stat

for number in range(1024):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        print("LEAK: descriptor", number, stat.filemode(mode), flush=True)


def scale(x, factor=2):
    return x * factor
