"""Strangers' loops are found by the judge's own clock: whole arrays pass, loops over positions do not, and nobody cheats the clock."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.loader import Course
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.judging.growth import BY_THE_CLOCK
from grader.results import CheckResult, Status
from grader.runner.pool import CAN_FORK, Pool
from grader.workspace.folder import Submission

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="the kernel's clock of another process is Linux's")

ATTEMPTS = Path(__file__).parent / "attempts"
WHOLE_ARRAYS = sorted(
    path
    for name in ("conv2d_fast", "local2d_fast")
    for path in (ATTEMPTS / name).glob("*.py")
    if "wrong" not in path.stem
)

Timed = Callable[[str, str], CheckResult]


@pytest.fixture
def timed(course: Course, pool: Pool) -> Timed:
    """Judge the count of lines of a question of exercise-8 as a stranger's."""

    def judge(question: str, source: str) -> CheckResult:
        submission = Submission(
            "s", course.exercise("exercise-8", texts=False), None, {f"{question}.py": source.encode()}
        )
        options = Options(frozenset({question}), hidden=True, untrusted=True)
        grading = open_submission(course, submission, pool, options)
        grading.judge_all()
        return next(check for check in grading.report().checks if check.id == "number of lines")

    return judge


@pytest.mark.parametrize("path", WHOLE_ARRAYS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_whole_arrays_have_the_points(path: Path, timed: Timed) -> None:
    check = timed(path.parent.name, path.read_text())

    assert (check.status, check.message) == (Status.PASSED, BY_THE_CLOCK)
    assert check.score == check.max_score > 0
    assert check.anew


CONV = """
import time
import numpy as np

KNOWN = {}

def conv2d_fast(x, w, b, stride=1, pad=0):
    START
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k, l = w.shape[:2]
    rows, columns = (x.shape[1] - k) // stride + 1, (x.shape[2] - l) // stride + 1
    y = np.zeros((len(x), rows, columns, w.shape[3]), np.result_type(x, w, b))
    LOOP
    return y
"""
WINDOW = "x[:, i * stride : i * stride + k, j * stride : j * stride + l]"
LOOP = f"for i in range(rows):\n        for j in range(columns):\n            y[:, i, j] = np.tensordot({WINDOW}, w, 3) + b"
ONE_LINE = f"[y.__setitem__((slice(None), i, j), np.tensordot({WINDOW}, w, 3) + b) for i in range(rows) for j in range(columns)]"
MAPPED = (
    f"list(map(lambda p: (lambda i, j: y.__setitem__((slice(None), i, j), np.tensordot({WINDOW}, w, 3) + b))(*p),"
    " np.ndindex(rows, columns)))"
)
EXECUTED = (
    f"exec(compile({LOOP.replace(chr(10) + '    ', chr(10))!r}, 'elsewhere', 'exec'), {{**globals(), **locals()}})"
)
PRODUCT = f"y[:, i, j] = {WINDOW}.reshape(len(x), k * l * w.shape[2]) @ w.reshape(-1, w.shape[3]) + b"
LOOPS = {
    "loops over positions": LOOP,
    "loops in which little is done": f"for i in range(rows):\n        for j in range(columns):\n            {PRODUCT}",
    "a method that is mapped": (
        "v = np.lib.stride_tricks.sliding_window_view(x, (k, l), axis=(1, 2))[:, ::stride, ::stride]\n"
        "    v = v.transpose(0, 1, 2, 4, 5, 3).reshape(-1, k * l * w.shape[2])\n"
        "    y[:] = np.array(list(map(w.reshape(-1, w.shape[3]).T.dot, v))).reshape(y.shape) + b"
    ),
    "in one line": ONE_LINE,
    "in a function that is mapped": MAPPED,
    "in a program that is no line of the file": EXECUTED,
}
STARTS = {
    "plainly": "pass",
    "who sleeps for the small one": "if x.shape[1] < 10: time.sleep(0.2)",
    "who works for nothing for the small one": "if x.shape[1] < 10: [None for _ in range(3_000_000)]",
    "who remembers what was asked": "if x.tobytes() in KNOWN: return KNOWN[x.tobytes()]",
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS)
def test_a_loop_over_positions_has_none(loop: str, start: str, timed: Timed) -> None:
    source = CONV.replace("LOOP", loop).replace("START", start)
    if "KNOWN" in start:
        source = source.replace("    return y\n", "    KNOWN[x.tobytes()] = y\n    return y.copy()\n")

    check = timed("conv2d_fast", source)

    assert (check.status, check.score) == (Status.FAILED, 0), check.message
    assert check.message == (
        'From "few positions" to "many positions" its time grows as for a loop over what is '
        f"larger there: more than 24 times as much as the reference's. {BY_THE_CLOCK}"
    )


LOCAL = """
import numpy as np

def local2d_fast(x, w, b, stride=1):
    rows, columns, k, l = w.shape[:4]
    y = np.zeros((len(x), rows, columns, w.shape[5]), np.result_type(x, w, b))
    for i in range(rows):
        for j in range(columns):
            y[:, i, j] = np.tensordot(x[:, i * stride : i * stride + k, j * stride : j * stride + l], w[i, j], 3) + b[i, j]
    return y
"""


MAPPED_LOCAL = """
import numpy as np

def local2d_fast(x, w, b, stride=1):
    rows, columns, k, l, _, channels = w.shape
    def at(p):
        i, j = p[0] * stride, p[1] * stride
        return x[:, i : i + k, j : j + l].reshape(len(x), -1) @ w[p].reshape(-1, channels)
    y = np.array(list(map(at, np.ndindex(rows, columns)))).reshape(rows, columns, len(x), channels)
    return y.transpose(2, 0, 1, 3) + b
"""


@pytest.mark.parametrize("source", [LOCAL, MAPPED_LOCAL], ids=["loops", "mapped"])
def test_the_same_for_kernels_of_their_own(source: str, timed: Timed) -> None:
    assert timed("local2d_fast", source).status is Status.FAILED


WASTEFUL = """
import numpy as np

def conv2d_fast(x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    size, kernel = x.shape[1:3], w.shape[:2]
    picks = []
    for n, k in zip(size, kernel):
        starts = np.arange((n - k) // stride + 1) * stride
        picks.append((starts[:, None, None] + np.arange(k)[:, None] == np.arange(n)).astype(float))
    windows = np.tensordot(np.tensordot(x, picks[0], ((1,), (2,))), picks[1], ((1,), (2,)))
    return np.einsum("ncipjq,pqcd->nijd", windows, w) + b
"""


def test_whole_arrays_of_zeros_and_ones_are_no_loop(timed: Timed) -> None:
    check = timed("conv2d_fast", WASTEFUL)

    assert check.status is Status.PASSED, check.message


def test_who_is_wrong_while_timed_has_none(timed: Timed) -> None:
    right = (ATTEMPTS / "conv2d_fast/einsum.py").read_text()
    source = right.replace("def conv2d_fast(", "def inner(", 1) + (
        "\ncalls = []\ndef conv2d_fast(x, w, b, stride=1, pad=0):\n"
        "    calls.append(x.shape)\n    y = inner(x, w, b, stride, pad)\n    return 0 * y if len(calls) > 25 else y\n"
    )

    check = timed("conv2d_fast", source)

    assert check.score == 0
    assert check.message == "While it was timed on inputs of this run, which were drawn anew, a result was not right."
