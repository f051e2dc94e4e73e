"""Write the filter that answers a child's system calls, as a program for the kernel. Standard library only.

A call is allowed, refused with an error that honest programs cope with, or ends the process. Of some calls the arguments
decide; only what stands in registers can be looked at, so a call whose danger lies behind a pointer is refused whole.
"""

import errno
import functools
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.runner.levels import Level
from grader.runner.syscalls import (
    ALLOWED,
    ATTRIBUTES,
    CHANGES,
    CHECKED,
    KILLED,
    MACHINES,
    PATHS,
    REFUSED,
    Numbers,
    number,
)

_LOAD, _JUMP, _JUMP_EQUAL, _JUMP_AT_LEAST, _AND, _RETURN = 0x20, 0x05, 0x15, 0x35, 0x54, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # where they stand in what the filter sees
ALLOW, KILL = 0x7FFF0000, 0x80000000
X32 = 0x40000000

_CLONE_THREAD, _CLONE_NEW = 0x10000, 0x7E020080  # the second: every kind of namespace, that of time included
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE = 1, 1, 0xF
_IOCTLS = (0x5401, 0x541B, 0x5413, 0x5421, 0x5450, 0x5451)  # TCGETS FIONREAD TIOCGWINSZ FIONBIO FIONCLEX FIOCLEX
_FCNTLS = (0, 1, 2, 3, 4, 1030, 1032, 1034)  # F_DUPFD to F_SETFL, F_DUPFD_CLOEXEC, F_GETPIPE_SZ, F_GET_SEALS
_PRCTLS = (15, 16, 3, 2, 23, 39, 21, 0x53564D41)  # names, and questions; the last names memory, as allocators do
_AT_EMPTY_PATH, _O_TRUNC = 0x1000, 0x200


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
        # No new limits behind this pointer, and nobody else's to read.
        "prlimit64": [Condition(2, (0,)), Condition(2, (0,), high=True), Condition(0, (0, own))],
        "kill": [Condition(0, (own,))],
        "tgkill": [Condition(0, (own,))],
        "socketpair": [Condition(0, (_AF_UNIX,)), Condition(1, (_SOCK_STREAM,), _SOCK_TYPE)],
        "sendto": [Condition(4, (0,)), Condition(4, (0,), high=True)],  # to nobody but the other end
        "personality": [Condition(0, (0xFFFFFFFF,))],
    }


def _checked(conditions: Sequence[Condition], otherwise: int) -> list[Instruction]:
    """Return the instructions for a call whose arguments decide."""
    blocks: list[Instruction] = [(_RETURN, 0, 0, ALLOW)]
    for condition in reversed(conditions):
        blocks = [*condition.code(fail=len(blocks)), *blocks]
    return [*blocks, (_RETURN, 0, 0, error(otherwise))]


def _paths(machine: str, level: Level) -> Iterator[tuple[int, list[Instruction]]]:
    """Yield calls that name a file, with what answers them where they are not simply allowed or refused."""
    if level is Level.LANDLOCK:
        # Before version 3, Landlock lets a file be emptied by whoever may read it.
        for name, flags in (("open", 1), ("openat", 2)):
            if (call := number(PATHS, name, machine)) is not None:
                yield call, _checked([Condition(flags, (0,), _O_TRUNC)], errno.EACCES)
    elif level is Level.COMPUTE:
        # fstat is made of it, with an empty path; whatever looks at a path finds nothing.
        stat = number(PATHS, "newfstatat", machine)
        assert stat is not None
        yield stat, _checked([Condition(3, (_AT_EMPTY_PATH,), _AT_EMPTY_PATH)], errno.ENOENT)


def _answers(machine: str, own: int, level: Level) -> dict[int, list[Instruction]]:
    """Return for each call by its number the instructions that answer it, and that end with an answer."""
    answers: dict[int, list[Instruction]] = {}

    def answer(table: Numbers, code: int) -> None:
        for name in table:
            if (call := number(table, name, machine)) is not None:
                answers[call] = [(_RETURN, 0, 0, code)]

    answer(ALLOWED, ALLOW)
    answer(PATHS, error(errno.ENOENT) if level is Level.COMPUTE else ALLOW)
    answer(CHANGES, ALLOW if level is Level.NAMESPACES else error(errno.EPERM))
    answer(ATTRIBUTES, error(errno.ENOTSUP))
    answer(REFUSED, error(errno.EPERM))
    answer(KILLED, KILL)
    for name, conditions in _conditions(own).items():
        if (call := number(CHECKED, name, machine)) is not None:
            answers[call] = _checked(conditions, errno.EPERM)
    answers.update(_paths(machine, level))
    return answers


def _ranges(answers: Mapping[int, list[Instruction]]) -> Iterator[tuple[int, list[Instruction]]]:
    """Yield from which number on calls are answered alike; what stands nowhere is no call."""
    unknown: list[Instruction] = [(_RETURN, 0, 0, error(errno.ENOSYS))]
    before = None
    for call in range(max(answers) + 2):
        code = answers.get(call, unknown)
        if code != before:
            yield call, code
        before = code


def _search(ranges: Sequence[tuple[int, list[Instruction]]]) -> list[Instruction]:
    """Return the instructions that find a call's range by halving.

    The kernel runs a new filter once for every call that there is, to keep what is always allowed: a list would cost it half a
    millisecond for each child.
    """
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    below, above = _search(ranges[:middle]), _search(ranges[middle:])
    return [(_JUMP_AT_LEAST, 0, 1, ranges[middle][0]), (_JUMP, 0, 0, len(below)), *below, *above]


def _program(machine: str, own: int, level: Level) -> Iterator[Instruction]:
    yield (_LOAD, 0, 0, _ARCHITECTURE)
    yield (_JUMP_EQUAL, 1, 0, MACHINES[machine])
    yield (_RETURN, 0, 0, KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    if machine == "x86_64":
        yield (_JUMP_AT_LEAST, 0, 1, X32)
        yield (_RETURN, 0, 0, KILL)
    yield from _search([*_ranges(_answers(machine, own, level))])


def assemble(instructions: Iterable[Instruction]) -> bytes:
    """Return instructions as the kernel takes them."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


@functools.lru_cache(maxsize=8)
def program(machine: str, own: int, level: Level) -> bytes:
    """Return the filter for a child whose process number is `own`.

    At `namespaces` a child may change what is its own, at `landlock` it can only read, at `compute` no path leads anywhere.
    Raises KeyError for a machine whose calls are not known.
    """
    return assemble(_program(machine, own, level))
