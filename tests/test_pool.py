"""Children: they answer, they are stopped in time, and nothing of them is left; in all ways of starting them and speaking to them."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.runner import child, wire
from grader.runner.child import Exited, Flooded, Garbled, Returned, TimedOut
from grader.runner.pool import CAN_FORK, Pool
from grader.runner.timed import CAN_POLL

MEMORY = 300_000_000
WAYS = [
    pytest.param((True, True), id="forked", marks=pytest.mark.skipif(not CAN_FORK, reason="forks on Linux only")),
    pytest.param((False, True), id="direct", marks=pytest.mark.skipif(not CAN_POLL, reason="pipes cannot be polled")),
    pytest.param((False, False), id="threads"),
]


@pytest.fixture(params=WAYS)
def pool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    forks, polls = request.param
    monkeypatch.setattr(child, "CAN_POLL", polls)
    with Pool(forks=forks) as pool:
        yield pool


def ask(pool: Pool, body: str, number: int = 3, seconds: float = 20.0) -> object:
    process = pool.child(MEMORY)
    loaded = process.load(f"import os, sys, time\ndef f(n):\n    {body}\n".encode(), "f.py", "f", 20.0)
    assert loaded == wire.Loaded(("n",), 1, False)
    return process.call([number], [], seconds, 0)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return n + 1", Returned(wire.Integer(4), ())),
        ("return 10 ** 40", Returned(wire.Integer(10**40), ())),
        ("return 10 ** 5000", Returned(wire.Other("huge int"), ())),
        ("return (n, None)", Returned(wire.Items((wire.Integer(3), wire.Other("NoneType"))), ())),
        (
            "return os.environ.get('HOME'), os.environ.get('LEARN_SECRET')",
            Returned(wire.Items((wire.Other("NoneType"),) * 2), ()),
        ),
        ("return len(sys.stdin.read())", Returned(wire.Integer(0), ())),
        ("return len(os.listdir())", Returned(wire.Integer(0), ())),
        (
            "return len([m for m in sys.modules if m.startswith(('grader', 'pytest', 'yaml'))])",
            Returned(wire.Integer(0), ()),
        ),
        ("os._exit(5)", Exited(5, None)),
        ("os.kill(os.getpid(), 11)", Exited(None, "SIGSEGV")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_call_ends_as_it_does(pool: Pool, body: str, expected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARN_SECRET", "hidden")

    assert ask(pool, body) == expected


def test_a_loop_is_stopped_in_time(pool: Pool) -> None:
    began = time.monotonic()

    assert ask(pool, "while True: pass", seconds=0.3) == TimedOut(0.3)
    assert time.monotonic() - began < 10


def test_a_flood_is_stopped(pool: Pool) -> None:
    assert ask(pool, "while True: print('x' * 99999)") == Flooded()


def test_what_it_prints_comes_back(pool: Pool) -> None:
    process = pool.child(MEMORY)
    process.load(b"def f(n):\n    print('called with', n)\n    return n\n", "f.py", "f", 20.0)
    for number in (1, 2):
        assert process.call([number], [], 20.0, 0) == Returned(wire.Integer(number), ())

    assert process.close() == "called with 1\ncalled with 2\n" == process.close()


def test_a_reader_that_stops_is_stopped(pool: Pool) -> None:
    process = pool.child(MEMORY)
    process.load(b"def f(n):\n    return 1\n", "f.py", "f", 20.0)
    large = memoryview(bytes(8_000_000))

    # A million dimensions do not fit the body that follows, so that the child never asks for the rest.
    answer = process.call([{"dtype": "float64", "shape": [-1]}], [large], 1.0, 0)

    assert isinstance(answer, (TimedOut, Exited, wire.Raised, Garbled))


def test_the_next_child_is_untouched(pool: Pool) -> None:
    assert ask(pool, "import builtins; builtins.len = None; sys.modules['numpy'].sum = None; return 1") is not None

    assert ask(pool, "import numpy; return len('abc') + int(numpy.sum([n]))") == Returned(wire.Integer(6), ())


def test_a_child_that_is_gone_says_so(pool: Pool) -> None:
    process = pool.child(MEMORY)
    process.close()

    assert isinstance(process.load(b"", "f.py", "f", 5.0), Exited)


@pytest.mark.skipif(not CAN_FORK, reason="descendants are adopted on Linux only")
def test_descendants_end_with_their_turn() -> None:
    body = "a = os.fork()\n    if a == 0:\n        os.setsid()\n        if os.fork(): os._exit(0)\n        time.sleep(99)\n    return a"
    with Pool() as pool:
        answer = ask(pool, body)
        assert isinstance(answer, Returned)
        pool.child(MEMORY)

        sleeping = [p for p in Path("/proc").glob("[0-9]*/stat") if _parent_of(p) == pool._zygote.pid]  # type: ignore[union-attr]
        assert len(sleeping) == 1  # the new child alone


def _parent_of(stat: Path) -> int:
    try:
        return int(stat.read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def test_nothing_is_left_behind() -> None:
    with Pool() as pool:
        ask(pool, "open('mine', 'w').write('x'); return 1")
        zygote, scratch = pool._zygote, pool.scratch
        assert (scratch / "work" / "mine").exists()
    if zygote is not None and sys.platform == "linux":
        assert not os.path.exists(f"/proc/{zygote.pid}")
    assert not scratch.exists()
