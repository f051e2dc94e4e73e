"""Hostile submissions at every level of isolation: each gets its verdict, does no harm, and leaves nothing to the next.

tests/hostile/README.md tells how a module says what it must get.
"""

import contextlib
import functools
import json
import os
import platform
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from grader.course.loader import Course, Exercise
from grader.course.model import CodeQuestion
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.reports.json import render_json
from grader.reports.text import render_text
from grader.results import Category, QuestionResult, Report, Status
from grader.runner import kernel
from grader.runner.levels import Level
from grader.runner.pool import WORKER, Pool, Unavailable
from grader.runner.proof import prove
from grader.workspace.folder import Submission

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the gallery speaks to Linux")

TESTS = Path(__file__).parent
HOSTILE = sorted(TESTS.glob("hostile/*/*.py"))
HONEST = sorted(TESTS.glob("honest/*.py"))

LEVELS = ("namespaces", "landlock", "compute", "none")
GROUPS = ("forge", "secrets", "denial", "persist", "escape")
REQUIRED = os.environ.get("LEARN_REQUIRE_LEVELS", "").split()  # levels that must not be skipped; gallery.py names them
MISSING = "the level {level} is required, and cannot be had: {reason}"
PASSED = "passed"
EXERCISES = {"scale": "tiny", "slide": "second"}
RIGHT = b"def scale(x, factor=2):\n    return x * factor\n"

CALLS_SECONDS = 4 * 4.0
MORE_SECONDS = 5.0
MORE_MEMORY = 150_000_000

MARKER = re.compile(r"^(LEAK|ESCAPED|FILLED|PROBE)\b", re.MULTILINE)
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^(::|##)", re.MULTILINE)
SIGNATURE = "graffiti"  # in the name of everything that a module leaves outside
PLACES = tuple(map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/etc/cron.d", "/etc/profile.d", "/")))


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines of a module say: its verdicts by level, where it may run, and what it prints uncontained."""

    verdicts: Mapping[str, frozenset[str]]
    levels: frozenset[str]
    machines: frozenset[str]
    proof: str | None
    question: str

    @property
    def visible_pass(self) -> bool:
        return "visible" in self.verdicts


def read_header(path: Path) -> Header:
    lines = path.read_text(encoding="utf-8").splitlines()
    fields = dict(line.removeprefix("# ").split(": ", 1) for line in lines[:4] if line.startswith("# "))
    first, *others = fields["verdict"].split("; ")
    named = {name: frozenset(verdict.split(" or ")) for name, verdict in (other.split(": ") for other in others)}
    return Header(
        verdicts=dict.fromkeys(LEVELS, frozenset(first.split(" or "))) | named,
        levels=frozenset(fields.get("levels", " ".join(LEVELS)).split()),
        machines=frozenset(fields.get("machine", platform.machine()).split()),
        proof=fields.get("proof"),
        question=fields.get("question", "scale"),
    )


def pairs(paths: Sequence[Path]) -> list[Any]:
    """Return every module at every level where it may run, named in words; without containment, only what does no harm."""
    return [
        pytest.param(level, path, id=f"{level}-{path.parent.name}-{path.stem}")
        for level in LEVELS
        for path in paths
        if level in (header := read_header(path)).levels and platform.machine() in header.machines
    ]


def open_pool(level: str) -> Pool:
    """Open the pool of a level, proved as in a run; raise Unavailable where this machine has none."""
    pool = Pool(Level(level), proof=prove if level != "none" else None)
    try:
        pool.ready()
    except Unavailable:
        pool.close()
        raise
    return pool


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pools have their temporary files."""
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="module")
def pools(scratch: Path) -> Iterator[Callable[[str], Pool]]:
    """Pools by level, each opened once; a level that this machine has not is skipped every time, or fails where it is required."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def opened(level: str) -> Pool | str:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("LEARN_TOKEN", "of the grader, not of a child")
                patch.setattr(tempfile, "tempdir", str(scratch))
                try:
                    return stack.enter_context(open_pool(level))
                except Unavailable as error:
                    return str(error)

        def get(level: str) -> Pool:
            pool = opened(level)
            if isinstance(pool, Pool):
                return pool
            return pytest.fail(MISSING.format(level=level, reason=pool)) if level in REQUIRED else pytest.skip(pool)

        yield get


@pytest.fixture
def contained(request: pytest.FixtureRequest, pools: Callable[[str], Pool]) -> Pool:
    """A pool of the level that the test names."""
    return pools(request.param)


def judge(course: Course, pool: Pool, source: bytes, seconds: float = 4.0, question: str = "scale") -> Report:
    exercise = patient(course.exercise(EXERCISES[question]), seconds)
    submission = Submission("submission", exercise, None, {f"{question}.py": source})
    grading = open_submission(
        course, submission, pool, Options(frozenset({question}), hidden=True, salt="salt", untrusted=True)
    )
    for planned in grading.questions:
        for check in grading.running(planned):
            grading.judge(planned, check)
    return grading.report()


def patient(exercise: Exercise, seconds: float) -> Exercise:
    """Give calls more time than the question does: the machine that runs the tests may be busy."""
    questions = []
    for item, loaded in exercise.questions:
        question = loaded.question
        if isinstance(question, CodeQuestion):
            limits = question.limits.model_copy(update={"seconds": seconds})
            question = question.model_copy(update={"limits": limits})
        questions.append((item, replace(loaded, question=question)))
    return replace(exercise, questions=tuple(questions))


def categories(question: QuestionResult) -> set[str]:
    """Return what kind of thing ended each check that was not passed; those that then did not run tell nothing."""
    told = {Status.PASSED, Status.NOT_RUN}
    return {check.category or "nothing" for check in question.checks if check.status not in told}


def descendants(pid: int) -> list[int]:
    """Return all processes below one that live: one that ended and waits for its parent to notice does nothing."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*filter(lives, children), *(grandchild for child in children for grandchild in descendants(child))]


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture(scope="module", autouse=True)
def adopt() -> Iterator[None]:
    """Become the parent of whatever a child leaves behind, so that it is seen below us and nobody else's is."""
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    yield
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 0)


def settled(before: set[int], seconds: float = 3.0) -> set[int]:
    """Return which processes have come since, once those that are ending have ended: all but one child for another."""
    deadline = time.monotonic() + seconds
    while True:
        now = set(descendants(os.getpid()))
        if len(now) <= len(before) or time.monotonic() > deadline:
            return now - before if len(now) > len(before) else set()
        time.sleep(0.02)


def left_outside(scratch: Path) -> set[str]:
    """Return what bears a hostile signature outside of a child: files, shared memory, queues, sockets, keys."""
    folders = {*PLACES, Path.cwd(), TESTS, Path.home(), WORKER.parent, *map(Path, sys.path)}
    found = {str(path) for folder in folders for path in folder.glob(f"{SIGNATURE}*")}
    found |= {str(path) for path in scratch.rglob("*") if not path.is_dir()}
    for listing in ("/proc/net/unix", "/proc/keys", "/proc/swaps"):
        with contextlib.suppress(OSError):
            found |= {line for line in Path(listing).read_text().splitlines() if SIGNATURE in line}
    key = str(int.from_bytes(SIGNATURE[:4].encode(), "big"))
    for kind in ("shm", "msg", "sem"):
        listed = Path(f"/proc/sysvipc/{kind}")
        if listed.exists():
            found |= {f"{kind} {line}" for line in listed.read_text().splitlines() if key in line.split()}
    return found


def test_the_gallery_is_there() -> None:
    assert len(HOSTILE) >= 350
    assert len(HONEST) >= 20
    assert {path.parent.name for path in HOSTILE} == set(GROUPS)


@pytest.mark.parametrize("path", [*HOSTILE, *HONEST], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_header_can_be_read(path: Path) -> None:
    header = read_header(path)

    assert set().union(*header.verdicts.values()) <= {*Category, PASSED}
    assert set(header.verdicts) <= {*LEVELS, "visible"}
    assert header.levels <= set(LEVELS)
    assert header.proof in {None, "LEAK", "ESCAPED", "FILLED", "PROBE"}


@pytest.mark.parametrize(("contained", "path"), pairs(HOSTILE), indirect=["contained"])
def test_an_attack_gets_its_verdict_and_leaves_nothing(
    contained: Pool, path: Path, tiny: Course, scratch: Path, request: pytest.FixtureRequest
) -> None:
    level, header = request.node.callspec.params["contained"], read_header(path)
    judge(tiny, contained, RIGHT)
    # The kernel may leave out of a list of children one that stands beside a child that ends just then.
    processes = set().union(*(descendants(os.getpid()) for _ in range(3)))
    left = left_outside(scratch)
    memory, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()

    never_ends = Category.TIMEOUT in header.verdicts[level]
    report = judge(tiny, contained, path.read_bytes(), 0.5 if never_ends else 4.0, header.question)
    seconds = time.monotonic() - began
    (question,) = report.questions
    (neighbour,) = judge(tiny, contained, RIGHT).questions

    assert_verdict(question, header.verdicts[level], visible_pass=header.visible_pass)
    assert neighbour.score == neighbour.max_score == 400
    assert seconds < CALLS_SECONDS + MORE_SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) * 1024 < MORE_MEMORY
    assert settled(processes) == set()
    assert left_outside(scratch) == left
    assert_markers(question, header, level)
    assert not OBEYED.search(render_text(report))
    assert json.loads(render_json([report]))


def assert_verdict(question: QuestionResult, verdict: frozenset[str], *, visible_pass: bool) -> None:
    found = categories(question)
    messages = [check.message for check in question.checks]
    assert (found or {PASSED}) <= verdict, messages
    if visible_pass:
        assert [check.status for check in question.checks] == [Status.PASSED] * 3 + [Status.FAILED]
        assert question.score == 200
    elif not found:
        assert question.score == question.max_score > 0
    elif PASSED not in verdict:
        assert question.score == 0, messages


def assert_markers(question: QuestionResult, header: Header, level: str) -> None:
    """A marker stands for something that succeeded; where nothing contains a module, its proof must be seen."""
    found = set(MARKER.findall(question.printed))
    if level == "none":
        assert header.proof is None or header.proof in found
    else:
        # That a file exists, and its size, is not hidden by Landlock.
        assert found <= ({"PROBE"} if level == "landlock" else set()), question.printed
    for check in question.checks:
        if check.hidden and check.status is Status.FAILED:
            assert check.message == f"A hidden check failed ({check.category})."


@pytest.mark.parametrize(("contained", "path"), pairs(HONEST), indirect=["contained"])
def test_an_honest_program_is_judged_as_it_is(
    contained: Pool, path: Path, tiny: Course, request: pytest.FixtureRequest
) -> None:
    verdict = read_header(path).verdicts[request.node.callspec.params["contained"]]

    first, second = (judge(tiny, contained, path.read_bytes()).questions[0] for _ in range(2))

    assert_verdict(first, verdict, visible_pass=False)
    assert [(check.status, check.message) for check in first.checks] == [(c.status, c.message) for c in second.checks]


KEEPS = b"""
seen = []

def scale(x, factor=2):
    if seen and x.shape != (2, 2):
        print("LEAK: printed", seen)
        raise ValueError(f"LEAK: told {seen}")
    if x.shape == (2, 2):
        print("LEAK: printed at once", x.tolist())
        seen.append(x.tolist())
    return x * factor
"""


def test_a_visible_call_after_a_hidden_one_meets_a_new_process(tiny: Course) -> None:
    submission = Submission("submission", patient(tiny.exercise("tiny"), 20.0), None, {"scale.py": KEEPS})
    with Pool() as pool:
        grading = open_submission(tiny, submission, pool, Options(frozenset({"scale"}), hidden=True, salt="salt"))
        (planned,) = grading.questions
        for check in sorted(grading.running(planned), key=lambda check: not check.hidden):
            assert grading.judge(planned, check).status is Status.PASSED
        report = grading.report()

    assert "LEAK" not in report.questions[0].printed
    assert all("LEAK" not in check.message for check in report.checks)


def test_what_is_printed_before_a_hidden_call_is_kept(tiny: Course) -> None:
    source = b"def scale(x, factor=2):\n    print('shape', x.shape, end='')\n    return x * factor\n"
    submission = Submission("submission", patient(tiny.exercise("tiny"), 20.0), None, {"scale.py": source})
    with Pool() as pool:
        grading = open_submission(tiny, submission, pool, Options(frozenset({"scale"}), hidden=True, salt="salt"))
        grading.judge_all()
        printed = grading.report().questions[0].printed

    assert printed == "shape (3, 4)" * 2 + "shape (2, 5)shape (4, 2)"
