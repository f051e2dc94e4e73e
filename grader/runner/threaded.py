"""Write to and read from the pipes of a child until a deadline, in threads. Where pipes cannot be polled; standard library only."""

import contextlib
import os
import threading
from collections.abc import Callable
from typing import IO

from grader.runner import wire
from grader.runner.printed import Printed


class ThreadedPipes:
    """As TimedPipes. The child has to be ended once a deadline has passed: a thread then still waits for it."""

    def __init__(self, requests: IO[bytes], results: IO[bytes], output: IO[bytes], flood: Callable[[], None]) -> None:
        self._requests = requests
        self._results = results
        self._output = output
        self._flood = flood
        self._printed = Printed()
        self._talking: threading.Thread | None = None
        self._draining = threading.Thread(target=self._drain, daemon=True)
        self._draining.start()

    def within(self, seconds: float, talk: Callable[[wire.Writer, wire.Reader], None]) -> bool:
        """Have something said and heard; whether it was done in time."""
        self._talking = threading.Thread(target=talk, args=(self._requests, self._results), daemon=True)
        self._talking.start()
        self._talking.join(seconds)
        return not self._talking.is_alive()

    def printed(self) -> str:
        """Return what was printed and has arrived, bounded."""
        return self._printed.text()

    def close(self) -> str:
        """Close the pipes of a child that was ended; return what it printed.

        They stay open where a process outlived its turn and holds them: a descriptor would be closed under a reader, and its
        number used again.
        """
        if self._talking is not None:
            self._talking.join(1)
        self._draining.join(2)
        if self._draining.is_alive():
            return ""
        for stream in (self._requests, self._results, self._output):
            with contextlib.suppress(OSError):
                stream.close()
        return self.printed()

    def _drain(self) -> None:
        while data := os.read(self._output.fileno(), 65536):
            if self._printed.take(data):
                self._flood()
