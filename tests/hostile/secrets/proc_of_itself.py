# verdict: passed
# proof: LEAK
"""Read what the kernel tells a process of itself: its maps, its mounts, its descriptors, where its program lies."""

import os

for name in ("maps", "status", "environ", "mountinfo", "cgroup", "cmdline", "auxv", "stat"):
    try:
        print("LEAK: /proc/self/" + name, len(open("/proc/self/" + name, "rb").read()), flush=True)
    except OSError:
        pass
for name in ("exe", "root", "cwd", "ns/pid"):
    try:
        print("PROBE: /proc/self/" + name, os.readlink("/proc/self/" + name), flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    return x * factor
