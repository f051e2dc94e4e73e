"""The parent of children, as a program: import NumPy once, confine itself, fork a child for every packet, and end it.

Started with `python -I` and a built environment, by pool.py, with a socket as its standard input. The first packet is its
settings, its answer says what it found; then `S` with three descriptors starts a child, `R` ends it. It never sees the course.
"""

import contextlib
import errno
import gc
import json
import os
import resource
import signal
import socket
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))  # `python -I` knows neither this folder nor, always, the package

from grader.runner import kernel, landlock, tasks, worker
from grader.runner.confine import (
    Confinement,
    confine_child,
    enter_namespaces,
    enter_user,
    prepare_children,
    tell_kernel,
)
from grader.runner.levels import Level
from grader.runner.preload import PRELOADED
from grader.runner.seccomp import program
from grader.runner.streams import Streams, out_of_the_way
from grader.runner.visible import NotInstalled, find_visible, forget, forget_packages

UMASK = 0o022  # not root's own: under 077 the user that root becomes finds the root it built shut, and no child could change that


class Zygote:
    """What lasts between children."""

    def __init__(self, control: socket.socket, settings: dict[str, Any], streams: Streams) -> None:
        self.control = control
        self.settings = settings
        self.streams = streams
        self.level = Level(settings["level"])
        self.packages: list[str] = settings["packages"]
        self.null = os.open(os.devnull, os.O_RDONLY)
        self.proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        self.own_pids: int | None = None
        self.ruleset: int | None = None
        self.child = 0

    def prepare(self) -> dict[str, Any]:
        """Import what children need and confine this process; return what can be told of it."""
        for name in self.packages:
            if find_spec(name) is None:
                raise NotInstalled(name)
            import_module(name)
        for name in PRELOADED if self.level is Level.COMPUTE else ():
            with contextlib.suppress(ImportError):  # another version of Python may lack it
                import_module(name)
        visible = find_visible(self.packages)
        without = frozenset(self.settings["without"])
        self.confinement = Confinement(self.level, visible, self.settings["scratch"], without)
        forget_packages()
        with contextlib.suppress(OSError):  # so that the kernel ends a child first when memory runs out
            tell_kernel("self/oom_score_adj", "800", self.proc)
        if self.level is Level.NONE:
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)  # what a child leaves behind becomes ours, and is ended
        else:
            self._confine_children()
        return self._facts(visible.everything)

    def _confine_children(self) -> None:
        os.umask(UMASK)
        tasks.reserve()
        if self.level is Level.NAMESPACES:
            apart = enter_namespaces(self.confinement, self.proc)
            if self.confinement.has("pid"):
                _become_first(self.control)
                self.own_pids = os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.proc)
                with contextlib.suppress(KeyError):  # told by the child whose calls are not known
                    program(kernel.MACHINE, 1, self.level)  # kept: each child is the first process of a namespace
        else:
            apart = enter_user(self.confinement, self.proc)
            if self.level is Level.LANDLOCK and not os.access(os.__file__, os.R_OK):
                raise PermissionError(errno.EACCES, "only its owner can read it", os.path.dirname(os.__file__))
            os.chdir("/")
        if (ruleset := prepare_children(self.confinement, apart=apart)) is not None:
            self.ruleset = out_of_the_way(ruleset)
            os.close(ruleset)

    def _facts(self, visible: tuple[str, ...]) -> dict[str, Any]:
        kinds = {"user": "user", "pid": "pid", "mount": "mnt", "net": "net", "ipc": "ipc", "uts": "uts"}
        spaces = {name: os.stat(f"self/ns/{kind}", dir_fd=self.proc).st_ino for name, kind in kinds.items()}
        statm = os.open("self/statm", os.O_RDONLY, dir_fd=self.proc)
        self.taken = int(os.read(statm, 100).split()[0]) * os.sysconf("SC_PAGE_SIZE")
        os.close(statm)
        os.close(self.proc)
        return {
            "ok": True,
            "namespaces": spaces,
            "landlock": _landlock(),
            "visible": visible if self.level is not Level.COMPUTE else [],
        }

    def serve(self) -> None:
        """Start and end children until nobody is there who asks for them."""
        while True:
            packet, descriptors, _, _ = socket.recv_fds(self.control, 4096, 3)
            if packet[:1] == b"S":
                self._start(descriptors, json.loads(packet[1:]))
            else:
                status = self._end() if self.child else 0
                if not packet:
                    return
                self.control.send(status.to_bytes(4, "little"))

    def _start(self, descriptors: list[int], limits: dict[str, Any]) -> None:
        try:
            if self.own_pids is not None:
                kernel.unshare(kernel.CLONE_NEWPID, "pid")  # each child is the first process of a namespace
            self.child = os.fork()
            if self.child == 0:
                self._become_child(descriptors, limits)
            if self.own_pids is not None:
                kernel.setns(self.own_pids, kernel.CLONE_NEWPID)
        except OSError as error:
            self.control.send(b"!" + _told(error).encode())
            return
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        try:
            handle = os.pidfd_open(self.child)
        except OSError:
            self.control.send(b"here")
            return
        socket.send_fds(self.control, [b"here"], [handle])
        os.close(handle)

    def _become_child(self, descriptors: list[int], limits: dict[str, Any]) -> None:
        """Serve one submission and never return."""
        code = 1
        try:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            os.setsid()
            self.control.close()
            self.streams.take(self.null, *descriptors, keep=self.ruleset)
            try:
                self._confine(limits)
            except Exception as error:
                worker.greet(self.streams.responses, _told(error))
                return
            worker.greet(self.streams.responses)
            worker.serve(self.streams.requests, self.streams.responses, files=self.level is not Level.COMPUTE)
            code = 0
        finally:
            os._exit(code)

    def _confine(self, limits: dict[str, Any]) -> None:
        memory = self.taken + limits["memory"]
        if self.level is Level.NONE:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        else:
            confine_child(self.confinement, self.ruleset, memory=memory, cpu=limits["cpu"])

    def _end(self) -> int:
        """Kill the child and whatever it left; return the child's wait status (as it was, if it had ended itself)."""
        child, self.child = self.child, 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        if self.level is not Level.NONE:
            return os.waitpid(child, 0)[1]
        return _end_with_descendants(child)


def _end_with_descendants(child: int) -> int:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    status = 0
    while True:
        try:
            pid, ended = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if pid == child:
            status = ended
        elif pid == 0:
            for other in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(other), signal.SIGKILL)


def _become_first(control: socket.socket) -> None:
    """Fork the first process of the new process namespace and go on as it; the one that waits for it ends with it."""
    first = os.fork()
    if first:
        control.close()
        os.close(0)
        status = os.waitpid(first, 0)[1]
        os._exit(min(255, abs(os.waitstatus_to_exitcode(status))))
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _landlock() -> int:
    try:
        return landlock.version()
    except OSError:
        return 0


def _told(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'a step'}: {error.strerror}"
    if isinstance(error, NotInstalled):
        return f"package {error}: not installed"
    return f"{type(error).__name__}: {error}"


def main() -> None:
    """Take the settings, prepare, say how that went, and serve."""
    control = socket.socket(fileno=out_of_the_way(0))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    sys.argv[:] = ["submission.py"]
    zygote = Zygote(control, json.loads(control.recv(65536)), Streams())
    try:
        facts = zygote.prepare()
    except Exception as error:
        control.send(json.dumps({"ok": False, "error": _told(error)}).encode())
        return
    forget("grader")
    gc.freeze()  # a child's garbage collector would touch, and so copy, what it shares with its parent
    control.send(json.dumps(facts).encode())
    zygote.serve()


if __name__ == "__main__":
    main()
