"""Write to and read from the pipes of a child until a deadline. Where pipes can be polled; standard library only."""

import os
import select
import time
from typing import IO

CAN_POLL = os.name == "posix" and hasattr(select, "poll")
BLOCK = 65_536  # bytes of one reading; a pipe holds no more at first


class Late(Exception):
    """The deadline has passed."""


class TimedPipes:
    """The ends of two pipes; `begin` sets the deadline of all that follows, which raises Late once it has passed."""

    def __init__(self, requests: IO[bytes], results: IO[bytes]) -> None:
        self._requests = requests.fileno()
        self._results = results.fileno()
        os.set_blocking(self._requests, False)
        self._writable, self._readable = select.poll(), select.poll()
        self._writable.register(self._requests, select.POLLOUT)
        self._readable.register(self._results, select.POLLIN)
        self._pending = bytearray()
        self._held = bytearray()
        self._deadline = 0.0

    def begin(self, seconds: float) -> None:
        """Set the deadline."""
        self._deadline = time.monotonic() + seconds

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
            self._wait(self._readable)
            if not (block := os.read(self._results, BLOCK)):
                break
            self._pending += block
        data = bytes(self._pending[:size])
        del self._pending[:size]
        return data

    def _send(self, data: memoryview) -> None:
        while data:
            try:
                data = data[os.write(self._requests, data) :]
            except BlockingIOError:
                self._wait(self._writable)

    def _wait(self, events: "select.poll") -> None:
        remaining = self._deadline - time.monotonic()
        if remaining <= 0 or not events.poll(remaining * 1000):
            raise Late
