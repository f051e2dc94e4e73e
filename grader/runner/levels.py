"""The levels of containment, strongest first. Standard library only."""

from enum import StrEnum


class Level(StrEnum):
    """What a child is confined by; each level has everything that is below it in words of its own."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    COMPUTE = "compute"
    NONE = "none"


AUTO = "auto"  # the strongest that works
CHOICES = (AUTO, *Level)
CONFINED = (Level.NAMESPACES, Level.LANDLOCK, Level.COMPUTE)

# Every layer, and what it keeps a submission from.
LAYER_WORDS = {
    "user": "user namespace: root in it is nobody outside",
    "pid": "process namespace: no other process is seen, and nothing outlives its turn",
    "mount": "mount namespace: a read-only root with the standard library and the allowed packages alone",
    "net": "network namespace: no network",
    "ipc": "namespace of shared memory and message queues",
    "uts": "namespace of the host's name",
    "uid": "an unprivileged user where learn runs as root",
    "landlock": "Landlock: only what is listed can be read",
    "rlimits": "limits: memory, processor time, descriptors, size of files, tasks",
    "capabilities": "no capabilities",
    "no_new_privs": "no way to get privileges back",
    "undumpable": "no other process of the user can look into it",
    "seccomp": "a list of system calls that are answered; those of attacks end the process",
}
_EVERYWHERE = ("rlimits", "capabilities", "no_new_privs", "undumpable", "seccomp")
LAYERS: dict[Level, tuple[str, ...]] = {
    Level.NAMESPACES: ("user", "pid", "mount", "net", "ipc", "uts", "landlock", *_EVERYWHERE),
    Level.LANDLOCK: ("uid", "landlock", *_EVERYWHERE),
    Level.COMPUTE: ("uid", *_EVERYWHERE),
    Level.NONE: (),
}
