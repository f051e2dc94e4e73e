"""How far a long run is: a bar with rate and time left on a terminal, a line now and then elsewhere; on standard error."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

BETWEEN = 10.0  # seconds from one plain line to the next


class Progress:
    """Counts what is done of `total`; use it as a context manager."""

    def __init__(self, total: int, what: str) -> None:
        self.total = total
        self.done = 0
        self._judged = 0
        self._what = what
        self._began = time.monotonic()
        self._next = self._began + BETWEEN
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            rate, left = TextColumn("{task.fields[rate]}"), TimeRemainingColumn()
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, left)
            self._bar = Bar(*columns, console=Console(stderr=True, markup=False), transient=True)
            self._bar.add_task(self._what, total=self.total, rate="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, count: int = 1, *, judged: bool = True) -> None:
        """Count what is done; what was not judged now says nothing of how fast that is."""
        self.done += count
        self._judged += count if judged else 0
        self.total = max(self.total, self.done)
        now = time.monotonic()
        rate = self._judged / max(now - self._began, 1e-9)
        if self._bar is not None:
            task = self._bar.task_ids[0]
            self._bar.update(task, completed=self.done, total=self.total, rate=f"{rate:.1f} a second")
        elif now >= self._next:
            self._next = now + BETWEEN
            left = f", {_duration((self.total - self.done) / rate)} left" if rate else ""
            typer.echo(f"{self._what}: {self.done:,} of {self.total:,}, {rate:.1f} a second{left}", err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
