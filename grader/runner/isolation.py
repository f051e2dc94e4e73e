"""Choose what contains submissions on this machine, prove it with a canary, and say what it is and what it is not."""

import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.errors import JudgingError, UsageError
from grader.runner import wire
from grader.runner.child import Exited, Returned, TimedOut
from grader.runner.cures import cure
from grader.runner.levels import AUTO, CONFINED, LAYERS, Level
from grader.runner.pool import CAN_FORK, Pool, Unavailable

CANARY = Path(__file__).with_name("canary.py")
_CANARY_MEMORY, _CANARY_SECONDS = 256_000_000, 20.0
_SIMPLE = b"def answer(n):\n    while n == 0:\n        pass\n    return n\n"
FACTS = 6  # that are looked at from outside
NOT_ENFORCED: dict[Level, tuple[str, ...]] = {
    Level.NAMESPACES: ("exact memory (no cgroup)", "side channels of processor and caches"),
    Level.LANDLOCK: (
        "existence and size of files",
        "a folder to write in",
        "exact memory (no cgroup)",
        "side channels of processor and caches",
    ),
    Level.COMPUTE: (
        "existence of files",
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
    tried: int = 0
    passed_over: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.level is Level.NONE:
            return "none (own machine)"
        layers = ", ".join(LAYERS[self.level])
        missing = ", ".join(NOT_ENFORCED[self.level])
        return f"{self.level}: {layers}; canary: {self.tried} of {self.tried}; not enforced: {missing}"


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
                self.isolation = Isolation(level, self._pool.facts.get("tried", 0), tuple(self._passed_over))
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


def prove(pool: Pool) -> None:
    """Try, in children of this pool, what is forbidden; raise Unavailable with whatever succeeded."""
    wrong = _shared_namespaces(pool) if pool.level is Level.NAMESPACES else []
    secret = pool.scratch / "secret"
    secret.write_text("secret\n", encoding="utf-8")
    secret.chmod(0o644)
    pool.scratch.chmod(0o755)  # so that only the sandbox keeps it
    try:
        tried = _sing(pool, secret, wrong)
        _must_be_killed(pool, secret, wrong)
    finally:
        pool.scratch.chmod(0o700)
        secret.unlink()
    if wrong:
        raise Unavailable(f"the canary found that a submission {'; '.join(wrong)}")
    pool.facts["tried"] = tried + 1 + FACTS


def _sing(pool: Pool, secret: Path, wrong: list[str]) -> int:
    child = pool.child(_CANARY_MEMORY)
    loaded = child.load(_source(pool, secret), "canary.py", "sing", _CANARY_SECONDS)
    if not isinstance(loaded, wire.Loaded):
        wrong.append(f"cannot be loaded ({_told(loaded)})")
        return 0
    wrong.extend(_seen_from_outside(pool))
    answer = child.call([0], [], _CANARY_SECONDS, 0)
    match answer:
        case Returned(value=wire.Integer(value=tried)):
            return tried
        case wire.Raised(type_name="Escaped", text=text):
            wrong.append(text)
        case _:
            wrong.append(f"ends a canary ({_told(answer)})")
    return 0


def _must_be_killed(pool: Pool, secret: Path, wrong: list[str]) -> None:
    child = pool.child(_CANARY_MEMORY)
    loaded = child.load(_source(pool, secret), "canary.py", "sing", _CANARY_SECONDS)
    answer = child.call([1], [], _CANARY_SECONDS, 0) if isinstance(loaded, wire.Loaded) else loaded
    if isinstance(answer, wire.Raised):
        wrong.append(answer.text)
    elif answer != Exited(None, "SIGSYS"):
        wrong.append(f"is not killed for tracing ({_told(answer)})")


def _source(pool: Pool, secret: Path) -> bytes:
    names = {
        "SECRET": str(secret),
        "PARENT": str(os.getpid()),
        "LEVEL": str(pool.level),
        "LANDLOCK": str(pool.facts["landlock"] or ""),
    }
    return CANARY.read_bytes() + "".join(f"{name} = {value!r}\n" for name, value in names.items()).encode()


def _told(answer: object) -> str:
    return f"{answer.type_name}: {answer.text}" if isinstance(answer, wire.Raised) else str(answer)


def _seen_from_outside(pool: Pool) -> list[str]:
    """Look at a confined child with the kernel's own words."""
    status = pool.child_status
    if not status:
        return []  # no pidfd on this kernel, or /proc is hidden from us: what the canary tries must do
    depth = 2 if pool.level is Level.NAMESPACES else 0
    own = len(Path("/proc/self/status").read_text(encoding="utf-8").partition("NSpid:")[2].splitlines()[0].split())
    expected = {
        "runs as root": "0" in status["Uid"].split(),
        "has a group of root": "0" in status["Gid"].split() and os.getgid() == 0,
        "holds capabilities": any(int(status[f"Cap{kind}"], 16) for kind in ("Eff", "Prm", "Inh")),
        "can gain privileges": status["NoNewPrivs"] != "1",
        "is not filtered": status["Seccomp"] != "2",
        "is in the grader's process namespace": len(status["NSpid"].split()) < own + depth,
    }
    assert len(expected) == FACTS
    return [fact for fact, is_so in expected.items() if is_so]


def _shared_namespaces(pool: Pool) -> list[str]:
    kinds = {"user": "user", "pid": "pid", "mount": "mnt", "net": "net", "ipc": "ipc", "uts": "uts"}
    theirs = pool.facts["namespaces"]
    ours = {name: os.stat(f"/proc/self/ns/{kind}").st_ino for name, kind in kinds.items()}
    return [f"shares the {name} namespace of the grader" for name in ours if theirs[name] == ours[name]]


def try_out(pool: Pool) -> str | None:
    """Run a submission that returns, then one that loops; return what went wrong, None where nothing did."""
    child = pool.child(_CANARY_MEMORY)
    loaded = child.load(_SIMPLE, "canary.py", "answer", _CANARY_SECONDS)
    if not isinstance(loaded, wire.Loaded):
        return f"a submission does not load ({_told(loaded)})"
    returned = child.call([7], [], _CANARY_SECONDS, 0)
    if returned != Returned(wire.Integer(7), ()):
        return f"a call does not return ({_told(returned)})"
    if not isinstance(child.call([0], [], 0.2, 0), TimedOut):
        return "an endless loop is not stopped"
    return None


def visible_course(pool: Pool, root: Path) -> str | None:
    """Return the folder by which a submission could see the course, None where it cannot."""
    resolved = root.resolve()
    for folder in map(Path, pool.facts.get("visible", ())):
        if resolved == folder.resolve() or folder.resolve() in resolved.parents:
            return str(folder)
    return None


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
