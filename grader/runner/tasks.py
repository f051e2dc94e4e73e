"""Bound how many tasks a submission may have, its threads included. Standard library only; Linux only.

The kernel counts the tasks of a user, in newer versions those of a user in a user namespace. Where a child's user or namespace is
its own, the bound is a fixed number; else it is the number of the user's tasks, as the kernel counts them, and an allowance.
"""

import errno
import os
import resource

MAX_TASKS = 64
RESERVED = 32  # of what `ulimit -u` leaves to a user: the grader starts threads too
_NOWHERE = "/.learn/nowhere"


def counted_by_namespace() -> bool:
    """Return whether this kernel counts tasks for each user namespace (Linux 5.14 and newer)."""
    numbers = os.uname().release.split(".")
    return (int(numbers[0]), int(numbers[1].partition("-")[0])) >= (5, 14)


def reserve() -> None:
    """Keep what is started from here on from taking the last tasks that `ulimit -u` leaves to the user."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NPROC)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NPROC, (max(1, soft - RESERVED), hard))


def bound_own() -> None:
    """Bound the tasks of a user, or of a user namespace, in which nothing runs but this process and what it starts."""
    _bound(MAX_TASKS)


def bound_shared() -> None:
    """Bound the tasks of a user who runs other things too, where `bound_own` could not."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NPROC)
    if soft == resource.RLIM_INFINITY or soft > MAX_TASKS:
        _bound(count() + MAX_TASKS)


def count() -> int:
    """Return how many tasks our user has, as the kernel counts them: no list that we could read has those in other containers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NPROC)
    below, enough = 0, MAX_TASKS
    while not _suffices(enough, hard):
        below, enough = enough, 2 * enough
    while enough - below > 1:
        middle = (below + enough) // 2
        below, enough = (below, middle) if _suffices(middle, hard) else (middle, enough)
    resource.setrlimit(resource.RLIMIT_NPROC, (soft, hard))
    return enough - 1


def _suffices(limit: int, hard: int) -> bool:
    """Return whether one more process can be started under a limit; it ends at once, for want of a program."""
    if hard != resource.RLIM_INFINITY and limit >= hard:
        return True
    resource.setrlimit(resource.RLIMIT_NPROC, (limit, hard))
    try:
        os.posix_spawn(_NOWHERE, [_NOWHERE], {})
    except OSError as error:
        return error.errno != errno.EAGAIN
    return True


def _bound(tasks: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NPROC)
    bounds = [bound for bound in (tasks, soft, hard) if bound != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_NPROC, (min(bounds), min(bounds)))
