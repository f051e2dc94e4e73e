"""Call the Linux kernel for what Python 3.11 has no function for. Standard library only; imported on Linux only.

Every function raises OSError with the name of its step, so that a message can say which one was refused.
"""

import ctypes
import errno
import os
import platform
import struct

from grader.runner.syscalls import CONFINING, number

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND = 1, 2, 4, 8, 32, 4096
MS_REC, MS_PRIVATE, MS_NOATIME, MS_NODIRATIME, MS_RELATIME = 16384, 1 << 18, 1024, 2048, 1 << 21
MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = 1, 4, 24, 36
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
LAST_CAPABILITY = 40
_CAPABILITY_VERSION_3 = 0x20080522
_SECCOMP_SET_MODE_FILTER = 1

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
MACHINE = platform.machine()


def _check(result: int, step: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), step)
    return result


def syscall(name: str, *arguments: object) -> int:
    """Make one of the calls that confine a process, by its name."""
    call = number(CONFINING, name, MACHINE)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), name)
    return _check(_libc.syscall(ctypes.c_long(call), *arguments), name)


def unshare(flags: int, step: str) -> None:
    """Leave the namespaces of the given kinds for new ones."""
    _check(_libc.unshare(ctypes.c_int(flags)), f"unshare {step}")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace behind a descriptor."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """Mount something on a folder, or a file on a file."""
    encoded = [None if part is None else os.fsencode(part) for part in (source, target, kind, options)]
    result = _libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _check(result, f"mount {kind or 'bind'}")


def unmount(target: str) -> None:
    """Take a mount away as soon as nobody uses it."""
    _check(_libc.umount2(os.fsencode(target), ctypes.c_int(MNT_DETACH)), "umount")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root, and put the old root at `old`."""
    syscall("pivot_root", os.fsencode(new), os.fsencode(old))


def prctl(option: int, value: int = 0, third: int = 0) -> int:
    """Set a property of this process."""
    arguments = [ctypes.c_ulong(part) for part in (value, third, 0, 0)]
    return _check(_libc.prctl(ctypes.c_int(option), *arguments), f"prctl {option}")


def sethostname(name: bytes) -> None:
    """Name the host, in a namespace of its own."""
    _check(_libc.sethostname(name, ctypes.c_size_t(len(name))), "sethostname")


def forswear_capabilities() -> None:
    """Let no program that is started from here on have a capability that we do not have."""
    for capability in range(LAST_CAPABILITY + 1):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno not in (
                errno.EINVAL,
                errno.EPERM,
            ):  # unknown to this kernel; or an ordinary user, who has none
                raise


def drop_capabilities() -> None:
    """Give up every capability."""
    try:
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    syscall("capset", header, ctypes.create_string_buffer(bytes(24), 24))


def load_filter(program: bytes) -> None:
    """Have the kernel judge every further system call of this process by a filter."""
    buffer = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    syscall(
        "seccomp", ctypes.c_ulong(_SECCOMP_SET_MODE_FILTER), ctypes.c_ulong(0), ctypes.create_string_buffer(described)
    )
