"""What a run writes while it runs: nobody else on the machine may read a secret of it, whatever the umask; and none is used twice."""

import contextlib
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import typer

from grader.cli import classes, regrading
from grader.cli.showing import Showing
from grader.course.loader import Course
from grader.gradebook.executors import Chunk, Outcome
from grader.gradebook.worker import Setting
from grader.judging import session
from grader.judging.submissions import find_submissions
from grader.runner.pool import Pool
from grader.workspace.files import write_private
from grader.workspace.progress import NAME as PROGRESS
from grader.workspace.progress import record_results

TESTS = Path(__file__).parent
SECRET = "the secret of this course"
RIGHT = "def scale(x, factor=2):\n    return x * factor\n"
BAIT = b"secret\n"  # of the canary: a file that everybody may read, so that only the sandbox keeps it
NOBODY = 65_534

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter, for temporary files, the class and its gradebook."""
    with tempfile.TemporaryDirectory(prefix="test-secrets-", dir="/tmp") as name:
        place = Path(name)
        place.chmod(0o755)
        for part in ("temporary", "work"):
            (place / part).mkdir()
            (place / part).chmod(0o777)
        for number in range(6):
            (place / "work" / f"s{number}.py").write_text(f"{RIGHT}# {number}\n", encoding="utf-8")
        yield place


def run(place: Path, meanwhile: Callable[[], object], umask: int = 0) -> None:
    """Grade the class while something else looks, again and again."""
    command = [sys.executable, "-P", "-m", "grader", "grade", str(place / "work"), "--exercise", "tiny"]
    command += ["--course", str(TESTS / "course"), "--gradebook", str(place / "g.db"), "--format", "json"]
    command += ["-o", str(place / "report.json"), "--jobs", "2"]
    environment = {**os.environ, "TMPDIR": str(place / "temporary"), "LEARN_COURSE_SECRET": SECRET}
    with subprocess.Popen(
        command, env=environment, umask=umask, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        while process.poll() is None:
            meanwhile()
        assert process.stdout is not None
        assert process.returncode == 0, process.stdout.read()


def look(place: Path, seen: dict[str, int]) -> None:
    """Collect the widest mode that each file and folder of a run had."""
    for folder, folders, files in os.walk(place):
        for name in (*folders, *files):
            path = Path(folder, name)
            with contextlib.suppress(OSError):
                mode = stat.S_IMODE(path.lstat().st_mode)
                if (
                    not path.is_symlink() and not path.is_socket() and path.read_bytes() != BAIT
                    if path.is_file()
                    else True
                ):
                    seen[str(path.relative_to(place))] = seen.get(str(path.relative_to(place)), 0) | mode


@pytest.mark.parametrize("umask", [0o000, 0o022], ids=oct)
def test_what_a_run_writes_is_its_owner_s_alone(umask: int, place: Path) -> None:
    seen: dict[str, int] = {}

    run(place, lambda: look(place, seen), umask)
    look(place, seen)

    made = {path: mode for path, mode in seen.items() if path not in ("temporary", "work") and path[:5] != "work/"}
    assert {"g.db", "report.json"} <= made.keys()
    assert any("/chunk-" in path for path in made), made
    assert [path for path, mode in made.items() if mode & 0o022] == []
    files = [path for path, mode in made.items() if not (mode & 0o100)]
    assert {path: oct(made[path]) for path in files if made[path] & 0o077} == {}
    # The folder of all workers can be passed through, and that of a pool can while its canary tries to read the bait.
    assert {path for path, mode in made.items() if mode & 0o077} <= {
        path for path in made if path.startswith("temporary/learn-") and path.count("/") <= 2 and "chunks" not in path
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become somebody else")
def test_another_account_reads_no_secret_of_a_run(place: Path) -> None:
    reading, writing = os.pipe()
    watcher = os.fork()
    if watcher == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        _read_all(place, writing)
    os.close(writing)
    try:
        run(place, lambda: time.sleep(0.01))
    finally:
        os.kill(watcher, 15)
        os.waitpid(watcher, 0)
    with os.fdopen(reading, "rb") as pipe:
        read = pipe.read().decode().split("\n")

    assert "looked" in read
    assert {path for path in read if path and path != "looked" and "/work/" not in path} == set()


def _read_all(place: Path, writing: int) -> None:
    """Report each file that can be opened and is no bait, by its name, for ever."""
    os.write(writing, b"looked\n")
    told = set()
    while True:
        for folder, _, files in os.walk(place):
            for name in files:
                path = os.path.join(folder, name)
                with contextlib.suppress(OSError), open(path, "rb") as file:
                    if file.read() != BAIT and path not in told:
                        told.add(path)
                        os.write(writing, f"{path}\n".encode())
        # What cannot be listed can be guessed.
        for number in range(1, 4):
            for workers in Path(place, "temporary").glob("learn-class-*"):
                for guess in (workers / f"chunk-{number}", workers / "chunks" / f"chunk-{number}"):
                    with contextlib.suppress(OSError), open(guess, "rb"):
                        os.write(writing, f"{guess}\n".encode())


def test_a_report_that_others_may_read_stays_so(tmp_path: Path) -> None:
    new, shared = tmp_path / "new.json", tmp_path / "shared.json"
    shared.write_text("old")
    shared.chmod(0o644)

    for path in (new, shared):
        write_private(path, "text")

    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, shared)] == [0o600, 0o644]
    assert shared.read_text() == "text"


def test_progress_is_its_student_s_alone(tmp_path: Path) -> None:
    record_results(tmp_path, [])

    assert stat.S_IMODE((tmp_path / PROGRESS).stat().st_mode) == 0o600


# What is told of a hidden check, and for how long it is of use


class _Listening:
    """Judges nothing, and remembers how it was told to."""

    jobs = 1

    def __init__(self) -> None:
        self.settings: list[Setting] = []

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        self.settings.append(setting)
        yield from ()


def test_each_run_draws_hidden_inputs_of_its_own(tiny: Course, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was told of hidden inputs is of no use in another run."""
    listening = _Listening()
    for module in (classes, regrading):
        monkeypatch.setattr(module, "executor", lambda *_: (contextlib.nullcontext(listening), "course"))
    asked = classes.Asked(gradebook=str(place / "g.db"), force=True)

    for _ in range(2):
        classes.grade_class(tiny, place / "work", "tiny", asked, Showing(), hidden=True, isolation="auto")
    for _ in range(2):
        with pytest.raises(typer.Exit):
            regrading.regrade(gradebook=asked.gradebook, course=tiny.root)

    salts = [setting.salt for setting in listening.settings]
    assert len(salts) >= 4
    assert all(salts)
    # Each of the runs has one salt; a regrade judges twice, with hidden checks and without.
    assert len(set(salts)) == 4


def test_the_time_of_a_hidden_check_tells_no_more_than_its_limit(tiny: Course, pool: Pool, tmp_path: Path) -> None:
    folder = TESTS / "submissions" / "right"
    junit = tmp_path / "junit.xml"
    found = [submission for _, submission in find_submissions(tiny, [folder], "tiny")]

    (report,) = session.grade(tiny, found, pool, hidden=True, pytest_args=[f"--junitxml={junit}", "--durations=0"])

    times = {check.id: check.seconds for check in report.checks}
    assert times["plain"] in (0.5, 1.0, 1.5)  # it has seen an input of the run too
    assert times["secret"] in (0.5, 1.0, 1.5)
    assert 0 < times["area"] < 0.5
    text = junit.read_text()
    (shown,) = re.findall(r'name="secret" time="([\d.]+)"', text)
    assert float(shown) == times["secret"]
