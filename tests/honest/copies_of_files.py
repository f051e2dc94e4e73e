# verdict: passed
# levels: namespaces none
"""Copy files with their modes and times, change them, and remove all of it."""

import os
import shutil
import stat
from pathlib import Path


def scale(x, factor=2):
    folder = Path("kept")
    folder.mkdir()
    first = folder / "first.txt"
    first.write_text(str(factor))
    assert stat.S_IMODE(first.stat().st_mode) == 0o644
    os.utime(first, (1_000_000_000, 1_000_000_000))
    first.chmod(0o600)
    for copy in (shutil.copy, shutil.copy2, shutil.copyfile):
        copy(first, folder / copy.__name__)
    shutil.copystat(first, folder / "copyfile")
    shutil.copytree(folder, "again")
    copied = Path("again/copyfile").stat()
    assert (stat.S_IMODE(copied.st_mode), copied.st_mtime) == (0o600, 1_000_000_000)
    os.truncate("again/copyfile", 0)
    found = int(Path("again/copy2").read_text())
    shutil.rmtree("again")
    shutil.rmtree(folder)
    return x * found
