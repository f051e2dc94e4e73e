"""The scripts of a release, exactly as they are shipped, in folders as the platform lays them out."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.release.entries import Entries, write_folder
from grader.authoring.release.platforms import classroom50_entries, gradescope_entries
from grader.course.loader import open_course

TESTS = Path(__file__).parent
DOCKER = (sys.executable, str(TESTS / "simulated.py"), "public+docker")
BARE = (sys.executable, str(TESTS / "simulated.py"), "public+docker+no-seccomp")
RIGHT = "def scale(x, factor=2):\n    return x * factor\n"
ANSWERS = "area: {area: 12 * 12, third: 48}\ngeneral: {area: w*h}\npick: b\npicks: b, c\n"
SECRET = "a secret of the course"

Ran = subprocess.CompletedProcess[str]
linux = pytest.mark.skipif(sys.platform != "linux", reason="platforms run Linux")
pytestmark = linux


def platform(root: Path, entries: Entries) -> Path:
    """Lay out a container of Gradescope, with this environment in place of the one that setup.sh makes."""
    write_folder(root / "source", entries, force=False)
    shutil.copy(root / "source" / "run_autograder", root)
    (root / "venv").symlink_to(sys.prefix)
    return root


@pytest.fixture
def gradescope(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEARN_COURSE_SECRET", SECRET)
    return platform(tmp_path, gradescope_entries(open_course(TESTS / "course"), "tiny"))


def hand_in(root: Path, files: dict[str, str], machine: tuple[str, ...] = ()) -> tuple[Ran, Any]:
    """Run the autograder as the platform does; return how it ended, and results.json or None."""
    for name, text in files.items():
        (root / "submission" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "submission" / name).write_text(text)
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "AUTOGRADER": str(root), "LEARN_ISOLATION": "none"}
    command = [*machine, str(root / "run_autograder")]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    results = root / "results" / "results.json"
    return done, json.loads(results.read_text()) if results.exists() else None


def check_contract(results: Any) -> float:
    """Return the score of a results.json that the platform takes."""
    tests = results["tests"]
    assert {test["status"] for test in tests} <= {"passed", "failed"}
    assert all(0 <= test["score"] <= test["max_score"] for test in tests)
    assert sum(test["max_score"] for test in tests) == pytest.approx(11)
    score = sum(test["score"] for test in tests)
    assert results.get("score", score) == pytest.approx(score)
    return float(score)


@pytest.mark.parametrize("machine", [pytest.param((), id="here"), pytest.param(DOCKER, id="docker")])
@pytest.mark.parametrize(
    ("files", "score"),
    [
        pytest.param({"scale.py": RIGHT, "answers.yaml": ANSWERS}, 11, id="right"),
        pytest.param({"hers/scale.py": RIGHT, "hers/answers.yaml": ANSWERS}, 11, id="right, packed as a folder"),
        pytest.param({"scale.py": RIGHT.replace("*", "+"), "answers.yaml": ANSWERS}, None, id="wrong"),
        pytest.param({"scale.py": "def scale(:", "answers.yaml": ANSWERS}, None, id="broken"),
        pytest.param({}, 0, id="nothing"),
    ],
)
def test_a_submission_gets_its_points(
    gradescope: Path, files: dict[str, str], score: float | None, machine: tuple[str, ...]
) -> None:
    (gradescope / "submission").mkdir()
    done, results = hand_in(gradescope, files, machine)

    assert done.returncode == 0, done.stdout + done.stderr
    got = check_contract(results)
    assert got == score if score is not None else 0 < got < 11


HOSTILE = {
    "a loop": "def scale(x, factor=2):\n    while True: pass\n",
    "a flood": "def scale(x, factor=2):\n    while True: print('x' * 100_000)\n",
    "an exit": "import os\nos._exit(0)\n",
    "a forged file": "def scale(x, factor=2):\n    open({results!r}, 'w').write('{{\"score\": 11}}')\n    print('LE' + 'AK')\n",
    "a look at the course": "def scale(x, factor=2):\n    print('LE' + 'AK', open({reference!r}).read())\n",
    "a look at the secret": "def scale(x, factor=2):\n    import os\n    print('LE' + 'AK', os.environ, open({secret!r}).read())\n",
    "a look around": "def scale(x, factor=2):\n    import os\n    print('LE' + 'AK', [os.listdir(f) for f in {folders!r}])\n",
}


@pytest.mark.parametrize("machine", [pytest.param((), id="here"), pytest.param(DOCKER, id="docker")])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_submission_gets_nothing_and_learns_nothing(
    gradescope: Path, name: str, machine: tuple[str, ...]
) -> None:
    learn = gradescope / "source" / "learn"
    text = HOSTILE[name].format(
        results=str(gradescope / "results" / "results.json"),
        reference=str(learn / "course" / "solutions" / "t" / "scale.py"),
        secret=str(learn / "secret"),
        folders=[str(gradescope / name) for name in ("results", "source", "submission")],
    )

    done, results = hand_in(gradescope, {"scale.py": text, "answers.yaml": ANSWERS}, machine)

    assert done.returncode == 0, done.stdout + done.stderr
    assert check_contract(results) == 7  # the answers are right, the function earns nothing
    said = done.stdout + done.stderr + json.dumps(results)
    assert "LEAK" not in said
    assert SECRET not in said


def test_where_nothing_contains_submissions_there_is_no_score(gradescope: Path) -> None:
    done, results = hand_in(gradescope, {"scale.py": RIGHT, "answers.yaml": ANSWERS}, BARE)

    assert results is None
    assert done.returncode == 3
    assert "Strangers' code is not run here, since nothing contains it; no submission was touched." in done.stderr
    assert done.stdout.endswith(
        "This submission could not be judged (learn ended with 3), so it gets no score rather than 0. "
        "Mend what is said above, then rerun the autograder.\n"
    )


def test_results_of_an_earlier_run_do_not_stay(gradescope: Path) -> None:
    (gradescope / "results").mkdir()
    (gradescope / "results" / "results.json").write_text('{"score": 11}')

    assert hand_in(gradescope, {"scale.py": RIGHT}, BARE)[1] is None


def stand_in(root: Path, script: str) -> None:
    """Put a script in the place of `learn`; $result is the file that it should write."""
    (root / "venv").unlink()
    (root / "venv" / "bin").mkdir(parents=True)
    fake = root / "venv" / "bin" / "learn"
    fake.write_text(f"#!/bin/sh\nfor result; do :; done\n{script}\n")
    fake.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "code", "kept"),
    [
        pytest.param("echo '{}' > $result; kill -9 $$", 137, None, id="killed"),
        pytest.param("echo '{}' > $result; exit 3", 3, None, id="not judged"),
        pytest.param("exit 0", 3, None, id="nothing written"),
        pytest.param("echo '{}' > $result; exec sleep 60", 0, {}, id="time is over, something is judged"),
        pytest.param("exec sleep 60", 124, None, id="time is over, nothing is judged"),
    ],
)
def test_what_is_left_when_grading_itself_ends_badly(gradescope: Path, script: str, code: int, kept: Any) -> None:
    stand_in(gradescope, script)
    shipped = gradescope / "run_autograder"
    shipped.write_text(shipped.read_text().replace("LEARN_SECONDS:-570", "LEARN_SECONDS:-1"))

    done, results = hand_in(gradescope, {"scale.py": RIGHT})

    assert (done.returncode, results) == (code, kept)


def test_the_grader_gets_the_secret_that_was_packed_line_end_included(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEARN_COURSE_SECRET", "two 'words'\n")
    root = platform(tmp_path, gradescope_entries(open_course(), "exercise-2"))
    stand_in(
        root, f"{sys.executable} -c 'import json, os; print(json.dumps(os.environ[\"LEARN_COURSE_SECRET\"]))' > $result"
    )

    assert hand_in(root, {"a.py": ""})[1] == "two 'words'\n"


# setup.sh


FAKE_PYTHON = """#!/bin/sh
echo "python3.11 $*" >> {log}
case "$*" in *"-m venv"*)
    for folder; do :; done
    mkdir -p "$folder/bin"
    for name in python learn; do printf '#!/bin/sh\\necho "%s $*" >> {log}\\n' $name > "$folder/bin/$name"; chmod +x "$folder/bin/$name"; done
esac
"""


@pytest.mark.parametrize("has", [True, False], ids=["the archive has 3.11", "the archive lacks it"])
def test_an_older_python_is_joined_by_a_newer_one(gradescope: Path, tmp_path: Path, has: bool) -> None:
    """On Ubuntu 22.04 `python3` is 3.10; what apt-get installs there is imitated."""
    (gradescope / "venv").unlink()
    log, tools = tmp_path / "log", tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "chmod", "mkdir", "cp"):
        (tools / name).symlink_to(str(shutil.which(name)))
    (tmp_path / "python3.11").write_text(FAKE_PYTHON.format(log=log))
    installs = f'case "$1" in install) cp {tmp_path}/python3.11 {tools}/ ;; esac' if has else ""
    for name, text in {"python3": "exit 1", "apt-get": f'echo "apt-get $*" >> {log}\n{installs}'}.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
    for path in (*tools.glob("[pa]*3"), tools / "apt-get", tmp_path / "python3.11"):
        path.chmod(0o755)

    command = [str(tools / "bash"), str(gradescope / "source" / "setup.sh")]
    environment = {"PATH": str(tools), "AUTOGRADER": str(gradescope)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert log.read_text().splitlines()[:2] == [
        "apt-get update -q",
        "apt-get install -y -q --no-install-recommends python3.11 python3.11-venv",
    ]
    assert (done.returncode == 0) == has
    assert has or "No Python 3.11 or newer can be had here" in done.stderr
    assert (log.read_text().splitlines()[-1] == "learn doctor") == has
    assert (gradescope / "source").stat().st_mode & 0o077 == 0


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that every user can reach, as /autograder is."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(not os.environ.get("CI"), reason="installs from the index; runs where CI is set")
@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_the_whole_of_it_as_a_platform_does_it(learn, reachable: Path) -> None:
    """The archive, unpacked; setup.sh twice; a right submission, and one that is wrong."""
    assert learn("release", "gradescope", "exercise-3", "-o", str(reachable / "autograder.zip")).returncode == 0
    subprocess.run(["unzip", "-q", "autograder.zip", "-d", "source"], cwd=reachable, check=True)
    shutil.copy(reachable / "source" / "run_autograder", reachable)
    environment = {**os.environ, "AUTOGRADER": str(reachable)}
    for _ in range(2):
        setup = [str(reachable / "source" / "setup.sh")]
        done = subprocess.run(setup, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    for attempt, marks in (("loops", {20}), ("wrong_flipped", range(10))):
        function = (TESTS / "attempts" / "conv2d" / f"{attempt}.py").read_text()
        done, results = hand_in(reachable, {"conv2d.py": function}, DOCKER)

        assert done.returncode == 0, done.stdout + done.stderr
        assert round(results["score"]) in marks


# Classroom 50

SAYS = {
    "CLASSROOM": "cs",
    "ASSIGNMENT": "tiny",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "ada",
    "USERNAME": "ada",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://github.com/cs/cs-tiny-ada/commit/a1b2c3d",
    "RELEASE_URL": "https://github.com/cs/cs-tiny-ada/releases/tag/1",
    "REVIEW_URL": "https://github.com/cs/cs-tiny-ada/compare/1...2",
}
TRAP = "raise SystemExit('a module of the student ran')\n"

Classroom = Callable[..., tuple[Ran, Any]]


@pytest.fixture
def classroom(tmp_path: Path) -> Classroom:
    write_folder(tmp_path / "bundle", classroom50_entries(open_course(TESTS / "course"), "tiny"), force=False)
    checkout = tmp_path / "checkout"
    checkout.mkdir()

    def run(files: dict[str, str], machine: tuple[str, ...] = ()) -> tuple[Ran, Any]:
        for name, text in files.items():
            (checkout / name).write_text(text)
        command = [*machine, sys.executable, str(tmp_path / "bundle" / "autograder.py")]
        environment = {"PATH": os.environ["PATH"], "CI": "true", "LEARN_VENV": sys.prefix, **SAYS}
        done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
        result = checkout / "result.json"
        return done, json.loads(result.read_text()) if result.exists() else None

    return run


@pytest.mark.parametrize(
    ("function", "points"),
    [pytest.param(RIGHT, 11, id="right"), pytest.param("def scale(:", 7, id="broken")],
)
def test_a_checkout_gets_a_result_that_the_runner_takes(classroom: Classroom, function: str, points: int) -> None:
    done, result = classroom({"scale.py": function, "answers.yaml": ANSWERS})

    assert done.returncode == 0, done.stdout + done.stderr
    assert result["schema"] == "classroom50/result/v1"
    fields = ("classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review")
    names = (
        "CLASSROOM",
        "ASSIGNMENT",
        "ASSIGNMENT_TYPE",
        "OWNER",
        "SUBMISSION_TAG",
        "COMMIT_URL",
        "RELEASE_URL",
        "REVIEW_URL",
    )
    assert [result[field] for field in fields] == [SAYS[name] for name in names]
    numbers = [(test["score"], test["max-score"]) for test in result["tests"]]
    assert all(type(number) is int for pair in (*numbers, (result["score"], result["max-score"])) for number in pair)
    assert all(0 <= score <= top for score, top in numbers)
    assert (result["score"], result["max-score"]) == (points, 11)


def test_nothing_of_the_checkout_is_imported_or_followed(classroom: Classroom, tmp_path: Path) -> None:
    traps = dict.fromkeys(
        ("pip.py", "venv.py", "json.py", "numpy.py", "pytest.py", "conftest.py", "sitecustomize.py"), TRAP
    )
    (tmp_path / "checkout" / "result.json").symlink_to(tmp_path / "victim")

    done, result = classroom({**traps, "scale.py": RIGHT, "answers.yaml": ANSWERS})

    assert done.returncode == 0, done.stdout + done.stderr
    assert result["score"] == result["max-score"]
    assert not (tmp_path / "victim").exists()


def test_what_could_not_be_judged_is_an_error_of_the_platform(classroom: Classroom) -> None:
    done, result = classroom({"scale.py": RIGHT}, BARE)

    assert (done.returncode, result) == (3, None)
    assert done.stderr.endswith("This submission could not be judged (learn ended with 3).\n")
