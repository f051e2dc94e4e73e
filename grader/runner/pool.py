"""Start the parent of children, have it start and end them one at a time. Standard library only, so that it can start early."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grader.errors import JudgingError
from grader.runner.child import START_SECONDS, Child
from grader.runner.cures import machine_limit
from grader.runner.levels import Level

ZYGOTE, WORKER = (Path(__file__).with_name(name) for name in ("zygote.py", "worker.py"))
CPU_SECONDS = 600  # of one child, all its calls together; each call's own deadline is on the clock

_PROCESS_CLOCK = 2  # CPUCLOCK_SCHED of the kernel: the number of a process, inverted, stands above these three bits

CAN_FORK = sys.platform == "linux"

Proof = Callable[["Pool"], None]


class Unavailable(JudgingError):
    """This machine does not let a level of containment be set up; the text says which step failed, and why."""


class Pool:
    """A parent of children at one level of containment; use it as a context manager.

    `forks=False` starts a fresh interpreter for each child instead, as on platforms that cannot fork; nothing is confined then.
    `without` leaves layers out, so that tests can show that they are missed.
    """

    def __init__(
        self,
        level: Level = Level.NONE,
        *,
        forks: bool = CAN_FORK,
        without: Set[str] = frozenset(),
        proof: Proof | None = None,
    ) -> None:
        self.level = level
        self.forks = forks
        self.facts: dict[str, Any] = {}
        self._without = without
        self._proof = proof
        self._packages: tuple[str, ...] = ("numpy",)
        self._scratch = tempfile.TemporaryDirectory(prefix="learn-", ignore_cleanup_errors=True)
        self._folder = self.scratch / "work"  # where a child stands; confined, it is where a root of its own is mounted
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._current: Child | None = None
        self._handle: int | None = None
        self._ending = 0  # children that were killed, and whose ends the kernel has still to tell
        self.isolation = str(level)
        if forks:
            self._start()

    @property
    def child_status(self) -> dict[str, str]:
        """What the kernel says of the current child in /proc/PID/status: Uid, CapEff, NoNewPrivs, Seccomp, NSpid, …"""
        number = self._number_of_child()
        if number is None:
            return {}
        try:
            status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
        except OSError:
            return {}
        return {name: value.strip() for name, _, value in (line.partition(":") for line in status.splitlines())}

    def _number_of_child(self) -> int | None:
        """Return the number of the current child among the processes that we see, where it can be told."""
        try:
            about = Path(f"/proc/self/fdinfo/{self._handle}").read_text(encoding="utf-8")
            return int(dict(line.split(":\t", 1) for line in about.splitlines())["Pid"])
        except (OSError, KeyError, ValueError):
            return None

    @property
    def scratch(self) -> Path:
        """A folder of ours that no confined child may see."""
        return Path(self._scratch.name)

    def _start(self) -> None:
        self.facts = {}
        self._ending = 0
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # A session of its own: Ctrl-C in the terminal is for us, and we end it.
            streams = {"stdin": theirs, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self._zygote = self._spawn(ZYGOTE, start_new_session=True, **streams)
        ours.settimeout(START_SECONDS)
        self._control = ours
        settings = {
            "level": self.level,
            "packages": self._packages,
            "scratch": str(self._folder),
            "without": [*self._without],
        }
        with contextlib.suppress(OSError):  # `ready` will say what happened
            ours.send(json.dumps(settings).encode())

    def _spawn(self, program: Path, **streams: Any) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-I", "-B", str(program)]
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            return subprocess.Popen(command, cwd=self._folder, env=_environment(), **streams)
        except OSError as error:
            why = machine_limit(error) or f"{error}. See: learn doctor"
            raise JudgingError(f"The process for submissions could not be started: {why}") from error

    def ready(self) -> None:
        """Wait until children can be started and the level is proved; raise Unavailable where it cannot be had."""
        if self.facts or not self.forks:
            return
        assert self._control is not None
        try:
            facts = json.loads(self._control.recv(65536) or b"{}")
        except (OSError, ValueError) as error:
            raise Unavailable(f"the parent of children does not answer ({error})") from error
        if not facts.get("ok"):
            raise Unavailable(str(facts.get("error", "the parent of children ended")))
        self.facts = facts
        if self._proof is not None:
            self._proof(self)

    def restart(self, packages: Sequence[str] | None = None) -> None:
        """End everything and start afresh, after a failure of ours or for further packages."""
        self._stop()
        self._packages = tuple(packages or self._packages)
        if self.forks:
            self._start()
            self.ready()

    def child(self, memory: int, packages: Sequence[str] = ()) -> Child:
        """Start a child that may take `memory` bytes beyond what Python and NumPy take; the child before it is ended."""
        if self._current is not None:
            self._current.close()
            self._current = None
        if not self.forks:
            self._current = self._direct()
            return self._current
        further = [name for name in packages if name not in self._packages]
        if further:
            self.restart((*self._packages, *further))
        self.ready()
        self._current = self._forked(memory)
        return self._current

    def _forked(self, memory: int) -> Child:
        requests_out, requests_in = os.pipe()
        results_out, results_in = os.pipe()
        output_out, output_in = os.pipe()
        theirs, ours = (requests_out, results_in, output_in), (requests_in, results_out, output_out)
        try:
            self._handle = self._ask_for_child({"memory": memory, "cpu": CPU_SECONDS}, theirs)
        except OSError as error:
            for descriptor in ours:
                os.close(descriptor)
            raise JudgingError(f"The process for submissions ended: {error}. See: learn doctor") from error
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        streams = (os.fdopen(requests_in, "wb"), os.fdopen(results_out, "rb"), os.fdopen(output_out, "rb"))
        return Child(*streams, self._reap, partial(_processor_seconds, self._number_of_child()))

    def _ask_for_child(self, limits: dict[str, int], descriptors: Sequence[int]) -> int | None:
        """Return a handle on the new child, where the kernel gives one."""
        assert self._control is not None
        while self._ending:
            self._status()
        socket.send_fds(self._control, [b"S" + json.dumps(limits).encode()], descriptors)
        answer, handles, _, _ = socket.recv_fds(self._control, 4096, 1)
        if answer != b"here":
            raise ConnectionError(answer[1:].decode("utf-8", "replace") or "it does not answer")
        return handles[0] if handles else None

    def _reap(self, linger: float) -> int:
        """Have the child and its descendants ended; return its exit code, negative for a signal.

        Who gives it no time to end by itself learns that it was killed, and need not wait for the kernel to clear up after it:
        no other child is started before that is done.
        """
        assert self._control is not None
        handle, self._handle = self._handle, None
        try:
            if handle is not None:
                if linger:
                    select.select([handle], [], [], linger)
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
                os.close(handle)
            self._control.send(b"R")
            self._ending += 1
            if not linger:
                return -signal.SIGKILL
            while self._ending:
                status = self._status()
            return os.waitstatus_to_exitcode(status)
        except (OSError, ValueError) as error:
            raise JudgingError(f"The process for submissions ended: {error}. See: learn doctor") from error

    def _status(self) -> int:
        """Read how a child ended."""
        assert self._control is not None
        if len(status := self._control.recv(4)) != 4:
            raise ConnectionError("it does not answer")
        self._ending -= 1
        return int.from_bytes(status, "little")

    def _direct(self) -> Child:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = self._spawn(WORKER, start_new_session=os.name == "posix", **pipes)
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None

        def end(linger: float) -> int:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(linger)
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            return process.wait()

        return Child(process.stdin, process.stdout, process.stderr, end)

    def _stop(self) -> None:
        try:
            if self._current is not None:
                self._current.close()
        except JudgingError:
            pass  # the parent of children is gone already, and its child with it
        finally:
            self._current = None
            if self._control is not None:
                self._control.close()
            if self._zygote is not None:
                self._zygote.kill()
                self._zygote.wait()

    def close(self) -> None:
        """End the child and its parent, and remove the scratch folder."""
        self._stop()
        with contextlib.suppress(
            RecursionError
        ):  # where nothing contains a child, it can nest folders as deep as it likes
            self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _processor_seconds(number: int | None) -> float | None:
    """Return the processor time that a process has taken, all its threads together; None where that cannot be told."""
    try:
        return time.clock_gettime((~number << 3) | _PROCESS_CLOCK) if number else None
    except OSError:
        return None


def _environment() -> dict[str, str]:
    """Return what a child may know: built, not inherited. One thread for linear algebra, so that results repeat."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")}
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **threads, **kept}
