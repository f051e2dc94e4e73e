"""Build the root that a child sees: read-only, made of what it may see and of nothing else. Standard library only; Linux only."""

import os
import re

from grader.runner import kernel
from grader.runner.visible import Visible

TRAP = "/.learn/sealed/trap"  # a file that only Landlock keeps from being read: the canary tries it
WORKS = "/.learn/works"  # names that no folder of the machine has: one of them would hide the other
WORK = f"{WORKS}/work"  # each child mounts its own here; Landlock looks at what is above a mount
WORK_OPTIONS = "size=32m,nr_inodes=2048,mode=700"

# What a mount has of these must stay when it is made read-only by somebody who is root in a namespace only.
_KEPT = {
    os.ST_NOSUID: kernel.MS_NOSUID,
    os.ST_NODEV: kernel.MS_NODEV,
    os.ST_NOEXEC: kernel.MS_NOEXEC,
    os.ST_NOATIME: kernel.MS_NOATIME,
    os.ST_NODIRATIME: kernel.MS_NODIRATIME,
    os.ST_RELATIME: kernel.MS_RELATIME,
}


def enter_root(scratch: str, visible: Visible) -> None:
    """Build the root in the empty folder `scratch` and make it the root of this mount namespace."""
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", scratch, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=1m,mode=755")
    for path in (*visible.library, *visible.shared):
        _show(path, scratch)
    for path in visible.masked:
        kernel.mount("tmpfs", scratch + path, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=64k,mode=755")
    for path in (*visible.packages, *visible.devices):
        _show(path, scratch)
    for path in visible.masked:
        _read_only(scratch + path)
    for place in _writable_below(os.path.realpath(scratch)):
        _read_only(place)
    os.makedirs(scratch + WORK, 0o755, exist_ok=True)
    os.makedirs(scratch + os.path.dirname(TRAP), 0o755, exist_ok=True)
    with open(scratch + TRAP, "w", encoding="utf-8") as trap:
        trap.write("trap\n")
    os.chdir(scratch)
    kernel.pivot_root(".", ".")
    kernel.unmount(".")  # the old root, which lies on top of the new one now
    os.chdir("/")
    _read_only("/")


def _show(path: str, scratch: str) -> None:
    """Mount a folder or a file at the same place below the new root, read-only."""
    place = scratch + path
    real = os.path.realpath(path)
    if os.path.isdir(real):
        os.makedirs(place, 0o755, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(place), 0o755, exist_ok=True)
        with open(place, "w", encoding="utf-8"):
            pass
    kernel.mount(real, place, None, kernel.MS_BIND | kernel.MS_REC)
    _read_only(place)


def _writable_below(folder: str) -> list[str]:
    """Return the mounts below a folder that are not read-only: what was mounted within a package or the library came with it."""
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as mounts:
        fields = [line.split(" ", 6) for line in mounts]
    places = [re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place) for *_, place, _, _ in fields]
    writable = ["ro" not in options.split(",") for *_, options, _ in fields]
    return [place for place, is_so in zip(places, writable, strict=True) if is_so and place.startswith(f"{folder}/")]


def _read_only(place: str) -> None:
    flags = os.statvfs(place).f_flag
    kept = sum(mount for stat, mount in _KEPT.items() if flags & stat)
    kernel.mount("none", place, None, kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID | kept)
