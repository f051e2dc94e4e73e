# verdict: passed
# levels: namespaces landlock compute
"""Read the files by which a class travels to its workers, wherever temporary files can be."""

import glob
import os

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run/user", os.path.expanduser("~"), os.getcwd(), ".."):
    for path in glob.glob(f"{place}/learn-*/**", recursive=True) + glob.glob(f"{place}/*/learn-*/**", recursive=True):
        try:
            with open(path, "rb") as file:
                print("LEAK:", path, len(file.read()), flush=True)
        except OSError:
            pass


def scale(x, factor=2):
    return x * factor
