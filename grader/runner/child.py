"""Speak to one child: send a submission and calls, read what comes back, and end it in time. The trusted side of the wire.

One deadline covers writing a request and reading its response; then the child is killed. Where pipes can be polled, nobody waits
for longer than that; elsewhere both happen in a thread that is waited for no longer. Standard library only.
"""

import contextlib
import secrets
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from grader.errors import JudgingError
from grader.runner import wire
from grader.runner.threaded import ThreadedPipes
from grader.runner.timed import CAN_POLL, TimedPipes

START_SECONDS = 60.0
LINGER = 0.2  # seconds to end by itself, for a child that closed its pipe
EXTRA_BODY = 4_000_000  # bytes that a result may have beyond 16 times what is expected


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
    """What a call returned, its array arguments if it changed any, and how many lines it ran by its own word, if that was asked."""

    value: wire.Value
    arguments: tuple[wire.Value, ...]
    lines: int | None = None


class Child:
    """One process that runs one submission; made by Pool.

    `end` gives it so many seconds to end by itself, kills it and returns its exit code, negative for a signal; where it was given
    none, the code is that of a kill. `clock` tells its processor time in seconds, None where nobody can.
    """

    def __init__(
        self,
        requests: IO[bytes],
        results: IO[bytes],
        output: IO[bytes],
        end: Callable[[float], int],
        clock: Callable[[], float | None] = lambda: None,
    ) -> None:
        self._end = end
        self.processor_seconds = clock
        self._flooded = False
        self._lock = threading.Lock()
        self._code: int | None = None
        self._greeted = False
        self._pipes = (TimedPipes if CAN_POLL else ThreadedPipes)(requests, results, output, self._flood)

    @property
    def alive(self) -> bool:
        """Whether it can be called."""
        return self._code is None

    def load(
        self, source: bytes, name: str, function: str, seconds: float, allow: Sequence[str] = ("numpy",)
    ) -> wire.Loaded | wire.Raised | Failure:
        """Execute a submission's source; its function's parameters come back, or what went wrong.

        Raises JudgingError where the child could not be confined: it has seen nothing of the submission then.
        """
        self._greet()
        header = {"source": len(source), "name": name, "function": function, "allow": list(allow)}
        answer = self._exchange(header, [source], seconds, 0)
        return self._fail(Garbled()) if isinstance(answer, Returned) else answer

    def call(
        self,
        arguments: Sequence[Any],
        bodies: Sequence[memoryview],
        seconds: float,
        expected_bytes: int,
        *,
        count: bool = False,
    ) -> Returned | wire.Raised | Failure:
        """Call the function; `arguments` are numbers, and {dtype, shape} for each of `bodies` in turn.

        With `count`, the child also says how many lines of the submission ran.
        """
        limit = 16 * expected_bytes + EXTRA_BODY
        header = {"args": list(arguments), **({"count": True} if count else {})}
        answer = self._exchange(header, bodies, seconds, limit)
        return self._fail(Garbled()) if isinstance(answer, wire.Loaded) else answer

    def _greet(self) -> None:
        if self._greeted or not self.alive:
            return
        answers: list[str | None] = []
        began = self._within(START_SECONDS, lambda _, results: self._hear(results, answers))
        failure = answers[0] if began else "it does not begin"
        if failure is not None:
            self.close()
            raise JudgingError(f"A process for a submission could not be confined: {failure}")
        self._greeted = True

    def _within(self, seconds: float, talk: Callable[[wire.Writer, wire.Reader], None]) -> bool:
        """Have something said and heard; whether it was done in time. If not, the process is ended."""
        if self._pipes.within(seconds, talk):
            return True
        self._finish()
        return False

    def _hear(self, results: wire.Reader, answers: list[str | None]) -> None:
        try:
            answers.append(wire.read_greeting(results))
        except (wire.Ended, wire.ProtocolError, OSError, ValueError):
            answers.append("it ended at once")

    def _exchange(
        self, header: dict[str, Any], bodies: Sequence[bytes | memoryview], seconds: float, limit: int
    ) -> Returned | wire.Raised | wire.Loaded | Failure:
        answers: list[Returned | wire.Raised | wire.Loaded | Failure | Exception | None] = []
        if not self._within(seconds, lambda *pipes: self._talk(pipes, header, bodies, limit, answers)):
            return self._fail(Flooded() if self._flooded else TimedOut(seconds))
        (answer,) = answers
        if isinstance(answer, Exception):
            self.close()
            raise answer
        if answer is None or isinstance(answer, Garbled):
            return self._fail(Flooded() if self._flooded else answer)
        if isinstance(answer, Returned) and _oversized(answer.value):
            self.close()  # its body still stands in the pipe
        return answer

    def _talk(
        self,
        pipes: tuple[wire.Writer, wire.Reader],
        header: dict[str, Any],
        bodies: Sequence[bytes | memoryview],
        limit: int,
        answers: list[Any],
    ) -> None:
        """Write a request and read its response; None stands for a pipe that was closed."""
        (requests, results), nonce = pipes, secrets.randbits(64)
        try:
            wire.write_request(requests, {"nonce": nonce, **header}, bodies)
            sizes = [body.nbytes for body in bodies if isinstance(body, memoryview)]
            answers.append(_read(results, nonce, limit, sizes, count="count" in header))
        except (wire.Ended, OSError, ValueError):
            answers.append(None)
        except wire.ProtocolError:
            answers.append(Garbled())
        except Exception as error:  # ours: it belongs where somebody waits for it
            answers.append(error)

    def _flood(self) -> None:
        self._flooded = True
        self._finish()

    def _fail(self, failure: Failure | None) -> Failure:
        if failure is None:
            self._finish(LINGER)  # it closed its pipe, so it is about to end in a way of its own
        self.close()
        return failure or _ended(self._finish())

    def _finish(self, linger: float = 0.0) -> int:
        """End the process with its descendants, once; return its exit code, negative for a signal."""
        with self._lock:
            if self._code is None:
                self._code = 1  # should its end fail, it is gone all the same, and its number may be another's soon
                self._code = self._end(linger)
            return self._code

    def close(self) -> str:
        """End the process with its descendants; return what it printed, bounded: a stranger's text."""
        self._finish()
        return self._pipes.close()

    def printed(self) -> str:
        """Return what it printed up to now, bounded: a stranger's text."""
        return self._pipes.printed()


def _read(
    results: wire.Reader, nonce: int, limit: int, sizes: Sequence[int], *, count: bool
) -> Returned | wire.Raised | wire.Loaded:
    response = wire.read_response(results, nonce, limit)
    if isinstance(response, (wire.Raised, wire.Loaded)):
        return response
    if _oversized(response):
        return Returned(response, ())
    left = wire.read_arguments(results, nonce, sizes)
    return Returned(response, left, _read_count(results, nonce) if count else None)


def _read_count(results: wire.Reader, nonce: int) -> int:
    lines = wire.read_value(results, nonce, 0)
    if not isinstance(lines, wire.Integer):
        raise wire.ProtocolError("no number where a count of lines belongs")
    return lines.value


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
