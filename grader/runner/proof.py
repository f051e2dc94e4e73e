"""Prove that a pool contains what runs in it: a canary tries what is forbidden, and the kernel is asked about it from outside."""

import contextlib
import os
from pathlib import Path

from grader.runner import wire
from grader.runner.child import Exited, Returned, TimedOut
from grader.runner.levels import Level
from grader.runner.pool import Pool, Unavailable

CANARY = [Path(__file__).with_name(name) for name in ("canary.py", "canary_files.py")]
_CANARY_MEMORY, _CANARY_SECONDS = 256_000_000, 20.0
# A second canary, short since it is compiled at every start: it looks for what the first one wrote, and then must be killed.
_SECOND = b"""
import ctypes, os

def sing(_):
    if os.path.exists("mark"):
        raise FileExistsError("sees what another submission wrote")
    return ctypes.CDLL(None).ptrace(0, 0, 0, 0)
"""
_SIMPLE = b"def answer(n):\n    while n == 0:\n        pass\n    return n\n"
FACTS = 6  # that are looked at from outside


def prove(pool: Pool) -> None:
    """Try, in children of this pool, what is forbidden; raise Unavailable with whatever succeeded."""
    wrong = _shared_namespaces(pool) if pool.level is Level.NAMESPACES else []
    secret = pool.scratch / "secret"
    secret.write_text("secret\n", encoding="utf-8")
    secret.chmod(0o644)
    pool.scratch.chmod(0o755)  # so that only the sandbox keeps it
    try:
        tried = _sing(pool, secret, wrong)
        _must_be_killed(pool, wrong)
    finally:
        pool.scratch.chmod(0o700)
        for kept in pool.scratch.glob("secret*"):
            kept.unlink()
    if wrong:
        raise Unavailable(f"the canary found that a submission {'; '.join(wrong)}")
    pool.facts["tried"] = tried + 2 + FACTS


def _sing(pool: Pool, secret: Path, wrong: list[str]) -> int:
    child = pool.child(_CANARY_MEMORY)
    loaded = child.load(_source(pool, secret), "canary.py", "sing", _CANARY_SECONDS)
    if not isinstance(loaded, wire.Loaded):
        wrong.append(f"cannot be loaded ({_told(loaded)})")
        return 0
    wrong.extend(_seen_from_outside(pool))
    _give(secret, pool)
    answer = child.call([0], [], _CANARY_SECONDS, 0)
    match answer:
        case Returned(value=wire.Integer(value=tried)):
            return tried
        case wire.Raised(type_name="Escaped", text=text):
            wrong.append(text)
        case _:
            wrong.append(f"ends a canary ({_told(answer)})")
    return 0


def _give(secret: Path, pool: Pool) -> None:
    """Make a file the child's user's, so that only the sandbox can keep its mode, its times and its size."""
    user = pool.child_status.get("Uid", "").split()
    if user and os.geteuid() == 0:
        with contextlib.suppress(OSError):  # a number that this container does not know
            os.chown(secret, int(user[0]), int(user[0]))


def _must_be_killed(pool: Pool, wrong: list[str]) -> None:
    child = pool.child(_CANARY_MEMORY)
    loaded = child.load(_SECOND, "canary.py", "sing", _CANARY_SECONDS)
    answer = child.call([0], [], _CANARY_SECONDS, 0) if isinstance(loaded, wire.Loaded) else loaded
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
    settings = "".join(f"{name} = {value!r}\n" for name, value in names.items())
    return b"\n".join([*(part.read_bytes() for part in CANARY), settings.encode()])


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
