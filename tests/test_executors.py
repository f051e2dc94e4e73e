"""Judging a class in processes of this machine: what ends one of them costs time, or one report, and nothing of the others."""

import dataclasses
import io
import itertools
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from grader.course.loader import Course, open_course
from grader.course.packed import pack_course, unpacked_course
from grader.errors import JudgingError
from grader.gradebook import executors
from grader.gradebook.executors import ENDED, Chunk, Outcome, run_all
from grader.gradebook.local import LocalExecutor
from grader.gradebook.worker import Refusal, Result, Setting, differing, identify, judge
from grader.judging.checks import Options
from grader.judging.plain import grade_submission
from grader.judging.submissions import find_submissions
from grader.reports.json import report_object
from grader.runner.isolation import Opening
from grader.workspace.folder import Submission
from grader.workspace.packed import pack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strangers are contained on Linux only")

TESTS = Path(__file__).parent
QUICK = sorted(
    path.parent
    for path in TESTS.glob("submissions/*/scale.py")
    if "loop" not in path.parent.name and path.parent.name not in ("swallowed_signals", "detached")
)
RIGHT = b"import numpy as np\n\ndef slide(x, w, bias=0):\n    return np.correlate(x, w) + bias\n"
# Right in every case, so that laws are tried with it; what it gives a law is what ends the process that tries it.
KILLER = RIGHT.replace(
    b"    return", b"    if (len(x), len(w)) == (6, 3):\n        return np.full(4, 666.0)\n    return"
)
HANGER = KILLER.replace(b"666.0", b"777.0")
LAWS = """\
import os, signal, time
from grader.course.laws import Law

def linear_in_x(call, rng):
    x, w = rng.normal(6), rng.normal(3)
    result = call(x, w)
    if result[0] == 666:
        os.kill(os.getpid(), signal.SIGKILL)
    if result[0] == 777:
        time.sleep(600)
    return Law(result, call(x, w=w), "It gives the same result twice.", inputs={"x": x})

def depends_on_w(call, rng):
    x = rng.normal(30)
    return Law(call(x, rng.normal(3)), call(x, rng.normal(3)), "Another kernel gives another result.", False, {"x": x})
"""


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course that ends its own process when it sees 666, and hangs when it sees 777."""
    root = tmp_path_factory.mktemp("fragile") / "course"
    shutil.copytree(TESTS / "course", root)
    (root / "solutions" / "t" / "slide_properties.py").write_text(LAWS)
    return open_course(root)


@pytest.fixture(scope="module")
def local() -> Iterator[LocalExecutor]:
    with LocalExecutor(2) as executor:
        yield executor


def setting(course: Course) -> Setting:
    return Setting(str(course.root), hidden=True, salt="the same hidden inputs")


def slides(course: Course, *codes: bytes) -> list[tuple[str, bytes]]:
    exercise = course.exercise("second", texts=False)
    files = [{"slide.py": code + b"# %d\n" % n, "answers.yaml": b""} for n, code in enumerate(codes)]
    return [(f"s{n}", pack(Submission(f"s{n}", exercise, None, one))) for n, one in enumerate(files)]


def chunks_of(submissions: list[tuple[str, bytes]], size: int) -> list[Chunk]:
    return [Chunk(tuple(submissions[at : at + size])) for at in range(0, len(submissions), size)]


def judged(executor: executors.Executor, how: Setting, chunks: Iterable[Chunk]) -> dict[str, Result]:
    """Judge all; a submission that came back twice would be an error."""
    results: dict[str, Result] = {}
    for _, found in run_all(executor, how, chunks):
        for result in found:
            assert result.submission not in results
            results[result.submission] = result
    return results


def plain(report: str | None) -> dict[str, object]:
    """Return a report without what differs from run to run."""
    assert report is not None
    return without_times(json.loads(report))


def without_times(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_times(v) for k, v in value.items() if k not in ("seconds", "graded_at", "isolation")}
    return [without_times(item) for item in value] if isinstance(value, list) else value


def eventually(happened: Callable[[], object], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def descendants(number: int) -> set[int]:
    """Return the processes that a process started, and those that they started, and so on."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = set(), [number]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found.update(children)
        waiting += children
    return found


def alive(numbers: Iterable[int]) -> set[int]:
    """Return those that run; a zombie does not."""
    running = set()
    for number in numbers:
        try:
            state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state not in "ZX":
            running.add(number)
    return running


def workers(executor: LocalExecutor) -> list[int]:
    return [number for pool in executor._slots if pool is not None for number in (pool._processes or {})]


@pytest.fixture
def patient(tiny: Course, tmp_path: Path) -> Course:
    """The tiny course with time enough for a machine that does much else."""
    root = tmp_path / "patient"
    shutil.copytree(tiny.root, root, ignore=shutil.ignore_patterns("__pycache__"))
    question = root / "questions" / "t" / "scale.yaml"
    text = question.read_text(encoding="utf-8")
    assert "seconds: 0.5" in text
    question.write_text(text.replace("seconds: 0.5", "seconds: 20"), encoding="utf-8")
    return open_course(root)


def test_the_reports_are_those_of_the_judge_itself(patient: Course, local: LocalExecutor) -> None:
    submissions = [submission for _, submission in find_submissions(patient, QUICK, "tiny")]
    named = [(f"{n}", pack(submission)) for n, submission in enumerate(submissions)]
    options = Options(hidden=True, salt="the same hidden inputs", untrusted=True)

    found = judged(local, setting(patient), chunks_of(named, 5))

    assert len(found) == len(QUICK) > 20
    with Opening() as opening:
        pool = opening.pool(untrusted=True, course=patient.root)
        for (name, _), submission in zip(named, submissions, strict=True):
            expected = json.dumps(report_object(grade_submission(patient, submission, pool, options)))
            assert plain(found[name].report) == plain(expected)


def test_chunks_are_taken_only_as_they_are_judged(tiny: Course, local: LocalExecutor) -> None:
    (one,) = slides(tiny, RIGHT)
    taken = 0

    def endless() -> Iterator[Chunk]:
        nonlocal taken
        while True:
            taken += 1
            yield Chunk((one,))

    ahead = [taken - n for n, _ in enumerate(itertools.islice(local.run(setting(tiny), endless()), 12), 1)]

    assert max(ahead) <= 2 * local.jobs


def test_a_submission_that_ends_its_process_is_given_up_alone(fragile: Course, local: LocalExecutor) -> None:
    submissions = slides(fragile, RIGHT, RIGHT, KILLER, RIGHT, RIGHT, RIGHT, KILLER, RIGHT)

    found = judged(local, setting(fragile), chunks_of(submissions, 4))

    assert found["s2"] == Result("s2", None, ENDED)
    assert found["s6"] == Result("s6", None, ENDED)
    assert sorted(found) == [f"s{n}" for n in range(8)]
    assert all(result.report for name, result in found.items() if name not in ("s2", "s6"))


def test_processes_that_are_ended_from_outside_cost_nothing_but_time(tiny: Course) -> None:
    submissions = slides(tiny, *[RIGHT] * 60)
    over, killed = threading.Event(), []

    def kill(executor: LocalExecutor) -> None:
        while not over.wait(0.3) and len(killed) < 6:
            for number in workers(executor)[len(killed) % 2 :][:1]:
                killed.append(number)
                os.kill(number, signal.SIGKILL)

    with LocalExecutor(2) as executor:
        killing = threading.Thread(target=kill, args=(executor,))
        killing.start()
        found = judged(executor, setting(tiny), chunks_of(submissions, 3))
        over.set()
        killing.join()

    assert killed
    assert len(found) == 60
    assert all(result.report for result in found.values())


def test_a_process_that_ended_while_it_had_nothing_to_do_is_replaced(tiny: Course, local: LocalExecutor) -> None:
    chunks = chunks_of(slides(tiny, RIGHT, RIGHT), 1)
    judged(local, setting(tiny), chunks)
    before = workers(local)
    for number in before:
        os.kill(number, signal.SIGKILL)
    assert eventually(lambda: not alive(before))

    assert all(result.report for result in judged(local, setting(tiny), chunks).values())
    assert not set(before) & set(workers(local))


def test_a_broken_course_is_told_at_once(tmp_path: Path, tiny: Course, local: LocalExecutor) -> None:
    shutil.copytree(tiny.root, tmp_path / "course")
    broken = Setting(str(tmp_path / "course"), hidden=True, salt="")
    (tmp_path / "course" / "exercises" / "course.yaml").write_text("format: [")

    with pytest.raises(JudgingError, match=r"course\.yaml"):
        judged(local, broken, chunks_of(slides(tiny, RIGHT), 1))


def test_nothing_is_judged_uncontained(tiny: Course, local: LocalExecutor) -> None:
    uncontained = dataclasses.replace(setting(tiny), isolation="none")

    with pytest.raises(JudgingError, match="isolation"):
        judged(local, uncontained, chunks_of(slides(tiny, RIGHT), 1))


class _Dying:
    jobs = 1

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        for chunk in chunks:
            yield Outcome(chunk, None)


def test_processes_that_always_end_are_not_started_for_ever(tiny: Course) -> None:
    chunk = Chunk((("s", b""),))

    with pytest.raises(JudgingError) as raised:
        judged(_Dying(), setting(tiny), itertools.repeat(chunk))

    assert str(raised.value) == (
        "The processes that judge ended 41 times in a row, so it is not the submissions. What was graded is kept. "
        "Is there memory enough? See: learn doctor · fewer processes: --jobs 1"
    )


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (b"no archive", "a packed submission is damaged: Error -3 while decompressing data: incorrect header check"),
        (None, 'There is no exercise "exercise-3". There are: tiny, second. See them: learn list'),
    ],
    ids=["damaged", "exercise unknown to the worker"],
)
def test_a_submission_that_cannot_be_read_is_no_harm_to_others(
    packed: bytes | None, reason: str, tiny: Course, course: Course
) -> None:
    foreign = pack(Submission("s", course.exercise("exercise-3", texts=False), None, {}))
    (right,) = slides(tiny, RIGHT)

    results = judge(setting(tiny), [("odd", packed or foreign), right])

    assert not isinstance(results, Refusal)
    assert results[0].report is None
    assert results[0].reason == reason
    assert results[1].report


def test_a_judge_that_hangs_is_ended(fragile: Course) -> None:
    program = (
        "import pickle, sys; from grader.gradebook import worker;"
        "worker.CHUNK_SECONDS, worker.SUBMISSION_SECONDS = 3.0, 0.1;"
        "worker.judge(*pickle.load(sys.stdin.buffer)); print('judged')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps((setting(fragile), slides(fragile, HANGER))),
        capture_output=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert b"judged" not in done.stdout
    assert b"Timeout" in done.stderr


RUN = """\
import itertools, pickle, sys
from grader.gradebook.executors import Chunk, run_all
from grader.gradebook.local import LocalExecutor
how, submissions = pickle.load(open(sys.argv[1], "rb"))
with LocalExecutor(2) as executor:
    for chunk, results in run_all(executor, how, itertools.repeat(Chunk(tuple(submissions)))):
        print("judged", flush=True)
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def start(
    work: Path, tiny: Course, temporary: Path, before: Callable[[], None] | None = None
) -> "subprocess.Popen[str]":
    """Start a process that judges without end; `before` happens in it first."""
    work.write_bytes(pickle.dumps((setting(tiny), slides(tiny, *[RIGHT] * 8))))
    command = [sys.executable, "-c", RUN, str(work)]
    env = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, preexec_fn=before
    )


@pytest.fixture
def running(
    tmp_path: Path, temporary: Path, tiny: Course, heeding: Callable[[], None]
) -> Iterator["subprocess.Popen[str]"]:
    """A process that judges without end, and has begun; its temporary files are in the folder `temporary`."""
    process = start(tmp_path / "work", tiny, temporary, heeding)
    assert process.stdout is not None
    with process:
        try:
            begun = process.stdout.readline()
            assert begun == "judged\n", process.communicate()[1]
            yield process
        finally:
            process.kill()


def test_ctrl_c_leaves_no_process_and_no_file(running: "subprocess.Popen[str]", temporary: Path) -> None:
    started = descendants(running.pid)
    assert len(started) >= 5  # a forkserver, two workers, a parent of children for each

    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)

    assert told.rstrip().endswith("KeyboardInterrupt")
    assert told.count("Traceback") == 1
    assert eventually(lambda: not alive(started))
    assert [*temporary.iterdir()] == []


def test_all_ends_with_the_process_that_asked(running: "subprocess.Popen[str]") -> None:
    started = descendants(running.pid)
    assert len(started) >= 5

    running.kill()
    running.communicate(timeout=30)

    assert eventually(lambda: not alive(started))


def test_temporary_files_too_far_down_for_a_socket_are_told(tmp_path: Path, tiny: Course) -> None:
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()

    _, told = start(tmp_path / "work", tiny, deep).communicate(timeout=30)

    last = f"No process can be started in {deep}: AF_UNIX path too long. Choose another place for temporary files: TMPDIR=/tmp learn …"
    assert told.splitlines()[-1] == f"grader.errors.JudgingError: {last}"
    assert [*deep.glob("learn-*")] == []


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left = tmp_path / f"learn-class-{ended.stdout.strip()}-abc"
    others = [tmp_path / f"learn-class-{os.getpid()}-abc", tmp_path / "learn-class-x", tmp_path / "another"]
    for folder in (left, *others):
        folder.mkdir()
        (folder / "chunk-1").touch()

    with LocalExecutor(1):
        assert not left.exists()

    assert sorted(tmp_path.iterdir()) == sorted(others)


def test_secrets_are_not_shown() -> None:
    shown = repr(Setting("course", hidden=True, salt="the salt", secret="the secret"))

    assert "the salt" not in shown
    assert "the secret" not in shown


@pytest.mark.parametrize("what", ["learn", "NumPy", "Python"])
def test_a_worker_of_another_version_is_refused(what: str, tiny: Course) -> None:
    ours = identify()
    asked = dataclasses.replace(setting(tiny), versions={**ours, what: "0.0"})

    refused = judge(asked, [])

    assert isinstance(refused, Refusal)
    assert f" has {what} {ours[what]}, and this is {what} 0.0. " in refused.reason
    assert differing(ours, ours) is None


def test_a_course_comes_out_of_its_bytes_as_it_went_in(tiny: Course) -> None:
    packed = pack_course(tiny.root)
    root = unpacked_course(packed)
    try:
        assert packed == pack_course(root)
        assert open_course(root).exercise("tiny").id == "tiny"
    finally:
        shutil.rmtree(root)


@pytest.mark.parametrize("name", ["/etc/passwd", "questions/../../escaped", "elsewhere/file"])
def test_a_course_that_would_lie_elsewhere_is_refused(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "")

    with pytest.raises(JudgingError, match="which is no part of a course"):
        unpacked_course(packed.getvalue())
