"""Choose what contains submissions on this machine, and say what it is and what it is not."""

import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.errors import JudgingError, UsageError
from grader.runner.cures import cure
from grader.runner.levels import AUTO, CONFINED, LAYERS, Level
from grader.runner.pool import CAN_FORK, Pool
from grader.runner.proof import prove, visible_course

NOT_ENFORCED: dict[Level, tuple[str, ...]] = {
    Level.NAMESPACES: ("exact memory (no cgroup)", "side channels of processor and caches"),
    Level.LANDLOCK: (
        "existence and size of files",
        "a folder to write in",
        "exact memory (no cgroup)",
        "side channels of processor and caches",
    ),
    Level.COMPUTE: (
        "any file to read or write",
        "exact memory (no cgroup)",
        "side channels of processor and caches",
    ),
    Level.NONE: ("files that your user can read and write", "the network", "processes of your user"),
}


@dataclass(frozen=True, slots=True)
class Isolation:
    """What contains submissions in a run: the level, how much of it the canary tried, and why stronger levels were passed over."""

    level: Level
    layers: tuple[str, ...] = ()
    tried: int = 0
    passed_over: tuple[str, ...] = ()

    @property
    def canary(self) -> str:
        """How much of what the canary tried was as it must be; a level is taken only where that is all."""
        return f"{self.tried} of {self.tried}"

    @property
    def not_enforced(self) -> tuple[str, ...]:
        """What it does not keep a submission from."""
        lacking = ("a second lock on files (the kernel has no Landlock)",) if _lacks_landlock(self) else ()
        return (*NOT_ENFORCED[self.level], *lacking)

    def __str__(self) -> str:
        if self.level is Level.NONE:
            return "none (own machine)"
        missing = ", ".join(self.not_enforced)
        return f"{self.level}: {', '.join(self.layers)}; canary: {self.canary}; not enforced: {missing}"


def _lacks_landlock(isolation: Isolation) -> bool:
    return isolation.level is Level.NAMESPACES and "landlock" not in isolation.layers


class Opening:
    """A pool that starts while other things are done, at the strongest level that works here or at the one that is named.

    Use it as a context manager; the pool ends with it. Children are proved to be contained before `pool` returns.
    """

    def __init__(self, choice: str = AUTO) -> None:
        self.choice = choice
        self.isolation = Isolation(Level.NONE)
        self._passed_over: list[str] = []
        self._levels = [*CONFINED] if choice == AUTO else [Level(choice)]
        if not CAN_FORK and choice == AUTO:
            self._passed_over.append(f"containment needs Linux; this is {sys.platform}")
            self._levels = []
        self._pool = self._begin()

    def _begin(self) -> Pool:
        level = self._levels.pop(0) if self._levels else Level.NONE
        pool = Pool(level, proof=prove if level is not Level.NONE else None)
        self._failure: Exception | None = None
        self._waiting = threading.Thread(target=self._wait, args=(pool,), daemon=True)
        self._waiting.start()
        return pool

    def _wait(self, pool: Pool) -> None:
        try:
            pool.ready()
        except Exception as error:
            self._failure = error

    def pool(self, *, untrusted: bool = False, course: Path | None = None) -> Pool:
        """Return the pool once it is proved.

        Raises JudgingError where the code of strangers cannot be contained as it must be, or could see the course; UsageError where
        nothing is asked to contain it.
        """
        if untrusted and self.choice == Level.NONE:
            raise UsageError(_NONE_FOR_STRANGERS)
        pool = self._proved(untrusted)
        folder = visible_course(pool, course) if untrusted and course is not None else None
        if folder is not None:
            raise JudgingError(_VISIBLE.format(course=course, folder=folder))
        return pool

    def _proved(self, untrusted: bool) -> Pool:
        while True:
            self._waiting.join()
            level = self._pool.level
            if self._failure is None:
                if level is Level.NONE and untrusted:
                    raise JudgingError(self._refusal(untrusted))
                self.isolation = _describe(self._pool, self._passed_over)
                self._pool.isolation = str(self.isolation)
                return self._pool
            if not isinstance(self._failure, JudgingError):
                raise self._failure
            if level is Level.NONE:
                raise JudgingError(f"{self._failure}. See: learn doctor") from self._failure
            self._passed_over.append(f"{level}: {self._failure}. {cure(level, str(self._failure))}")
            self._pool.close()
            if not self._levels and (untrusted or self.choice != AUTO):
                raise JudgingError(self._refusal(untrusted))
            self._pool = self._begin()

    def _refusal(self, untrusted: bool) -> str:
        reasons = "\n".join(f"  {reason}" for reason in self._passed_over)
        return (_REFUSAL if untrusted else _NOT_HERE).format(reasons=reasons, level=self.choice)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()


def _describe(pool: Pool, passed_over: Sequence[str]) -> Isolation:
    layers = [layer for layer in LAYERS[pool.level] if layer != "landlock" or pool.facts["landlock"]]
    return Isolation(pool.level, tuple(layers), pool.facts.get("tried", 0), tuple(passed_over))


_REFUSAL = """\
Strangers' code is not run here, since nothing contains it; no submission was touched.
{reasons}
More: learn doctor · your own work on your own machine: learn grade --trusted"""
_NOT_HERE = """\
The level {level} cannot be had here; no submission was touched.
{reasons}
More: learn doctor · the strongest level that works here: leave --isolation out"""
_NONE_FOR_STRANGERS = """\
--isolation none contains nothing, and this is strangers' code (several folders, CI, or --untrusted). Leave the option out · \
or say that it is your own work: learn grade --trusted --isolation none"""
_VISIBLE = "The course {course} lies below {folder}, which submissions can read: move it elsewhere, or name a copy: --course DIR"
