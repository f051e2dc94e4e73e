"""Start children, call functions in them, and end them: the trusted side of the wire.

One deadline covers writing a request and reading its response: both happen in a thread that is waited for no longer than
that, then the child is killed. That works on every platform, where selecting on pipes does not. Only the standard library
is imported here, so that a worker can start early.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from grader.errors import JudgingError
from grader.runner import wire

WORKER = Path(__file__).with_name("worker.py")
KEPT_OUTPUT = 64_000
MAX_OUTPUT = 8_000_000
START_SECONDS = 60.0
EXTRA_BODY = 4_000_000  # bytes that a result may have beyond 16 times what is expected

CAN_FORK = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The call took longer than its limit, and the child was killed."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Exited:
    """The child ended during a call: by itself, with a code, or by a signal."""

    code: int | None
    signal: str | None


@dataclass(frozen=True, slots=True)
class Flooded:
    """The child printed more than it may, and was killed."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """The child sent bytes that are no valid response, and was killed."""


Failure = TimedOut | Exited | Flooded | Garbled


@dataclass(frozen=True, slots=True)
class Returned:
    """What a call returned, and its array arguments as it left them."""

    value: wire.Value
    arguments: tuple[wire.Value, ...]


class Pool:
    """A worker process that gives children, one at a time; use it as a context manager.

    `forks=False` starts a fresh interpreter for each child instead, as on platforms that cannot fork.
    """

    def __init__(self, *, forks: bool = CAN_FORK) -> None:
        self.forks = forks
        self._scratch = tempfile.TemporaryDirectory(prefix="learn-", ignore_cleanup_errors=True)
        self._worker: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._current: Child | None = None
        if forks:
            self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # A session of its own: Ctrl-C in the terminal is for us, and we end the worker.
            streams = {"stdin": theirs, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self._worker = self._spawn([], start_new_session=True, **streams)
        ours.settimeout(START_SECONDS)
        self._control = ours

    def _spawn(self, arguments: list[str], **streams: Any) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-I", "-B", str(WORKER), *arguments]
        try:
            return subprocess.Popen(command, cwd=self._scratch.name, env=_environment(), **streams)
        except OSError as error:
            raise JudgingError(
                f"The process for submissions could not be started: {error}. See: learn doctor"
            ) from error

    def child(self, memory: int) -> "Child":
        """Start a child that may take `memory` bytes beyond what Python and NumPy take; the child before it is ended."""
        if self._current is not None:
            self._current.close()
        self._current = self._forked(memory) if self.forks else self._direct()
        return self._current

    def _forked(self, memory: int) -> "Child":
        requests_out, requests_in = os.pipe()
        results_out, results_in = os.pipe()
        output_out, output_in = os.pipe()
        theirs = (requests_out, results_in, output_in)
        try:
            assert self._control is not None
            socket.send_fds(self._control, [b'S{"memory": %d}' % memory], theirs)
            if not self._control.recv(4):
                raise ConnectionError("it ended")
        except OSError as error:
            for descriptor in (requests_in, results_out, output_out):
                os.close(descriptor)
            raise JudgingError(f"The process for submissions ended: {error}. See: learn doctor") from error
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        streams = (os.fdopen(requests_in, "wb"), os.fdopen(results_out, "rb"), os.fdopen(output_out, "rb"))
        return Child(*streams, end=self._reap)

    def _reap(self) -> int:
        """Have the child and its descendants ended; return its exit code, negative for a signal."""
        assert self._control is not None
        try:
            self._control.send(b"R")
            return os.waitstatus_to_exitcode(int.from_bytes(self._control.recv(4), "little"))
        except (OSError, ValueError) as error:
            raise JudgingError(f"The process for submissions ended: {error}. See: learn doctor") from error

    def _direct(self) -> "Child":
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = self._spawn(["direct"], start_new_session=os.name == "posix", **pipes)
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None

        def end() -> int:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            return process.wait()

        return Child(process.stdin, process.stdout, process.stderr, end)

    def close(self) -> None:
        """End the child and the worker, and remove the scratch folder."""
        try:
            if self._current is not None:
                self._current.close()
        except JudgingError:
            pass  # the worker is gone already, and its child with it
        finally:
            if self._control is not None:
                self._control.close()
            if self._worker is not None:
                self._worker.kill()
                self._worker.wait()
            self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Child:
    """One process that runs one submission; made by Pool."""

    def __init__(self, requests: IO[bytes], results: IO[bytes], output: IO[bytes], end: Callable[[], int]) -> None:
        self._requests = requests
        self._results = results
        self._end = end
        self._flooded = False
        self._output = _Output(output, self._flood)
        self._lock = threading.Lock()
        self._code: int | None = None

    @property
    def alive(self) -> bool:
        """Whether it can be called."""
        return self._code is None

    def load(self, source: bytes, name: str, function: str, seconds: float) -> wire.Loaded | wire.Raised | Failure:
        """Execute a submission's source; its function's parameters come back, or what went wrong."""
        header = {"source": len(source), "name": name, "function": function}
        answer = self._exchange(header, [source], seconds, 0)
        return self._fail(Garbled()) if isinstance(answer, Returned) else answer

    def call(
        self, arguments: Sequence[Any], bodies: Sequence[memoryview], seconds: float, expected_bytes: int
    ) -> Returned | wire.Raised | Failure:
        """Call the function; `arguments` are numbers, and {dtype, shape} for each of `bodies` in turn."""
        limit = 16 * expected_bytes + EXTRA_BODY
        answer = self._exchange({"args": list(arguments)}, bodies, seconds, limit)
        return self._fail(Garbled()) if isinstance(answer, wire.Loaded) else answer

    def _exchange(
        self, header: dict[str, Any], bodies: Sequence[bytes | memoryview], seconds: float, limit: int
    ) -> Returned | wire.Raised | wire.Loaded | Failure:
        answers: list[Returned | wire.Raised | wire.Loaded | Failure | None] = []
        talk = threading.Thread(target=self._talk, args=(header, bodies, limit, answers), daemon=True)
        talk.start()
        talk.join(seconds)
        if talk.is_alive():
            self._finish()
            talk.join(1)
            return self._fail(Flooded() if self._flooded else TimedOut(seconds))
        (answer,) = answers
        if answer is None or isinstance(answer, Garbled):
            return self._fail(Flooded() if self._flooded else answer)
        if isinstance(answer, Returned) and _oversized(answer.value):
            self.close()  # its body still stands in the pipe
        return answer

    def _talk(
        self, header: dict[str, Any], bodies: Sequence[bytes | memoryview], limit: int, answers: list[Any]
    ) -> None:
        """Write a request and read its response; None stands for a pipe that was closed."""
        nonce = secrets.randbits(64)
        try:
            wire.write_request(self._requests, {"nonce": nonce, **header}, bodies)
            answers.append(self._read(nonce, limit, [body.nbytes for body in bodies if isinstance(body, memoryview)]))
        except (wire.Ended, OSError, ValueError):
            answers.append(None)
        except wire.ProtocolError:
            answers.append(Garbled())

    def _read(self, nonce: int, limit: int, arguments: Sequence[int]) -> Returned | wire.Raised | wire.Loaded:
        response = wire.read_response(self._results, nonce, limit)
        if isinstance(response, (wire.Raised, wire.Loaded)):
            return response
        if _oversized(response):
            return Returned(response, ())
        return Returned(response, tuple(wire.read_value(self._results, nonce, size) for size in arguments))

    def _flood(self) -> None:
        self._flooded = True
        self._finish()

    def _fail(self, failure: Failure | None) -> Failure:
        self.close()
        return failure or _ended(self._finish())

    def _finish(self) -> int:
        """End the process with its descendants, once; return its exit code, negative for a signal."""
        with self._lock:
            if self._code is None:
                self._code = self._end()
            return self._code

    def close(self) -> str:
        """End the process with its descendants; return what it printed, bounded: a stranger's text."""
        self._finish()
        printed = self._output.close()
        if printed is not None:  # else a descriptor would be closed under a reader, and its number used again
            for stream in (self._requests, self._results):
                with contextlib.suppress(OSError):
                    stream.close()
        return printed or ""


class _Output:
    """Drain what a child prints: keep the first part, and report a flood."""

    def __init__(self, stream: IO[bytes], flood: Callable[[], None]) -> None:
        self._stream = stream
        self._flood = flood
        self._kept = bytearray()
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def _drain(self) -> None:
        total = 0
        descriptor = self._stream.fileno()
        while data := os.read(descriptor, 65536):
            self._kept += data[: max(0, KEPT_OUTPUT - len(self._kept))]
            if total <= MAX_OUTPUT < total + len(data):
                self._flood()
            total += len(data)

    def close(self) -> str | None:
        """Return the text once the stream has ended; None where a process outlived its turn and holds it open."""
        self._thread.join(2)
        if self._thread.is_alive():
            return None
        self._stream.close()
        return self._kept.decode("utf-8", "replace")


def _oversized(value: wire.Value) -> bool:
    if isinstance(value, wire.Items):
        return any(_oversized(item) for item in value.values)
    return isinstance(value, wire.TooLarge)


def _ended(code: int) -> Exited:
    if code >= 0:
        return Exited(code, None)
    with contextlib.suppress(ValueError):
        return Exited(None, signal.Signals(-code).name)
    return Exited(None, f"signal {-code}")


def _environment() -> dict[str, str]:
    """Return what a child may know: built, not inherited. One thread for linear algebra, so that results repeat."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")}
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **threads, **kept}
