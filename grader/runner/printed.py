"""Keep the first part of what a child prints, and notice a flood. Standard library only."""

KEPT_OUTPUT = 64_000
MAX_OUTPUT = 8_000_000


class Printed:
    """A stranger's text: bounded, however much is printed."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._total = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing more is kept."""
        return len(self._kept) >= KEPT_OUTPUT

    def take(self, data: bytes) -> bool:
        """Keep what there is room for; whether this was the first byte too many."""
        self._kept += data[: max(0, KEPT_OUTPUT - len(self._kept))]
        before, self._total = self._total, self._total + len(data)
        return before <= MAX_OUTPUT < self._total

    def text(self) -> str:
        """Return what was kept."""
        return self._kept.decode("utf-8", "replace")
