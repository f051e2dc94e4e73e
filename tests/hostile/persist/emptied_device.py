# verdict: exception
# levels: landlock compute
"""The same with a device that everybody may write: nothing is lost, and no version of Landlock minds."""

import os


def scale(x, factor=2):
    os.open(os.devnull, os.O_RDONLY | os.O_TRUNC)
    print("ESCAPED: the device was opened so", flush=True)
    return x * factor
