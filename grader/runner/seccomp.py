"""Write the filter that answers a child's system calls, as a program for the kernel. Standard library only.

A call is allowed, refused with an error that honest programs cope with, or ends the process. Of some calls the arguments
decide; only what stands in registers can be looked at, so a call whose danger lies behind a pointer is refused whole.
"""

import errno
import functools
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.runner.syscalls import ALLOWED, CHECKED, KILLED, MACHINES, PATHS, REFUSED, Numbers, number

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # where they stand in what the filter sees
ALLOW, KILL = 0x7FFF0000, 0x80000000
X32 = 0x40000000

_CLONE_THREAD, _CLONE_NEW = 0x10000, 0x7E020080  # the second: every kind of namespace, that of time included
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE = 1, 1, 0xF
_IOCTLS = (0x5401, 0x541B, 0x5413, 0x5421, 0x5450, 0x5451)  # TCGETS FIONREAD TIOCGWINSZ FIONBIO FIONCLEX FIOCLEX
_FCNTLS = (0, 1, 2, 3, 4, 1030, 1032, 1034)  # F_DUPFD to F_SETFL, F_DUPFD_CLOEXEC, F_GETPIPE_SZ, F_GET_SEALS
_PRCTLS = (15, 16, 3, 2, 23, 39, 21, 0x53564D41)  # names, and questions; the last names memory, as allocators do
_AT_EMPTY_PATH = 0x1000


def error(code: int) -> int:
    """Return the answer that makes a call fail with an error number."""
    return 0x00050000 | code


Instruction = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Condition:
    """The low half of an argument, masked, is one of these values."""

    argument: int
    values: tuple[int, ...]
    mask: int | None = None
    high: bool = False  # look at the upper half instead

    def code(self, fail: int) -> list[Instruction]:
        """Return the instructions; they jump over `fail` further ones where the condition does not hold."""
        code: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENTS + 8 * self.argument + (4 if self.high else 0))]
        if self.mask is not None:
            code.append((_AND, 0, 0, self.mask))
        for position, value in enumerate(self.values, 1):
            left = len(self.values) - position
            code.append((_JUMP_EQUAL, left, 0 if left else fail, value))
        return code


def _conditions(own: int) -> dict[str, Sequence[Condition]]:
    """Return what must hold for a call to be allowed; `own` is the process's number."""
    return {
        "clone": [Condition(0, (_CLONE_THREAD,), _CLONE_THREAD), Condition(0, (0,), _CLONE_NEW)],
        "ioctl": [Condition(1, _IOCTLS)],
        "fcntl": [Condition(1, _FCNTLS)],  # no locks, and no owner: the kernel would signal whom it is told to
        "prctl": [Condition(0, _PRCTLS)],
        "prlimit64": [Condition(2, (0,)), Condition(2, (0,), high=True)],  # no new limits behind this pointer
        "kill": [Condition(0, (own,))],
        "tgkill": [Condition(0, (own,))],
        "socketpair": [Condition(0, (_AF_UNIX,)), Condition(1, (_SOCK_STREAM,), _SOCK_TYPE)],
        "sendto": [Condition(4, (0,)), Condition(4, (0,), high=True)],  # to nobody but the other end
        "personality": [Condition(0, (0xFFFFFFFF,))],
    }


def _checked(number: int, conditions: Sequence[Condition], otherwise: int) -> Iterator[Instruction]:
    """Yield the instructions for a call whose arguments decide."""
    blocks: list[Instruction] = [(_RETURN, 0, 0, ALLOW)]
    for condition in reversed(conditions):
        blocks = [*condition.code(fail=len(blocks)), *blocks]
    blocks.append((_RETURN, 0, 0, error(otherwise)))
    yield (_JUMP_EQUAL, 0, len(blocks), number)
    yield from blocks


def _answered(machine: str, table: Numbers, answer: int, names: Iterable[str] | None = None) -> Iterator[Instruction]:
    for name in table if names is None else names:
        call = number(table, name, machine)
        if call is not None:
            yield (_JUMP_EQUAL, 0, 1, call)
            yield (_RETURN, 0, 0, answer)


def _program(machine: str, own: int, *, files: bool) -> Iterator[Instruction]:
    yield (_LOAD, 0, 0, _ARCHITECTURE)
    yield (_JUMP_EQUAL, 1, 0, MACHINES[machine])
    yield (_RETURN, 0, 0, KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    if machine == "x86_64":
        yield (_JUMP_AT_LEAST, 0, 1, X32)
        yield (_RETURN, 0, 0, KILL)
    yield from _answered(machine, ALLOWED, ALLOW)
    stat = number(PATHS, "newfstatat", machine)
    assert stat is not None
    if files:
        yield from _answered(machine, PATHS, ALLOW)
    else:
        # fstat is made of it, with an empty path; whatever looks at a path finds nothing.
        yield from _checked(stat, [Condition(3, (_AT_EMPTY_PATH,), _AT_EMPTY_PATH)], errno.ENOENT)
        yield from _answered(machine, PATHS, error(errno.ENOENT))
    for name, conditions in _conditions(own).items():
        call = number(CHECKED, name, machine)
        if call is not None:
            yield from _checked(call, conditions, errno.EPERM)
    yield from _answered(machine, REFUSED, error(errno.EPERM))
    yield from _answered(machine, KILLED, KILL)
    yield (_RETURN, 0, 0, error(errno.ENOSYS))


def assemble(instructions: Iterable[Instruction]) -> bytes:
    """Return instructions as the kernel takes them."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


@functools.lru_cache(maxsize=8)
def program(machine: str, own: int, *, files: bool) -> bytes:
    """Return the filter for a child whose process number is `own`; without `files`, no path leads anywhere.

    Raises KeyError for a machine whose calls are not known.
    """
    return assemble(_program(machine, own, files=files))
