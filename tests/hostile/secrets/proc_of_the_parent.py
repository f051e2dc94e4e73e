# verdict: passed
# proof: LEAK
"""Read how the parent was started and with what environment."""

import os

for name in ("cmdline", "environ", "maps", "status"):
    try:
        path = f"/proc/{os.getppid()}/{name}"
        print("LEAK:", path, len(open(path, "rb").read()), flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    return x * factor
