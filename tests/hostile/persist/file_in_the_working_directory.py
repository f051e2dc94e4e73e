# verdict: exited
# levels: namespaces landlock compute
# proof: LEAK
"""Leave a file for the next process."""

import os

MARK = "graffiti"
if os.path.exists(MARK):
    print("LEAK: a file was left", flush=True)


def scale(x, factor=2):
    try:
        open(MARK, "w").close()
    except OSError:
        pass
    os._exit(0)
