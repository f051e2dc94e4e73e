# verdict: passed
# levels: namespaces landlock compute
"""Open for writing what lets somebody in, or is started later, in every account."""

import glob
import os
import pathlib

homes = {"/root", os.path.expanduser("~"), *glob.glob("/home/*")}
for home in homes:
    for name in (".ssh/authorized_keys", ".profile", ".config/autostart/graffiti.desktop", ".local/lib/graffiti.pth"):
        try:
            with pathlib.Path(home, name).open("ab"):
                print("ESCAPED:", home, name, flush=True)
        except OSError:
            pass


def scale(x, factor=2):
    return x * factor
