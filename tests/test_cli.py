"""`learn` as a whole process: what a student does, what goes wrong, and what is said then. The `learn` fixture refuses tracebacks."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
COURSE = ("--course", str(TESTS / "course"))
ATTEMPTS = TESTS / "attempts" / "conv2d"
RIGHT = "def scale(x, factor=2):\n    return x * factor\n"
ANSWERS = """
area: {area: 12 * 12, third: 48}
general: {area: w*h}
pick: b
picks: b, c
"""


@pytest.fixture
def tiny_folder(learn, tmp_path: Path) -> Path:
    """A started exercise of the course with one question of each kind."""
    assert learn("start", "tiny", *COURSE).returncode == 0
    return tmp_path / "tiny"


def solve(folder: Path) -> None:
    (folder / "scale.py").write_text(RIGHT)
    (folder / "answers.yaml").write_text(ANSWERS)


# The main job


@pytest.mark.parametrize("attempt", ["loops", "einsum", "windows", "im2col"])
def test_a_right_conv2d_gets_full_marks(learn, tmp_path: Path, attempt: str) -> None:
    learn("start", "exercise-3")
    shutil.copy(ATTEMPTS / f"{attempt}.py", tmp_path / "exercise-3" / "conv2d.py")

    done = learn("grade", "exercise-3", "-q", "conv2d", "--hidden")

    assert "Score: 20 of 20\n18 of 18 checks passed (15 also on inputs of this run).\n" in done.stdout
    assert done.returncode == 0


def test_a_flipped_kernel_gets_a_true_reason(learn, tmp_path: Path) -> None:
    learn("start", "exercise-3")
    shutil.copy(ATTEMPTS / "wrong_flipped.py", tmp_path / "exercise-3" / "conv2d.py")

    done = learn("grade", "exercise-3", "-q", "conv2d")

    assert "First difference at n = 0, i = 0, j = 0, c = 0: 8.10021 where 10.1267 belongs." in done.stdout
    assert done.returncode == 1


def test_the_untouched_stub_fails_every_check(learn, tiny_folder: Path) -> None:
    done = learn("grade", "tiny", *COURSE, "--format", "json")
    report = json.loads(done.stdout)

    statuses = {
        question["id"]: {check["status"] for check in question["checks"][:3]} for question in report["questions"]
    }
    assert statuses == {
        "scale": {"failed"},
        "area": {"not_run"},
        "general": {"not_run"},
        "pick": {"not_run"},
        "picks": {"not_run"},
    }
    assert (report["score"], done.returncode) == (0, 1)


def test_a_solved_exercise_gets_full_marks_and_an_honest_last_line(learn, tiny_folder: Path) -> None:
    solve(tiny_folder)

    done = learn("grade", *COURSE, cwd=tiny_folder)

    assert done.stdout.endswith(
        "Score: 11 of 11\n8 of 8 visible checks passed; 1 hidden check runs when you hand in.\n"
    )
    assert done.returncode == 0


def test_ci_runs_hidden_checks_and_leaves_the_folder_alone(learn, tiny_folder: Path) -> None:
    solve(tiny_folder)
    before = sorted(path.name for path in tiny_folder.iterdir())

    done = learn("grade", "tiny", *COURSE, env={"CI": "true"})

    assert done.stdout.endswith("Score: 11 of 11\n9 of 9 checks passed (3 also on inputs of this run).\n")
    assert sorted(path.name for path in tiny_folder.iterdir()) == before


def test_several_folders_are_graded_in_one_run(learn, tiny_folder: Path, tmp_path: Path) -> None:
    solve(tiny_folder)
    learn("start", "tiny", "--into", "[other] ::folder", *COURSE)

    done = learn("grade", "tiny", "[other] ::folder", *COURSE, "--format", "json")

    assert [report["score"] for report in json.loads(done.stdout)] == [11, 0]


def test_a_student_has_numbers_of_their_own(learn, tmp_path: Path) -> None:
    learn("start", "tiny", "--student", "Ada", *COURSE)
    learn("start", "tiny", "--into", "b", "--student", "Bob", *COURSE)

    sides = [
        json.loads(learn("grade", name, *COURSE, "--format", "json").stdout)["questions"][1]["params"]
        for name in ("tiny", "b")
    ]

    assert sides[0] != sides[1]
    assert f"sides of {sides[0]['side']}" in (tmp_path / "tiny" / "answers.yaml").read_text()


def test_plain_pytest_gives_the_same_verdicts(learn, tiny_folder: Path) -> None:
    (tiny_folder / "answers.yaml").write_text("area: {area: 48, third: 48}\ngeneral: {area: w*h}\npick: '?'\n")
    report = json.loads(learn("grade", "tiny", *COURSE, "--format", "json").stdout)
    expected = {
        f"tiny::{q['id']}::{c['id']}": c["status"] for q in report["questions"] for c in q["checks"] if not c["hidden"]
    }

    environment = {
        **os.environ,
        "PYTHONPATH": str(TESTS.parent),
        "LEARN_COURSE": COURSE[1],
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = [sys.executable, "-m", "pytest", "-p", "grader.judging.plugin", "-rA", "-q"]
    done = subprocess.run(command, cwd=tiny_folder, env=environment, capture_output=True, text=True, timeout=60)

    words = {"passed": "PASSED", "failed": "FAILED", "invalid": "FAILED", "not_run": "SKIPPED"}
    for node, status in expected.items():
        if status != "not_run":
            assert f"{words[status]} {node}" in done.stdout
    assert "48 is the way around it." in done.stdout
    assert f"{sum(status == 'not_run' for status in expected.values())} skipped" in done.stdout


def test_arguments_after_dashes_go_to_pytest(learn, tiny_folder: Path) -> None:
    solve(tiny_folder)

    done = learn("grade", "tiny", *COURSE, "--", "-k", "plain", "--junitxml", "out.xml")

    assert "✓ plain" in done.stdout
    assert "1 passed, 7 deselected" in done.stderr
    assert (tiny_folder.parent / "out.xml").exists()
    assert done.returncode == 1  # the others were not run


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_report_can_be_written_to_a_file(learn, tiny_folder: Path, tmp_path: Path, format: str) -> None:
    done = learn("grade", "tiny", *COURSE, "--format", format, "--output", "report")

    assert "Score: 0 of 11" in done.stdout
    assert (
        (tmp_path / "report")
        .read_text(encoding="utf-8")
        .startswith("tiny · One of each kind" if format == "text" else "{")
    )
    assert learn("grade", "tiny", *COURSE, "--output", "report", "--exit-zero").returncode == 0


def test_hostile_surroundings_change_nothing(learn, tiny_folder: Path) -> None:
    """A conftest.py, a pytest.ini and environment variables that empty or pass every run."""
    (tiny_folder / "conftest.py").write_text("import os\nos._exit(0)\n")
    (tiny_folder / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    (tiny_folder / "numpy.py").write_text("raise SystemExit(0)\n")
    environment = {"PYTEST_ADDOPTS": "--collect-only", "PYTEST_PLUGINS": "nothing_here"}

    done = learn("grade", *COURSE, "--format", "json", cwd=tiny_folder, env=environment)

    assert (json.loads(done.stdout)["score"], done.returncode) == (0, 1)


# Lists, hints, fresh starts


def test_list_shows_what_is_started_and_the_best_score(learn, tiny_folder: Path) -> None:
    assert "tiny: not graded yet" in learn("list", *COURSE).stdout
    solve(tiny_folder)
    learn("grade", "tiny", *COURSE)
    (tiny_folder / "scale.py").write_text("")
    learn("grade", "tiny", *COURSE)

    assert "tiny         One of each kind                  11 points   tiny: best 11\n" in learn("list", *COURSE).stdout
    assert ".: best 11\n" in learn("list", *COURSE, cwd=tiny_folder).stdout


def test_hints_go_one_step_further_each_time(learn, tiny_folder: Path) -> None:
    shown = [learn("hint", "scale", *COURSE, cwd=tiny_folder).stdout for _ in range(3)]

    assert shown == [
        "scale, hint 1 of 2: One operator does it.\n",
        "scale, hint 2 of 2: That operator is the star.\n",
        "scale, hint 2 of 2: That operator is the star.\nThat was the last one.\n",
    ]
    assert "scale                    2 of 2 hints shown" in learn("hint", *COURSE, cwd=tiny_folder).stdout


@pytest.mark.parametrize(("columns", "shown"), [("80", "Yours:\n\n    def scale"), ("140", " │ Yours\n")])
def test_an_explanation_shows_the_reference_beside_your_code(
    learn, tiny_folder: Path, columns: str, shown: str
) -> None:
    (tiny_folder / "scale.py").write_text("def scale(x, factor=2):\n    return factor * x  # \x1b[31m mine\n")
    learn("grade", "tiny", *COURSE)

    done = learn("explain", "scale", *COURSE, cwd=tiny_folder, env={"COLUMNS": columns})

    assert "Broadcasting multiplies each number." in done.stdout
    assert "    return x * factor" in done.stdout
    assert "\\x1b[31m mine" in done.stdout
    assert shown in done.stdout


def test_a_question_is_explained_once_it_is_right(learn, tiny_folder: Path) -> None:
    before = learn("explain", "area", *COURSE, cwd=tiny_folder)
    solve(tiny_folder)
    learn("grade", "-q", "area", *COURSE, cwd=tiny_folder)
    after = learn("explain", "area", *COURSE, cwd=tiny_folder)

    assert before.stderr == "area is not solved yet, as far as this folder knows. Grade it: learn grade -q area\n"
    assert (before.returncode, after.returncode) == (2, 0)
    assert after.stdout == "An area\n\nIt is 144.\n\nSource: none\n"


def test_damaged_progress_is_a_fresh_start(learn, tiny_folder: Path) -> None:
    for text in ("", "[]", '{"points": 3}', "[" * 100_000):
        (tiny_folder / ".learn-progress.json").write_text(text)
        assert learn("hint", "scale", *COURSE, cwd=tiny_folder).stdout == "scale, hint 1 of 2: One operator does it.\n"


def test_reset_keeps_the_old_file(learn, tiny_folder: Path) -> None:
    for text in ("first", "second"):
        (tiny_folder / "scale.py").write_text(text)
        assert learn("reset", "scale", *COURSE, cwd=tiny_folder).returncode == 0

    assert [(tiny_folder / f"scale.py.{number}.bak").read_text() for number in (1, 2)] == ["first", "second"]
    assert "raise NotImplementedError" in (tiny_folder / "scale.py").read_text()


def test_reset_of_a_quiz_question_keeps_the_other_answers(learn, tiny_folder: Path) -> None:
    solve(tiny_folder)

    learn("reset", "pick", *COURSE, cwd=tiny_folder)

    report = json.loads(learn("grade", "tiny", *COURSE, "--format", "json").stdout)
    assert {q["id"]: q["status"] for q in report["questions"]} == {
        "scale": "passed", "area": "passed", "general": "passed", "pick": "not_run", "picks": "passed",
    }  # fmt: skip
    assert (tiny_folder / "answers.yaml.1.bak").read_text() == ANSWERS


def test_doctor_says_what_works_here(learn) -> None:
    done = learn("doctor")

    assert "  tried here: works\n" in done.stdout
    assert "\nContainment: " in done.stdout
    assert "  not enforced: " in done.stdout
    assert "Course: Parameter sharing in convolutional networks (parameter-sharing)" in done.stdout
    assert done.returncode == 0


def test_help_names_the_exit_codes(learn) -> None:
    assert "3  could not be judged" in learn("grade", "--help").stdout


@pytest.mark.parametrize("arguments", [("--help",), ("grade", "--help"), ("--version",), ("-V",)])
def test_help_imports_nothing_heavy(learn, arguments: tuple[str, ...]) -> None:
    done = learn(*arguments, env={"PYTHONPROFILEIMPORTTIME": "1"})

    assert [
        name for name in ("numpy", "pytest", "pydantic", "jinja2", "yaml", "rich") if f"| {name}\n" in done.stderr
    ] == []


@pytest.mark.parametrize("arguments", [("list",), ("hint",), ("hint", "scale")])
def test_a_list_and_a_hint_import_nothing_heavy(learn, tiny_folder: Path, arguments: tuple[str, ...]) -> None:
    done = learn(*arguments, *COURSE, cwd=tiny_folder, env={"PYTHONPROFILEIMPORTTIME": "1"})

    assert done.returncode == 0
    assert [name for name in ("numpy", "pytest", "pydantic", "jinja2") if f"| {name}\n" in done.stderr] == []


@pytest.mark.parametrize(
    ("typed", "offered"), [("learn start exercise-", "exercise-3"), ("learn grade -q conv", "conv2d")]
)
def test_completion_offers_names_and_imports_nothing_heavy(learn, typed: str, offered: str) -> None:
    environment = {"_LEARN_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}

    done = learn(env={**environment, "PYTHONPROFILEIMPORTTIME": "1"})

    assert offered in done.stdout.split()
    assert [name for name in ("numpy", "pytest", "pydantic", "yaml") if f"| {name}\n" in done.stderr] == []


# Bad input


def test_an_unknown_exercise(learn) -> None:
    done = learn("start", "exercise-33")

    assert done.stderr == 'There is no exercise "exercise-33". Did you mean "exercise-3"? See them: learn list\n'
    assert done.returncode == 2


def test_a_folder_that_is_already_here(learn, tiny_folder: Path) -> None:
    done = learn("start", "tiny", *COURSE)

    assert (
        done.stderr == "tiny/ is already here. Grade it: learn grade tiny · start afresh: learn start tiny --into NEW\n"
    )
    assert done.returncode == 2


def test_a_folder_with_something_else_in_it(learn, tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "scale.py").write_text("mine")

    refused = learn("start", "tiny", *COURSE)
    forced = learn("start", "tiny", "--force", *COURSE)

    assert refused.stderr == "tiny/ is not empty. Choose another folder: learn start tiny --into NEW\n"
    assert "Kept: tiny/scale.py.1.bak\n" in forced.stdout
    assert (tmp_path / "tiny" / "scale.py.1.bak").read_text() == "mine"


def test_a_file_where_the_folder_should_be(learn, tmp_path: Path) -> None:
    (tmp_path / "tiny").write_text("mine")

    done = learn("start", "tiny", *COURSE)

    assert done.stderr == "tiny is a file. Choose a folder: learn start tiny --into NEW\n"
    assert (tmp_path / "tiny").read_text() == "mine"


def test_a_report_that_cannot_be_written(learn, tiny_folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".report.part").mkdir()

    done = learn("grade", "tiny", *COURSE, "--output", "report")

    assert done.stderr == "report cannot be written: Is a directory. Choose another file: --output FILE\n"
    assert "Score: 0 of 11" in done.stdout  # nothing is lost
    assert done.returncode == 2


def test_a_folder_that_cannot_be_written(learn, tmp_path: Path) -> None:
    done = learn("start", "tiny", "--into", "/proc/learn", *COURSE)

    assert (
        done.stderr
        == "/proc/learn cannot be written: No such file or directory. Your files are as they were. Choose another folder: --into DIR\n"
    )
    assert done.returncode == 2


def test_no_space_left_for_a_new_folder_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on file sizes stands in for a full disk."""
    command = f"ulimit -f 0; exec '{sys.executable}' -m grader start tiny --course '{COURSE[1]}'"
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.stderr.startswith("tiny cannot be written: File too large. Your files are as they were.")
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_started_here(learn, tmp_path: Path) -> None:
    done = learn("grade")

    assert done.stderr == (
        "This folder is not a started exercise, nor inside one (no .learn.yaml). Start one: learn start exercise-1"
        " · or name its folder: learn grade FOLDER\n"
    )
    assert done.returncode == 2


def test_a_path_that_does_not_exist(learn) -> None:
    assert learn("grade", "nowhere").stderr == "nowhere does not exist. Start an exercise: learn start exercise-1\n"


def test_a_folder_of_another_course(learn, tiny_folder: Path) -> None:
    done = learn("grade", "tiny")

    assert done.stderr == (
        'tiny/.learn.yaml: this folder was started from the course "tiny", and this is "parameter-sharing".'
        " Name the folder of its course: --course DIR\n"
    )
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "tiny/.learn.yaml:1:1: it must say course: and exercise:."),
        ("course: [", "tiny/.learn.yaml:2:1: YAML: did not find expected node content"),
        (
            "format: 1\ncourse: tiny\ncourse: tiny\n",
            'tiny/.learn.yaml:3:1: duplicate key "course": it stands in line 2 already; remove one.',
        ),
        (
            "format: 9\ncourse: tiny\nexercise: tiny\n",
            "tiny/.learn.yaml:1:1: format: 9 is unknown; this version of learn reads format: 1.",
        ),
        (
            "format: 1\ncourse: tiny\nexercise: tinny\n",
            'tiny/.learn.yaml: the course "tiny" has no exercise "tinny". Did you mean "tiny"?',
        ),
        ("\x00\xff", "tiny/.learn.yaml:1:1: character U+0000 is not allowed in YAML: remove it."),
    ],
    ids=["empty", "not closed", "duplicate key", "newer format", "unknown exercise", "binary"],
)
def test_a_damaged_marker(learn, tiny_folder: Path, text: str, message: str) -> None:
    (tiny_folder / ".learn.yaml").write_text(text)

    done = learn("grade", "tiny", *COURSE)

    assert done.stderr.startswith(message)
    assert done.returncode == 2


def test_an_unknown_question(learn, tiny_folder: Path) -> None:
    message = 'tiny has no question "scal". Did you mean "scale"? It has: scale, area, general, pick, picks.\n'

    assert learn("grade", "tiny", "-q", "scal", *COURSE).stderr == message
    assert learn("hint", "scal", *COURSE, cwd=tiny_folder).stderr == message
    assert learn("reset", "scal", *COURSE, cwd=tiny_folder).stderr == message


def test_arguments_that_pytest_refuses(learn, tiny_folder: Path) -> None:
    done = learn("grade", "tiny", *COURSE, "--", "--nope")

    assert done.stderr.endswith("pytest refused its arguments: --nope. See: pytest --help\n")
    assert done.returncode == 2


def test_a_malformed_sheet_is_invalid_and_code_is_judged_all_the_same(learn, tiny_folder: Path) -> None:
    solve(tiny_folder)
    (tiny_folder / "answers.yaml").write_text("aria: {area: 144}\n")

    done = learn("grade", "tiny", *COURSE)

    assert 'answers.yaml:1:1: tiny asks no question "aria". Did you mean "area"?' in done.stdout
    assert "Score: 4 of 11\n3 of 8 visible checks passed, 5 could not be read;" in done.stdout
    assert done.returncode == 1


def test_a_missing_sheet(learn, tiny_folder: Path) -> None:
    (tiny_folder / "answers.yaml").unlink()

    assert "answers.yaml is missing. Get the sheet back: learn reset QUESTION" in learn("grade", "tiny", *COURSE).stdout
    assert learn("reset", "pick", *COURSE, cwd=tiny_folder).stdout == "Fresh: answers.yaml\n"


def test_a_broken_reference_is_never_the_students_fault(learn, tmp_path: Path) -> None:
    shutil.copytree(COURSE[1], tmp_path / "broken")
    learn("start", "tiny", "--course", "broken")
    reference = tmp_path / "broken" / "solutions" / "t" / "scale.py"
    reference.write_text(reference.read_text().replace("return x * factor", "return x.nothing"))

    done = learn("grade", "tiny", "--course", "broken", "--format", "json")

    report = json.loads(done.stdout)
    assert report["questions"][0]["status"] == "error"
    assert report["questions"][0]["checks"][0]["message"].startswith(
        "solutions/t/scale.py:1:1: the reference raises AttributeError"
    )
    assert done.returncode == 3


def test_a_course_that_is_none(learn, tmp_path: Path) -> None:
    done = learn("list", "--course", str(tmp_path))

    assert (
        done.stderr == f"{tmp_path} is not a course: it has no exercises/course.yaml. Give its folder: --course DIR\n"
    )
    assert done.returncode == 2


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201], ids=["empty", "blank", "two lines", "long"])
def test_a_name_that_is_none(learn, name: str) -> None:
    assert (
        learn("start", "tiny", "--student", name, *COURSE).stderr
        == "--student: write a name of 1 to 200 printable characters\n"
    )


def test_a_link_in_place_of_a_file_is_not_followed(learn, tiny_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(RIGHT)
    (tiny_folder / "scale.py").unlink()
    (tiny_folder / "scale.py").symlink_to(tmp_path / "secret")

    assert "scale.py is a link; hand in the file itself." in learn("grade", "tiny", *COURSE).stdout


# Interrupted, in other surroundings, and with odd references


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_run_leaves_no_process_and_no_folder(endless, heeding, scratch: Path, name: str) -> None:
    with endless(heeding) as process:
        os.killpg(process.pid, getattr(signal, name))
        _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (130, "Stopped.\n")
    assert list(scratch.iterdir()) == []
    assert [p for p in Path("/proc").glob("[0-9]*/cwd") if _reads(p).startswith(str(scratch))] == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_run_that_was_started_to_ignore_signals_ignores_them(endless) -> None:
    """As `nohup` and a shell's background jobs do; a student's child has no say in it."""
    ignored = [signal.SIGINT, signal.SIGHUP]
    with endless(lambda: [signal.signal(number, signal.SIG_IGN) for number in ignored]) as process:
        for number in ignored:
            os.kill(process.pid, number)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)

        process.terminate()
        _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (130, "Stopped.\n")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def endless(tiny_folder: Path, tmp_path: Path, scratch: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Start a run in which a student's loop has begun that takes a minute; what it is given happens in its process before."""
    (tiny_folder / "scale.py").write_text("open('here', 'w')\nwhile True:\n    pass\n")
    course = tmp_path / "slow"
    shutil.copytree(COURSE[1], course)
    question = course / "questions" / "t" / "scale.yaml"
    question.write_text(question.read_text().replace("seconds: 0.5", "seconds: 60"))

    def start(before: Callable[[], object]) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "grader", "grade", "tiny", "--course", str(course)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(TESTS.parent), "TMPDIR": str(scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=before,
        )
        while process.poll() is None and not _student_computes(process.pid):
            time.sleep(0.05)
        return process

    return start


def _student_computes(run: int) -> bool:
    """Return whether a process that was not started by the run itself, but by one of those, has computed for a while."""
    parents, ticks = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            number = int(path.parent.name)
            parents[number], ticks[number] = int(fields[1]), int(fields[11])
    started = {number for number, parent in parents.items() if parent == run}
    below = {number for number, parent in parents.items() if parent in started}
    below |= {number for number, parent in parents.items() if parent in below}
    return any(ticks[number] > 0.3 * os.sysconf("SC_CLK_TCK") for number in below)


def _reads(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""


def test_the_c_locale_changes_no_verdict(learn, tmp_path: Path) -> None:
    learn("start", "exercise-3")
    shutil.copy(ATTEMPTS / "windows.py", tmp_path / "exercise-3" / "conv2d.py")

    done = learn(
        "grade",
        "exercise-3",
        "-q",
        "conv2d",
        "--format",
        "json",
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )

    assert (json.loads(done.stdout)["score"], done.returncode) == (20, 0)


@pytest.mark.parametrize("arguments", [("list",), ("grade", "tiny", *COURSE)], ids=["list", "grade"])
@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"], ids=["closed", "full"])
def test_an_output_that_is_closed_or_full_is_no_traceback(
    learn, tiny_folder: Path, arguments: tuple[str, ...], redirection: str
) -> None:
    command = f"'{sys.executable}' -m grader {' '.join(arguments)} {redirection}"
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}

    done = subprocess.run(
        ["bash", "-c", command], cwd=tiny_folder.parent, env=environment, capture_output=True, text=True, timeout=60
    )

    assert "Traceback" not in done.stderr
    if redirection == ">/dev/full":
        assert done.stderr == "No space left on device. Nothing of yours was changed.\n"
        assert done.returncode == 2


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("tiny/scale.py", "tiny/scale.py belongs to a graded folder. Choose a file outside it: --output FILE\n"),
        (".", ". is not a file that can be written. Choose another: --output FILE\n"),
        ("nowhere/report", "nowhere/report is not a file that can be written. Choose another: --output FILE\n"),
    ],
)
def test_an_output_file_that_would_do_harm(learn, tiny_folder: Path, output: str, message: str) -> None:
    (tiny_folder / "scale.py").write_text(RIGHT)

    done = learn("grade", "tiny", *COURSE, "--output", output)

    assert (done.stderr, done.returncode) == (message, 2)
    assert (tiny_folder / "scale.py").read_text() == RIGHT


def test_a_folder_below_a_started_one_is_that_one(learn, tiny_folder: Path) -> None:
    solve(tiny_folder)
    (tiny_folder / "sub").mkdir()

    done = learn("grade", "--exercise", "tiny", *COURSE, cwd=tiny_folder / "sub")

    assert "Score: 11 of 11" in done.stdout
    assert list((tiny_folder / "sub").iterdir()) == []


def test_a_bare_folder_is_graded_as_the_exercise_that_is_named(learn, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "scale.py").write_text(RIGHT)

    done = learn("grade", "bare", "bare/../bare", "--exercise", "tiny", *COURSE, "--format", "json")

    assert json.loads(done.stdout)["score"] == 4
    assert [path.name for path in (tmp_path / "bare").iterdir()] == ["scale.py"]


def test_the_current_folder_may_be_the_course(learn, tmp_path: Path) -> None:
    shutil.copytree(COURSE[1], tmp_path / "mine")

    assert learn("list", cwd=tmp_path / "mine").stdout.startswith("A course for tests\n")
    assert learn("start", "tiny", cwd=tmp_path / "mine").returncode == 0
    assert learn("list", env={"LEARN_COURSE": "mine"}).stdout.startswith("A course for tests\n")


def test_a_submission_that_looks_like_a_course_does_not_judge_itself(learn, tiny_folder: Path) -> None:
    shutil.copytree(Path(COURSE[1]) / "exercises", tiny_folder / "exercises")

    assert "and this is" in learn("grade", cwd=tiny_folder).stderr


@pytest.mark.parametrize(
    ("result", "student", "score"),
    [
        ("True", "True", 4),
        ("1.5", "1.5", 4),
        ("np.int64(6)", "6", 4),
        ("6", "np.int32(6)", 4),
        ("(x + 1, 2.5)", "(x + 1, 2.5)", 4),
        ("x * 1j", "x * 1j", 4),
        ("True", "1", 0),
        ("2", "True", 0),
        ("(x + 1, 2)", "(x + 1,)", 0),
    ],
)
def test_results_of_many_kinds_are_judged(learn, tmp_path: Path, result: str, student: str, score: int) -> None:
    _course_whose_reference(tmp_path, f"return {result}")
    learn("start", "tiny", "--course", "odd")
    (tmp_path / "tiny" / "scale.py").write_text(
        f"import numpy as np\n\n\ndef scale(x, factor=2):\n    return {student}\n"
    )

    done = learn("grade", "tiny", "-q", "scale", "--course", "odd", "--format", "json")

    assert json.loads(done.stdout)["score"] == score


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("raise SystemExit(0)", "the reference raises SystemExit: 0; called as scale(x=array(3, 4))"),
        (
            "return [x]",
            "the reference raises TypeError: it returns list; a result is an array, a number, or a tuple of those; called as",
        ),
        (
            "return None",
            "the reference raises TypeError: it returns NoneType; a result is an array, a number, or a tuple of those; called as",
        ),
    ],
)
def test_an_odd_reference_is_an_error(learn, tmp_path: Path, line: str, message: str) -> None:
    _course_whose_reference(tmp_path, line)
    learn("start", "tiny", "--course", "odd")

    done = learn("grade", "tiny", "-q", "scale", "--course", "odd", "--format", "json")

    check = json.loads(done.stdout)["questions"][0]["checks"][0]
    assert (check["status"], done.returncode) == ("error", 3)
    assert message in check["message"]


def _course_whose_reference(tmp_path: Path, line: str) -> None:
    shutil.copytree(COURSE[1], tmp_path / "odd")
    reference = tmp_path / "odd" / "solutions" / "t" / "scale.py"
    reference.write_text(reference.read_text().replace("return x * factor", line))
    question = tmp_path / "odd" / "questions" / "t" / "scale.yaml"
    lines = [line for line in question.read_text().splitlines() if not line.startswith(("axes:", "where:", "window:"))]
    question.write_text("\n".join(lines) + "\n")
