"""Restrict which files a process may reach, with the kernel's Landlock. Standard library only; Linux only.

What Landlock does not cover: whether a file exists, how large it is and, below a folder that may be read, what files are called.
"""

import contextlib
import ctypes
import os
import struct
from collections.abc import Iterable

from grader.runner.kernel import syscall

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_WRITE = (1 << 1) | sum(1 << bit for bit in (4, 5, 7, 8, 14))  # write, remove, make folders and files, truncate
_ALL_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights each version knows
_NETWORK, _SCOPES = 0b11, 0b11  # bind and connect; abstract sockets and signals
_PATH_BENEATH, _VERSION = 1, 1


def version() -> int:
    """Return the version of Landlock that the kernel offers; raise OSError where it offers none."""
    return syscall("landlock_create_ruleset", None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION))


def make_ruleset(abi: int) -> int:
    """Return the descriptor of a new set of rules that forbids everything which this version knows."""
    files = (1 << _ALL_FILE_RIGHTS[min(abi, max(_ALL_FILE_RIGHTS))]) - 1
    fields = [files, *([_NETWORK] if abi >= 4 else []), *([_SCOPES] if abi >= 6 else [])]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return syscall("landlock_create_ruleset", attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))


def allow_reading(ruleset: int, paths: Iterable[str]) -> None:
    """Allow reading files and what stands below folders."""
    for path in paths:
        _allow(ruleset, path, _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0))


def allow_listing(ruleset: int, paths: Iterable[str]) -> None:
    """Allow asking what stands in folders, but not reading it: modules are found that way."""
    for path in paths:
        _allow(ruleset, path, _READ_DIR)


def allow_writing(ruleset: int, path: str, abi: int) -> None:
    """Allow making, changing and removing files and folders below a folder."""
    known = (1 << _ALL_FILE_RIGHTS[min(abi, max(_ALL_FILE_RIGHTS))]) - 1
    _allow(ruleset, path, (_READ_FILE | _READ_DIR | _WRITE) & known)


def _allow(ruleset: int, path: str, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError, PermissionError):  # what cannot be opened cannot be read either
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = struct.pack("=Qi", rights, descriptor)
            syscall("landlock_add_rule", ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint(0))
        finally:
            os.close(descriptor)


def restrict(ruleset: int) -> None:
    """Put this process under the rules; it needs no_new_privs."""
    syscall("landlock_restrict_self", ctypes.c_int(ruleset), ctypes.c_uint(0))
