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

# The layers of each level, by the names that reports and tests use.
LAYERS: dict[Level, tuple[str, ...]] = {
    Level.NAMESPACES: (
        "user",
        "pid",
        "mount",
        "net",
        "ipc",
        "uts",
        "landlock",
        "rlimits",
        "capabilities",
        "no_new_privs",
        "undumpable",
        "seccomp",
    ),
    Level.LANDLOCK: ("uid", "landlock", "rlimits", "capabilities", "no_new_privs", "undumpable", "seccomp"),
    Level.COMPUTE: ("uid", "rlimits", "capabilities", "no_new_privs", "undumpable", "seccomp"),
    Level.NONE: (),
}
