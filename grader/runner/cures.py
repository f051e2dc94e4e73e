"""Say what to do where a level of containment cannot be had. Standard library only."""

from pathlib import Path

from grader.runner.levels import Level


def cure(level: Level, reason: str) -> str:
    """Return what makes a level work, as far as the reason and this machine's settings tell."""
    if "owner can read" in reason:
        return _PRIVATE_PYTHON
    if "not installed" in reason:
        return "Install it beside learn."
    if any(words in reason for words in ("canary", "does not answer")):
        return _LEAKS
    if "seccomp" in reason:
        return _NO_SECCOMP
    if level is Level.LANDLOCK:
        return _NO_LANDLOCK
    if level is Level.COMPUTE:
        return _NO_SECCOMP
    return _namespaces_cure()


def _namespaces_cure() -> str:
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return _APPARMOR
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return "Turn them on: sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _setting("user/max_user_namespaces") == "0":
        return "Turn them on: sudo sysctl -w user.max_user_namespaces=10000"
    return _CONTAINER


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


_APPARMOR = """\
AppArmor restricts user namespaces here: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (on a throw-away runner), \
or load an AppArmor profile for this Python that says: userns,"""
_CONTAINER = """\
In a container, its profile forbids namespaces: the level landlock works inside Docker's own profile; \
or start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined"""
_NO_LANDLOCK = "It needs Linux 5.13 or newer, with landlock among the security modules (boot parameter lsm=landlock,…)."
_NO_SECCOMP = "It needs Linux with seccomp filters on x86_64 or aarch64; some sandboxes of containers leave them out."
_PRIVATE_PYTHON = "Use a Python that everybody may read, such as one below /usr or /opt."
_LEAKS = "Please report it, with the output of: learn doctor"
