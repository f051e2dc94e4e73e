# verdict: exited
# levels: namespaces landlock compute
# proof: LEAK
"""Leave files where everyone may."""

import os

MARKS = ("/tmp/graffiti", "/var/tmp/graffiti", "/dev/shm/graffiti", "/run/graffiti", "/dev/mqueue/graffiti")
for mark in MARKS:
    if os.path.exists(mark):
        print("LEAK: a file was left at", mark, flush=True)


def scale(x, factor=2):
    for mark in MARKS:
        try:
            open(mark, "w").close()
        except OSError:
            pass
    os._exit(0)
