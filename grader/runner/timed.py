"""Write to and read from the pipes of a child until a deadline. Where pipes can be polled; standard library only."""

import contextlib
import os
import select
import time
from collections.abc import Callable
from typing import IO

from grader.runner import wire
from grader.runner.printed import Printed

CAN_POLL = os.name == "posix" and hasattr(select, "poll")
BLOCK = 65_536  # bytes of one reading; a pipe holds no more at first


class _Late(BaseException):
    """The deadline has passed, or the child prints too much; not an Exception, so that nobody takes it for a fault on its way."""


class TimedPipes:
    """The ends of three pipes: requests go in, results come out, and so does what is printed, which is drained while we wait.

    `flood` is called once more is printed than may be.
    """

    def __init__(self, requests: IO[bytes], results: IO[bytes], output: IO[bytes], flood: Callable[[], None]) -> None:
        self._streams = (requests, results, output)
        self._requests, self._results, self._output = (stream.fileno() for stream in self._streams)
        os.set_blocking(self._requests, False)
        os.set_blocking(self._output, False)
        self._writable, self._readable = select.poll(), select.poll()
        self._writable.register(self._requests, select.POLLOUT)
        self._readable.register(self._results, select.POLLIN)
        for events in (self._writable, self._readable):
            events.register(self._output, select.POLLIN)
        self._flood = flood
        self._printed = Printed()
        self._pending = bytearray()
        self._held = bytearray()
        self._deadline = 0.0
        self._closed = False

    def within(self, seconds: float, talk: Callable[[wire.Writer, wire.Reader], None]) -> bool:
        """Have something said and heard; whether it was done in time."""
        self._deadline = time.monotonic() + seconds
        try:
            talk(self, self)
        except _Late:
            return False
        return True

    def write(self, data: bytes | memoryview) -> None:
        """Take what `flush` is to send; what is short goes out together."""
        if len(self._held) + len(data) <= BLOCK:
            self._held += data
            return
        self.flush()
        self._send(memoryview(data))

    def flush(self) -> None:
        """Send what was taken."""
        held, self._held = self._held, bytearray()
        self._send(memoryview(held))

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer where the pipe was closed before."""
        while len(self._pending) < size:
            self._wait(self._readable, self._results)
            if not (block := os.read(self._results, BLOCK)):
                break
            self._pending += block
        data = bytes(self._pending[:size])
        del self._pending[:size]
        return data

    def printed(self) -> str:
        """Return what was printed up to now, bounded."""
        with contextlib.suppress(OSError):
            while not (self._closed or self._printed.is_full) and (data := os.read(self._output, BLOCK)):
                self._printed.take(data)
        return self._printed.text()

    def close(self) -> str:
        """Close the pipes of a child that was ended; return what it printed."""
        printed = self.printed()
        self._closed = True
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.close()
        return printed

    def _send(self, data: memoryview) -> None:
        while data:
            try:
                data = data[os.write(self._requests, data) :]
            except BlockingIOError:
                self._wait(self._writable, self._requests)

    def _wait(self, events: "select.poll", descriptor: int) -> None:
        """Wait until a pipe is ready; keep what is printed meanwhile."""
        while True:
            remaining = self._deadline - time.monotonic()
            ready = [place for place, _ in events.poll(remaining * 1000)] if remaining > 0 else []
            if not ready:
                raise _Late
            if self._output in ready:
                self._drain()
            if descriptor in ready:
                return

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            if not (data := os.read(self._output, BLOCK)):
                self._readable.unregister(self._output)
                self._writable.unregister(self._output)
            elif self._printed.take(data):
                self._flood()
                raise _Late
