"""The files of a child: made once by its parent; each child puts its pipes in their place. Standard library only; Linux only."""

import fcntl
import io
import os
import sys

REQUESTS, RESPONSES = 3, 4  # the descriptors of a child, beside the three standard ones
_OUT_OF_THE_WAY = 10


class Streams:
    """Files on the descriptors that a child has; they are made while nothing else has these numbers.

    They are closed by a child's end and not before: whoever sees a pipe closed may kill, and its own exit code would be lost.
    """

    def __init__(self) -> None:
        # Pipes, as those that will stand here: a file that can seek is written differently.
        for place, end in zip((REQUESTS, RESPONSES), os.pipe(), strict=True):
            os.dup2(end, place)
        self.requests, self.responses = os.fdopen(REQUESTS, "rb"), os.fdopen(RESPONSES, "wb")
        standard = [os.dup(1), os.dup(2)]
        for place in (1, 2):
            os.dup2(RESPONSES, place)
        self._output = io.TextIOWrapper(os.fdopen(1, "wb"), "utf-8", "backslashreplace")
        self._errors = io.TextIOWrapper(os.fdopen(2, "wb"), "utf-8", "backslashreplace", line_buffering=True)
        for place, descriptor in enumerate(standard, 1):
            os.dup2(descriptor, place)
            os.close(descriptor)
        self._input = open(0, encoding="utf-8")  # noqa: SIM115

    def take(self, null: int, requests: int, responses: int, output: int, *, keep: int | None) -> None:
        """In a child: put its pipes in their place, and close every other descriptor but the one to keep."""
        moved = [out_of_the_way(descriptor) for descriptor in (null, output, output, requests, responses)]
        for place, descriptor in enumerate(moved):
            os.dup2(descriptor, place)
        kept = keep or RESPONSES
        os.closerange(RESPONSES + 1, kept)
        os.closerange(kept + 1, 256)
        sys.stdin, sys.stdout, sys.stderr = self._input, self._output, self._errors


def out_of_the_way(descriptor: int) -> int:
    """Return a duplicate of a descriptor with a number that no file of a child has."""
    return fcntl.fcntl(descriptor, fcntl.F_DUPFD, _OUT_OF_THE_WAY)
