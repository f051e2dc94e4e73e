"""The filter of system calls, run as the kernel would run it, against the tables that it is made of."""

import errno
import os
import struct
from collections.abc import Mapping

import pytest

from grader.runner import seccomp
from grader.runner.levels import CONFINED, Level
from grader.runner.syscalls import ALLOWED, ATTRIBUTES, CHANGES, CHECKED, KILLED, MACHINES, PATHS, REFUSED, number

OWN = 4321
REFUSAL, UNKNOWN = seccomp.error(errno.EPERM), seccomp.error(errno.ENOSYS)
TABLES = {
    "allowed": ALLOWED,
    "paths": PATHS,
    "changes": CHANGES,
    "attributes": ATTRIBUTES,
    "refused": REFUSED,
    "killed": KILLED,
    "checked": CHECKED,
}


def run(program: bytes, call: int, machine: str, arguments: Mapping[int, int] | None = None) -> int:
    """Return the filter's answer to a call, as the kernel's interpreter comes to it."""
    return trace(program, call, machine, arguments)[0]


def trace(program: bytes, call: int, machine: str, arguments: Mapping[int, int] | None = None) -> tuple[int, int]:
    """Return the answer to a call, and how many instructions it took."""
    values = [(arguments or {}).get(position, 0) for position in range(6)]
    seen = struct.pack("<IIQ6Q", call, MACHINES[machine], 0, *values)
    code = [*struct.iter_unpack("=HBBI", program)]
    at, accumulator = 0, 0
    for steps in range(1, len(code) + 1):
        kind, jump_true, jump_false, k = code[at]
        at += 1
        match kind:
            case 0x20:
                (accumulator,) = struct.unpack_from("<I", seen, k)
            case 0x54:
                accumulator &= k
            case 0x05:
                at += k
            case 0x15 | 0x35:
                holds = accumulator == k if kind == 0x15 else accumulator >= k
                at += jump_true if holds else jump_false
            case 0x06:
                return k, steps
            case _:
                raise AssertionError(f"instruction {kind:#x}")
    raise AssertionError("it does not end")


@pytest.mark.parametrize("level", CONFINED)
@pytest.mark.parametrize("machine", MACHINES)
def test_every_call_is_answered_as_its_table_says(machine: str, level: Level) -> None:
    program = seccomp.program(machine, OWN, level)
    found = {number(table, name, machine): (kind, name) for kind, table in TABLES.items() for name in table}
    answers = {
        "allowed": seccomp.ALLOW,
        "paths": seccomp.error(errno.ENOENT) if level is Level.COMPUTE else seccomp.ALLOW,
        "changes": seccomp.ALLOW if level is Level.NAMESPACES else REFUSAL,
        "attributes": seccomp.error(errno.ENOTSUP),
        "refused": REFUSAL,
        "killed": seccomp.KILL,
    }
    for call in range(600):
        kind, name = found.get(call, ("unknown", ""))
        if kind != "checked":
            assert run(program, call, machine) == answers.get(kind, UNKNOWN), (call, name)
    assert run(program, 2**30 - 1, machine) == UNKNOWN
    other = next(name for name in MACHINES if name != machine)
    assert run(program, 0, other) == seccomp.KILL
    if machine == "x86_64":
        assert run(program, seccomp.X32, machine) == run(program, 2**32 - 1, machine) == seccomp.KILL


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("clone", {0: 0x10000}, True),
        ("clone", {0: 0}, False),
        ("clone", {0: 0x10000 | 0x20000000}, False),
        ("ioctl", {1: 0x5401}, True),
        ("ioctl", {1: 0x5412}, False),  # TIOCSTI types into the terminal
        ("fcntl", {1: 3}, True),
        ("fcntl", {1: 8}, False),  # F_SETOWN
        ("kill", {0: OWN}, True),
        ("kill", {0: OWN + 1}, False),
        ("prlimit64", {2: 0}, True),
        ("prlimit64", {2: 2**32}, False),
        ("prlimit64", {0: OWN}, True),
        ("prlimit64", {0: OWN + 1}, False),
        ("socketpair", {0: 1, 1: 1 | 0x80000}, True),
        ("socketpair", {0: 2, 1: 1}, False),
        ("sendto", {4: 1}, False),
    ],
)
def test_arguments_decide(machine: str, name: str, arguments: dict[int, int], allowed: bool) -> None:
    call = number(CHECKED, name, machine)
    assert call is not None
    answer = run(seccomp.program(machine, OWN, Level.NAMESPACES), call, machine, arguments)
    assert answer == (seccomp.ALLOW if allowed else REFUSAL)


@pytest.mark.parametrize("machine", MACHINES)
def test_without_files_only_an_open_file_can_be_asked_about(machine: str) -> None:
    call = number(PATHS, "newfstatat", machine)
    assert call is not None
    program = seccomp.program(machine, OWN, Level.COMPUTE)
    assert run(program, call, machine, {3: 0x1000}) == seccomp.ALLOW
    assert run(program, call, machine, {3: 0}) == seccomp.error(errno.ENOENT)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("name", "flags"), [("open", 1), ("openat", 2)])
def test_a_file_that_may_only_be_read_cannot_be_emptied_by_opening_it(machine: str, name: str, flags: int) -> None:
    """Landlock before its version 3 asks whether a file may be read, and the kernel then empties it."""
    call = number(PATHS, name, machine)
    if call is None:
        pytest.skip("no such call on this processor")
    program = seccomp.program(machine, OWN, Level.LANDLOCK)
    assert run(program, call, machine, {flags: os.O_RDONLY | os.O_CLOEXEC}) == seccomp.ALLOW
    assert run(program, call, machine, {flags: os.O_RDONLY | os.O_TRUNC}) == seccomp.error(errno.EACCES)


def test_a_call_is_found_by_halving() -> None:
    """The kernel runs the filter for every call that there is, whenever a child loads it."""
    program = seccomp.program("x86_64", OWN, Level.NAMESPACES)
    assert max(trace(program, call, "x86_64")[1] for call in range(600)) <= 40
