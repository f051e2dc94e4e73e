"""`learn grade --format F --output FILE`: what is written, when, and what is said where it cannot be."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.workspace.lines import function_line

TESTS = Path(__file__).parent
COURSE = ("--course", str(TESTS / "course"))
SLEEPS = "import time\n\n\ndef scale(x, factor=2):\n    time.sleep(30)\n"
ANSWERS = "area: {area: 12 * 12, third: 48}\ngeneral: {area: w*h}\npick: b\npicks: b, c\n"


@pytest.fixture
def folder(learn, tmp_path: Path) -> Path:
    assert learn("start", "tiny", *COURSE).returncode == 0
    return tmp_path / "tiny"


def test_a_run_that_is_killed_leaves_a_file_that_says_it_is_partial(folder: Path, tmp_path: Path) -> None:
    (folder / "scale.py").write_text(SLEEPS)
    output = tmp_path / "report.json"
    command = [sys.executable, "-m", "grader", "grade", "tiny", *COURSE, "--format", "json", "-o", str(output)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    run = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
    for _ in range(600):
        if output.exists():
            break
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()

    report = json.loads(output.read_text())
    messages = {check["message"] for question in report["questions"] for check in question["checks"]}
    assert (report["status"], "Not judged yet." in messages) == ("partial", True)


def test_a_whole_run_leaves_a_whole_file(learn, folder: Path, tmp_path: Path) -> None:
    (folder / "answers.yaml").write_text(ANSWERS)
    learn("grade", "tiny", *COURSE, "--format", "json", "-o", "report.json")

    report = json.loads((tmp_path / "report.json").read_text())
    places = {question["id"]: (question["file"], question["line"]) for question in report["questions"]}
    assert report["status"] == "graded"
    assert places["area"] == ("answers.yaml", 1)
    assert places["picks"] == ("answers.yaml", 4)
    assert places["scale"][0] == "scale.py"
    assert places["scale"][1] is not None


def test_github_gets_annotations_and_a_summary(learn, folder: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    done = learn("grade", "tiny", *COURSE, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})

    assert "::error file=tiny/scale.py,line=" in done.stdout
    assert summary.read_text().startswith("before\n### <code>tiny</code>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "canvas"), "Canvas takes its own gradebook export, filled in. Export it in Canvas (Grades · Export), and name it: --form FILE"),
        (("--format", "canvas", "--form", "none.csv"), "none.csv: none.csv is missing. Name the file that you exported: --form FILE"),
        (("--format", "canvas", "--form", "latin.csv"), "latin.csv is not UTF-8. Save it as CSV in UTF-8, and name it: --form FILE"),
    ],
    ids=["no form", "missing", "not UTF-8"],
)  # fmt: skip
def test_a_form_that_will_not_do_is_told_before_anything_is_graded(
    learn, folder: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "latin.csv").write_bytes("Größe".encode("latin-1"))
    done = learn("grade", "tiny", *COURSE, *arguments, "-o", "grades.csv")

    assert (message in done.stderr, done.returncode) == (True, 2)
    assert not (tmp_path / "grades.csv").exists()


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"def scale(x):\n", 1),
        (b"import numpy\n\n\ndef  scale (x):\n    pass\ndef scales(): pass\n", 4),
        (b"def scale(x): pass\r\n\r\ndef scale(y): pass\r\n", 3),
        (b"class A:\n    def scale(x): pass\n", None),
        (b"\xff\x00 def (", None),
    ],
    ids=["first", "others around it", "the last counts", "a method", "no program"],
)
def test_the_line_of_a_function_is_found(source: bytes, line: int | None) -> None:
    assert function_line(source, "scale") == line
