"""Take from a process what a submission must not have: first the parent of children, then each child, for good.

Standard library only; Linux only. Nothing here trusts that a step worked because it did not fail: the canary tries afterwards.
"""

import contextlib
import os
import resource
from collections.abc import Set
from dataclasses import dataclass, field

from grader.runner import kernel, landlock, tasks
from grader.runner.levels import Level
from grader.runner.root import WORK, WORK_OPTIONS, WORKS, enter_root
from grader.runner.seccomp import program
from grader.runner.visible import Visible

HOST_NAME = b"sandbox"
MAX_DESCRIPTORS, MAX_FILE = 64, 32_000_000
_FIXED_LIMITS = {
    resource.RLIMIT_NOFILE: MAX_DESCRIPTORS,
    resource.RLIMIT_FSIZE: MAX_FILE,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_MEMLOCK: 0,
    resource.RLIMIT_MSGQUEUE: 0,
    resource.RLIMIT_SIGPENDING: 64,
}
_HIGH_USER, _LAST_USERS = (
    1_900_000_000,
    60_600,
)  # nobody's numbers; the second for containers that know 65,536 users only
NAMESPACES = {
    "user": kernel.CLONE_NEWUSER,
    "mount": kernel.CLONE_NEWNS,
    "pid": kernel.CLONE_NEWPID,
    "net": kernel.CLONE_NEWNET,
    "ipc": kernel.CLONE_NEWIPC,
    "uts": kernel.CLONE_NEWUTS,
}


@dataclass(frozen=True, slots=True)
class Confinement:
    """A level, what may be seen, and the layers, or parts of one, that a test leaves out to show that they are missed."""

    level: Level
    visible: Visible
    scratch: str
    without: Set[str] = field(default_factory=frozenset)

    def has(self, layer: str) -> bool:
        """Return whether a layer belongs to it."""
        return layer not in self.without


def drop_user() -> None:
    """Become a user that owns nothing, where we are root; raise OSError where that is not allowed."""
    if os.geteuid() != 0:
        return
    os.setgroups([])
    for user in (_HIGH_USER + os.getpid(), _LAST_USERS + os.getpid() % 4000):
        try:
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        except OSError as error:
            refusal = error
            continue
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else /proc/self belongs to root, and its uid_map cannot be written
        return
    raise OSError(refusal.errno, refusal.strerror, "setresuid (root cannot become somebody else)")


def enter_user(confinement: Confinement, proc: int) -> bool:
    """Become a user whose tasks are counted apart from those of anybody else; return whether the kernel does so.

    An ordinary user stays who they are, in a user namespace of their own: where that is not allowed, all that they run is counted.
    `proc` is a descriptor of /proc.
    """
    if os.geteuid() == 0:
        if confinement.has("uid"):
            drop_user()
        return confinement.has("uid")
    try:
        kernel.unshare(kernel.CLONE_NEWUSER, "user")
    except OSError:
        return False
    with contextlib.suppress(OSError):  # without it the user has no name, and is the same one to the kernel
        _map_user(os.geteuid(), os.getegid(), proc)
    return tasks.counted_by_namespace()


def enter_namespaces(confinement: Confinement, proc: int) -> bool:
    """Enter namespaces of our own with a root of our own; return whether tasks are counted apart there.

    The next fork is their first process.

    `proc` is a descriptor of /proc, which is out of sight afterwards. As root, the root is built before root is given up, so that
    a Python in a private folder can be shown.
    """
    flags = {name: flag for name, flag in NAMESPACES.items() if confinement.has(name)}
    if os.geteuid() == 0:
        if "mount" in flags:
            kernel.unshare(kernel.CLONE_NEWNS, "mount")
            enter_root(confinement.scratch, confinement.visible)
        if "user" in flags:
            drop_user()
        _unshare(flags, proc)
    else:
        _unshare(flags, proc)
        if "mount" in flags:
            enter_root(confinement.scratch, confinement.visible)
    if "uts" in flags:
        kernel.sethostname(HOST_NAME)
    return "user" in flags and tasks.counted_by_namespace()


def _unshare(flags: dict[str, int], proc: int) -> None:
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(sum(flags.values()), "+".join(flags))
    if "user" in flags:
        _map_user(user, group, proc)


def _map_user(user: int, group: int, proc: int) -> None:
    tell_kernel("self/setgroups", "deny", proc)
    tell_kernel("self/uid_map", f"{user} {user} 1", proc)
    tell_kernel("self/gid_map", f"{group} {group} 1", proc)


def tell_kernel(name: str, text: str, proc: int) -> None:
    """Write into a file below /proc, whose descriptor is `proc`; the name is the step that an OSError carries."""
    descriptor = os.open(name, os.O_WRONLY, dir_fd=proc)
    try:
        os.write(descriptor, text.encode())
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None
    finally:
        os.close(descriptor)


def prepare_children(confinement: Confinement, *, apart: bool) -> int | None:
    """Do what is the same for all children; return the descriptor of their rules for files, None where there are none.

    `apart` says that nothing else of the user's is counted with their tasks.
    """
    if confinement.has("rlimits"):
        _limit(_FIXED_LIMITS)
        if apart and confinement.has("tasks"):
            tasks.bound_own()
    if confinement.has("capabilities"):
        kernel.forswear_capabilities()
    return _make_ruleset(confinement) if confinement.has("landlock") else None


def confine_child(confinement: Confinement, ruleset: int | None, *, memory: int, cpu: int) -> None:
    """Confine this process for good, under the rules of `prepare_children`, whose descriptor is closed.

    `memory` bounds its address space in bytes, `cpu` its processor time in seconds.
    """
    level, has = confinement.level, confinement.has
    if level is Level.NAMESPACES and has("mount"):
        kernel.unshare(kernel.CLONE_NEWNS | (kernel.CLONE_NEWIPC if has("ipc") else 0), "mount+ipc")
        kernel.mount("tmpfs", WORK, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, WORK_OPTIONS)
        os.chdir(WORK)
    if has("rlimits"):
        if has("tasks"):
            tasks.bound_shared()
        _limit({resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: cpu})
    if has("undumpable"):
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    if has("no_new_privs"):
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if ruleset is not None:
        landlock.restrict(ruleset)
        os.close(ruleset)
    if has("capabilities"):
        kernel.drop_capabilities()
    if has("seccomp"):
        answers = level if has("metadata") else Level.NAMESPACES
        kernel.load_filter(program(kernel.MACHINE, os.getpid(), answers))


def _make_ruleset(confinement: Confinement) -> int | None:
    """Return the rules for files; None where there is nothing to reach, or, beside namespaces, where the kernel has no Landlock."""
    if confinement.level is Level.COMPUTE:
        return None
    try:
        abi = landlock.version()
    except OSError:
        if confinement.level is Level.NAMESPACES:
            return None
        raise
    if not confinement.has("newer landlock"):
        abi = 1
    ruleset = landlock.make_ruleset(abi)
    visible = confinement.visible
    landlock.allow_reading(ruleset, (*visible.packages, *visible.shared, *visible.devices))
    if confinement.level is Level.NAMESPACES:
        landlock.allow_reading(ruleset, visible.library)  # what is masked there is out of sight already
        landlock.allow_writing(ruleset, WORKS, abi)
    else:
        landlock.allow_listing(ruleset, visible.library)
        landlock.allow_reading(ruleset, _unmasked(visible))
    return ruleset


def _unmasked(visible: Visible) -> list[str]:
    masked = set(visible.masked)
    return [entry.path for folder in visible.library for entry in os.scandir(folder) if entry.path not in masked]


def _limit(limits: dict[int, int]) -> None:
    for limit, value in limits.items():
        hard = resource.getrlimit(limit)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (bound, bound))
