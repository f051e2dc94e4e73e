"""The same class on a real Dask cluster of two worker processes, without a shared disk, one of them killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.loader import Course, open_course
from grader.course.packed import pack_course
from grader.errors import JudgingError, UsageError
from grader.gradebook import cluster
from grader.gradebook.cluster import ClusterExecutor
from grader.gradebook.executors import Chunk, run_all
from grader.gradebook.local import LocalExecutor
from grader.gradebook.worker import Setting
from grader.reports.json import parse_report
from grader.workspace.folder import Submission
from grader.workspace.packed import digest, pack

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

REPOSITORY = Path(__file__).parents[1]
SOURCES = ("def scale(x, factor=2):\n    return x * factor\n", "def scale(x, factor=2):\n    return x + factor\n")


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def end(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    port = free_port()
    process = start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"tcp://127.0.0.1:{port}"
    finally:
        end(process)


def a_worker(scheduler: str, folder: Path) -> "subprocess.Popen[bytes]":
    options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder), "--host", "127.0.0.1")
    return start("dask_worker", scheduler, *options)


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list["subprocess.Popen[bytes]"]]:
    both = [a_worker(scheduler, tmp_path / name) for name in ("one", "two")]
    try:
        with ClusterExecutor(scheduler) as executor:
            executor._client.wait_for_workers(2, timeout=30)
        yield both
    finally:
        for process in both:
            end(process)
        with cluster_client(scheduler) as client:
            for _ in range(100):
                if not client.scheduler_info()["workers"]:
                    break
                time.sleep(0.1)


def cluster_client(scheduler: str):  # type: ignore[no-untyped-def]
    import distributed

    return distributed.Client(scheduler, set_as_default=False, timeout=10)


def chunks(course: Course, count: int, size: int = 3) -> list[Chunk]:
    exercise = course.exercise("tiny")
    packed = []
    for n in range(count):
        source = f"{SOURCES[n % 2]}# {n}\n".encode()
        submission = Submission(f"s{n}", exercise, None, {"scale.py": source, "answers.yaml": b""})
        packed.append((digest(submission), pack(submission)))
    return [Chunk(tuple(packed[at : at + size])) for at in range(0, count, size)]


def scores(found: "Iterator[tuple[Chunk, list[object]]]") -> dict[str, int]:
    import json

    results = [result for _, those in found for result in those]
    reports = {r.submission: parse_report(json.loads(r.report)) for r in results}  # type: ignore[attr-defined]
    assert len(reports) == len(results)
    return {name: report.score for name, report in reports.items()}


def test_a_cluster_without_our_disk_gives_what_this_machine_gives(
    scheduler: str, workers: object, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "course"
    shutil.copytree(REPOSITORY / "tests" / "course", root, ignore=shutil.ignore_patterns("__pycache__"))
    course = open_course(root)
    todo = chunks(course, 12)
    with LocalExecutor(2) as local:
        expected = scores(run_all(local, Setting(str(root), True, "salt"), todo))
    sent = pack_course(root)
    shutil.rmtree(root)
    capfd.readouterr()

    with ClusterExecutor(scheduler) as executor:
        jobs = executor.jobs
        found = scores(run_all(executor, Setting(sent, True, "salt"), todo))

    assert jobs == 2
    assert found == expected
    assert len(set(found.values())) == 2
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_is_killed_costs_a_retry(
    scheduler: str, workers: list["subprocess.Popen[bytes]"], tiny: Course
) -> None:
    todo = chunks(tiny, 40, 2)
    sent = pack_course(tiny.root)
    with ClusterExecutor(scheduler) as executor:
        found = run_all(executor, Setting(sent, True, "salt"), todo)
        first = [next(found) for _ in range(3)]
        os.killpg(workers[0].pid, signal.SIGKILL)
        everything = scores(iter([*first, *found]))

    assert everything.keys() == {name for chunk in todo for name, _ in chunk.submissions}
    assert sorted(everything.values()).count(max(everything.values())) == 20


def test_a_cluster_that_is_not_there() -> None:
    with pytest.raises(JudgingError) as caught:
        ClusterExecutor(f"tcp://127.0.0.1:{free_port()}")

    assert "cannot be reached" in str(caught.value)
    assert "Start it: dask scheduler" in str(caught.value)


def test_a_cluster_without_workers(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)

    with pytest.raises(JudgingError, match=r"has no workers\. Start it: dask scheduler"):
        ClusterExecutor(scheduler)


def test_a_worker_with_another_version(scheduler: str, workers: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "differing", lambda theirs, ours: f"learn 9.9, and this is learn {ours['learn']}")

    with pytest.raises(
        JudgingError, match=r"The worker tcp://.* has learn 9\.9, and this is learn .* Install the same"
    ):
        ClusterExecutor(scheduler)


def test_dask_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(UsageError, match=r"--cluster needs Dask's distributed: pip install 'learn-sharing\[cluster\]'"):
        ClusterExecutor("tcp://127.0.0.1:1")
