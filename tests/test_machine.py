"""What a small or strange machine makes of a run: a sentence that is true, with what to type next, and nothing left behind."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.authoring.scaffold import new_course
from grader.gradebook import forking
from grader.gradebook.forking import why_not_started
from grader.runner import cures
from grader.runner.cures import cure, machine_limit
from grader.runner.levels import Level

TESTS = Path(__file__).parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")

PROCESSES = (
    "no more processes or threads may be started by this user (ulimit -u: 7). Raise the limit: ulimit -u 4096"
    " · or start fewer: --jobs 1"
)
FILES = "too many files are open (ulimit -n: 7). Raise the limit: ulimit -n 4096 · or start fewer processes: --jobs 1"
PLACE = "Choose another place for temporary files: TMPDIR=/tmp learn …"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose limits are 7, with a folder for locks and one for temporary files."""
    monkeypatch.setattr(cures, "_soft_limit", lambda name: "7")
    monkeypatch.setattr("tempfile.tempdir", "/there")


REASONS = {
    "processes": (BlockingIOError(errno.EAGAIN, "Resource"), f"No process can be started: {PROCESSES}"),
    "threads": (RuntimeError("can't start new thread"), f"No process can be started: {PROCESSES}"),
    "a watchdog": (RuntimeError("unable to start watchdog thread"), f"No process can be started: {PROCESSES}"),
    "files": (OSError(errno.EMFILE, "Too many"), f"No process can be started: {FILES}"),
    "files of the machine": (OSError(errno.ENFILE, "Too many"), f"No process can be started: {FILES}"),
    "room": (
        OSError(errno.ENOSPC, "No space"),
        f"No process can be started: there is no room in /there or in /dev/shm. Make room there, or: {PLACE}",
    ),
    "a long path": (OSError("AF_UNIX path too long"), f"No process can be started in /there: AF_UNIX path too long. {PLACE}"),
    "an end": (
        EOFError(),
        "No process can be started: the one that starts them ended. Perhaps this user may have no more (ulimit -u), or memory is"
        " short. Raise the limit: ulimit -u 4096 · or start fewer: --jobs 1",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("error", "message"), REASONS.values(), ids=REASONS)
def test_why_no_process_can_be_started_is_told_with_its_own_remedy(error: Exception, message: str) -> None:
    assert why_not_started(error) == message


@linux
@pytest.mark.usefixtures("small")
def test_a_missing_folder_for_locks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: path != "/dev/shm")

    assert why_not_started(FileNotFoundError(errno.ENOENT, "No such file")) == (
        "No process can be started: their locks lie in /dev/shm, which is not there or cannot be written. Mount it:"
        " sudo mount -t tmpfs -o mode=1777 tmpfs /dev/shm"
    )


def test_another_error_is_no_limit() -> None:
    assert machine_limit(OSError(errno.EACCES, "denied")) is None
    assert machine_limit(RuntimeError("cannot join thread before it is started")) is None


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("reason", ["a step: Resource temporarily unavailable", "one that starts a thread fails"])
def test_a_level_that_lacks_processes_is_cured_by_processes(reason: str) -> None:
    assert cure(Level.NAMESPACES, reason) == f"Perhaps {PROCESSES}."


ONE_USER = (
    "This is root of a user namespace with one user (unshare -Ur), who can become nobody else: leave the namespace, and run learn"
    " outside, as your user."
)


@pytest.mark.parametrize("level", [Level.NAMESPACES, Level.LANDLOCK, Level.COMPUTE])
def test_root_of_a_namespace_with_one_user_is_told_to_leave_it(level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cures, "_maps_one_user", lambda: True)

    assert cure(level, "a step: Operation not permitted") == ONE_USER


@linux
def test_a_namespace_with_one_user_is_known() -> None:
    code = "from grader.runner.cures import _maps_one_user as one; print(one())"
    here, inside = (
        subprocess.run(
            [*way, sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=TESTS.parent
        )
        for way in ((), ("unshare", "-Ur"))
    )
    if inside.returncode:
        pytest.skip("no user namespaces")

    assert (here.stdout.strip(), inside.stdout.strip()) == ("False", "True")


# What is left behind


@pytest.fixture
def place() -> Iterator[Path]:
    """A short path with a class and a folder for temporary files, open to everybody."""
    with tempfile.TemporaryDirectory(prefix="test-machine-", dir="/tmp") as name:
        place = Path(name)
        for part in ("temporary", "work"):
            (place / part).mkdir()
        for number in range(2):
            source = f"def scale(x, factor=2):\n    return x * factor\n# {number}\n"
            (place / "work" / f"s{number}.py").write_text(source, encoding="utf-8")
        for path in (place, *place.iterdir()):
            path.chmod(0o777)
        yield place


def command(place: Path) -> list[str]:
    course = ["--course", str(TESTS / "course"), "--gradebook", str(place / "g.db")]
    return [sys.executable, "-m", "grader", "grade", str(place / "work"), "--exercise", "tiny", *course]


def environment(place: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": str(place / "temporary"), "PYTHONPATH": str(TESTS.parent)}


@linux
def test_a_run_leaves_no_temporary_folder(place: Path) -> None:
    done = subprocess.run(command(place), env=environment(place), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert list((place / "temporary").iterdir()) == []


@linux
@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2, 0.4])
def test_ctrl_c_while_processes_start_is_no_traceback(wait: float, place: Path, heeding: Callable[[], None]) -> None:
    folder = place / "temporary"
    with subprocess.Popen(
        command(place),
        env=environment(place),
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding,
    ) as process:
        while process.poll() is None and not list(folder.glob("learn-class-*/listener-*")):
            time.sleep(0.005)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all processes of the group
        _, said = process.communicate(timeout=60)

    assert "Traceback" not in said, said
    assert list(folder.iterdir()) == []


@linux
@pytest.mark.parametrize("wait", [0.03, 0.06, 0.1, 0.15, 0.25])
def test_ctrl_c_while_modules_are_imported_is_no_traceback(wait: float) -> None:
    restored = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"  # a job in the background ignores it
    )
    begun = "import sys; print(flush=True); sys.argv[1:] = ['list']; from grader.cli.start import main; main()"
    command = [sys.executable, "-c", f"{restored} {begun}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert "Traceback" not in said, said


@linux
@as_root
@pytest.mark.parametrize("number", [5, 12])
def test_a_user_who_may_start_hardly_a_process_is_told_so(number: int, place: Path) -> None:
    """As an ordinary user of nothing else: root has no such limit."""
    limited = ["bash", "-c", f'ulimit -u {number}; exec "$@"', "bash", *command(place), "--jobs", "2"]
    simulated = [sys.executable, str(TESTS / "simulated.py"), "user", *limited]
    done = subprocess.run(simulated, env=environment(place), capture_output=True, text=True, check=False, cwd=place)

    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert f"no more processes or threads may be started by this user (ulimit -u: {number})" in done.stderr


@linux
def test_author_check_leaves_no_process(tmp_path: Path) -> None:
    new_course(tmp_path / "mine")
    command = [sys.executable, "-m", "grader", "author", "check", "weights", "--course", str(tmp_path / "mine")]
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=TESTS.parent
    ) as process:
        process.wait()
        left = [path.name for path in Path("/proc").glob("[0-9]*") if _group(path) == process.pid]

    assert left == []


def _group(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except (OSError, ValueError):
        return None


def test_the_process_that_forks_workers_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with the last of those who need it."""
    monkeypatch.setattr(forking, "_users", set())
    ended: list[bool] = []
    monkeypatch.setattr("multiprocessing.forkserver._forkserver._stop", lambda: ended.append(True))
    first, second = object(), object()
    forking.share_forkserver(first)
    forking.share_forkserver(second)

    forking.leave_forkserver(first)
    assert ended == []
    forking.leave_forkserver(second)
    assert ended == [True]
