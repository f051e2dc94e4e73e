"""Say what to do where a level of containment cannot be had, or this machine allows no more. Standard library only."""

import errno
import os
from pathlib import Path

from grader.runner.levels import Level


def cure(level: Level, reason: str) -> str:
    """Return what makes a level work, as far as the reason and this machine's settings tell."""
    if "owner can read" in reason:
        return _PRIVATE_PYTHON
    if os.strerror(errno.EAGAIN) in reason or "starts a thread fails" in reason:
        return f"Perhaps {_PROCESSES.format(limit=_soft_limit('RLIMIT_NPROC'))}."
    if "not installed" in reason:
        return "Install it beside learn."
    if any(words in reason for words in ("canary", "does not answer")):
        return _LEAKS
    if "seccomp" in reason:
        return _NO_SECCOMP
    if _maps_one_user():
        return _ONE_USER
    if level is Level.LANDLOCK:
        return _NO_LANDLOCK
    if level is Level.COMPUTE:
        return _NO_SECCOMP
    return _namespaces_cure()


def machine_limit(error: BaseException) -> str | None:
    """Return which limit of this machine an error tells of, and how to raise it; None for any other error."""
    number = error.errno if isinstance(error, OSError) else None
    no_thread = isinstance(error, RuntimeError) and str(error).startswith(("can't start", "unable to start"))
    if number == errno.EAGAIN or no_thread:
        return _PROCESSES.format(limit=_soft_limit("RLIMIT_NPROC"))
    if number in (errno.EMFILE, errno.ENFILE):
        return _FILES.format(limit=_soft_limit("RLIMIT_NOFILE"))
    return None


def _soft_limit(name: str) -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "unknown"
    soft, _ = resource.getrlimit(getattr(resource, name))
    return "unlimited" if soft == resource.RLIM_INFINITY else str(soft)


def _namespaces_cure() -> str:
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return _APPARMOR
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return "Turn them on: sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _setting("user/max_user_namespaces") == "0":
        return "Turn them on: sudo sysctl -w user.max_user_namespaces=10000"
    return _CONTAINER


def _maps_one_user() -> bool:
    """Whether this process is in a user namespace that holds one user, as `unshare -Ur` makes it: root can become nobody there."""
    try:
        lines = Path("/proc/self/uid_map").read_text(encoding="utf-8").split("\n")
    except OSError:
        return False
    return os.getuid() == 0 and [line.split()[2:] for line in lines if line] == [["1"]]


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
_ONE_USER = """\
This is root of a user namespace with one user (unshare -Ur), who can become nobody else: \
leave the namespace, and run learn outside, as your user."""
_PROCESSES = """\
no more processes or threads may be started by this user (ulimit -u: {limit}). Raise the limit: ulimit -u 4096 · \
or start fewer: --jobs 1"""
_FILES = (
    "too many files are open (ulimit -n: {limit}). Raise the limit: ulimit -n 4096 · or start fewer processes: --jobs 1"
)
