"""Run a command as on another machine: `simulated.py ENVIRONMENT COMMAND…`, as a filter of system calls that stays with it.

docker       Docker's own profile without CAP_SYS_ADMIN: no namespaces, no mounts
apparmor     Ubuntu's restriction: user namespaces can be made, but nothing can be mounted in them
no-landlock  a kernel built without Landlock;  landlock-off: built with it, but not started with it
no-seccomp   a sandbox that takes no filters (it refuses them after this one)
submount     something that anybody may write to is mounted within the standard library
public       as this machine, with a Python that everybody may read; user: the same, as an ordinary user
"""

import errno
import os
import stat
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from grader.runner import kernel, seccomp
from grader.runner.syscalls import CONFINING, KILLED, MACHINES, number

USER = 61_234
NAMESPACE_CALLS = ("unshare", "setns", "mount", "umount2")
LANDLOCK_CALLS = ("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self")
BLOCKED = {
    "docker": ((KILLED, (*NAMESPACE_CALLS,), errno.EPERM), (CONFINING, ("pivot_root",), errno.EPERM)),
    "apparmor": ((KILLED, ("mount",), errno.EACCES),),
    "no-landlock": ((CONFINING, LANDLOCK_CALLS, errno.ENOSYS),),
    "landlock-off": ((CONFINING, LANDLOCK_CALLS, errno.EOPNOTSUPP),),
    "no-seccomp": ((CONFINING, ("seccomp",), errno.EINVAL),),
}


def block(environments: list[str]) -> None:
    """Have the calls of these environments fail from here on."""
    code = [(0x20, 0, 0, 4), (0x15, 1, 0, MACHINES[kernel.MACHINE]), (0x06, 0, 0, seccomp.KILL), (0x20, 0, 0, 0)]
    for environment in environments:
        for table, names, answer in BLOCKED[environment]:
            for name in names:
                call = number(table, name, kernel.MACHINE)
                assert call is not None
                code += [(0x15, 0, 1, call), (0x06, 0, 0, seccomp.error(answer))]
    code.append((0x06, 0, 0, seccomp.ALLOW))
    if os.geteuid() != 0:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.load_filter(seccomp.assemble(code))


def open_up(path: Path) -> None:
    """Make a file below a private folder reachable for everybody, in a mount namespace of our own; as root."""
    private = [folder for folder in path.parents if not folder.stat().st_mode & stat.S_IXOTH]
    if not private:
        return
    kernel.unshare(kernel.CLONE_NEWNS, "mount")
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    folder = private[-1]
    inside = folder / path.relative_to(folder).parts[0]
    with tempfile.TemporaryDirectory() as aside:
        kernel.mount(str(inside), aside, None, kernel.MS_BIND | kernel.MS_REC)
        kernel.mount("tmpfs", str(folder), "tmpfs", 0, "mode=755")
        inside.mkdir()
        kernel.mount(aside, str(inside), None, kernel.MS_BIND | kernel.MS_REC)
        kernel.unmount(aside)


def main(environments: list[str], command: list[str]) -> None:
    """Become that machine, then run the command in place of this process."""
    if os.geteuid() == 0 and {"public", "user"}.intersection(environments):
        open_up(Path(os.__file__).resolve())
    if "submount" in environments:
        kernel.unshare(kernel.CLONE_NEWNS, "mount")
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("tmpfs", str(Path(os.__file__).parent / "wsgiref"), "tmpfs", 0, f"mode=777,uid={USER},gid={USER}")
    if os.geteuid() == 0 and "user" in environments:
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
    blocked = [environment for environment in environments if environment in BLOCKED]
    if blocked:
        block(blocked)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1].split("+"), sys.argv[2:])
