"""What the tests share: two courses, one pool of children, and `learn` as a whole process."""

import dataclasses
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course.loader import Course, open_course
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.judging.submissions import find_submissions
from grader.results import Report
from grader.runner.pool import Pool

TESTS = Path(__file__).parent

Learn = Callable[..., "subprocess.CompletedProcess[str]"]
Graded = Callable[..., list[Report]]


@pytest.fixture(scope="session")
def course() -> Course:
    """The built-in course."""
    return open_course()


@pytest.fixture(scope="session")
def tiny() -> Course:
    """A course with one question of each kind."""
    return open_course(TESTS / "course")


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool() as pool:
        yield pool


@pytest.fixture(scope="session")
def graded(pool: Pool) -> Graded:
    """Grade paths as one run does; times, which differ, are left out of the reports."""

    def run(course: Course, *paths: str | Path, exercise: str | None = None) -> list[Report]:
        reports = []
        for _, submission in find_submissions(course, [Path(path) for path in paths], exercise):
            grading = open_submission(course, submission, pool, Options())
            for planned in grading.questions:
                for check in grading.running(planned):
                    grading.judge(planned, check)
            reports.append(_without_times(grading.report()))
        return reports

    return run


def _without_times(report: Report) -> Report:
    questions = [
        dataclasses.replace(q, checks=tuple(dataclasses.replace(check, seconds=0.0) for check in q.checks))
        for q in report.questions
    ]
    return dataclasses.replace(report, questions=tuple(questions), graded_at="")


@pytest.fixture
def learn(tmp_path: Path) -> Learn:
    """Run `learn` in a fresh folder, as a student's shell would; no test may see a traceback."""

    def run(
        *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        environment = {name: value for name, value in os.environ.items() if name != "CI" and "LEARN" not in name}
        environment |= {"PYTHONPATH": str(TESTS.parent), "COLUMNS": "100", "PYTHONUTF8": "1", **(env or {})}
        command = [sys.executable, "-m", "grader", *arguments]
        done = subprocess.run(
            command, cwd=cwd or tmp_path, env=environment, capture_output=True, text=True, timeout=60, encoding="utf-8"
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def heeding() -> Callable[[], None]:
    """What a child does before it starts its program, so that it heeds signals which this run ignores (`nohup`, a background job)."""

    def run() -> None:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_DFL)

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite golden files")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server, without a database; each worker of xdist that needs one starts its own."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("learn_test_postgres", TESTS / "postgres.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    with module.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new gradebook can be made: a file, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "grades.db")
    from sqlalchemy import create_engine, text

    url = request.getfixturevalue("postgres")
    name = f"book_{secrets.token_hex(6)}"
    engine = create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{url}/{name}"


@pytest.fixture
def learn_as_user() -> Learn:
    """Run `learn` in the current folder as an ordinary user, for whom files can be closed: root reads and writes everything."""

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        user = [sys.executable, str(TESTS / "simulated.py"), "user"] if os.geteuid() == 0 else []
        environment = {name: value for name, value in os.environ.items() if name != "CI" and "LEARN" not in name}
        command = [*user, sys.executable, "-B", "-m", "grader", *arguments]
        environment |= {"PYTHONPATH": str(TESTS.parent), "PYTHONUTF8": "1"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, encoding="utf-8")

    return run


@pytest.fixture
def open_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A current folder where an ordinary user may go; what a test makes is given to them by `give`."""
    with tempfile.TemporaryDirectory() as made:
        os.chmod(made, 0o755)
        monkeypatch.chdir(made)
        yield Path(made)
        monkeypatch.undo()


@pytest.fixture
def give() -> Callable[[Path], None]:
    """Give a folder and what is in it to the user of `learn_as_user`."""

    def run(folder: Path) -> None:
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, 61_234, 61_234)

    return run
