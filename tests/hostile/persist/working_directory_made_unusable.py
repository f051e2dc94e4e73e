# verdict: exited
# levels: namespaces landlock compute
"""Leave a folder that cannot be removed, and take all rights from the one around it."""

import os


def scale(x, factor=2):
    try:
        os.makedirs("graffiti/" + "deep/" * 40)
        os.chmod("graffiti", 0)
        os.chmod(".", 0)
    except OSError:
        pass
    os._exit(0)
