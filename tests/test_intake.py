"""Hostile forms of a submission: what each gets, and that a neighbour graded in the same run gets exactly its report."""

import dataclasses
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader.course.loader import Course
from grader.errors import CourseError, WorkspaceError
from grader.results import Category, Report, Status
from grader.workspace import files, folder, intake
from grader.workspace.files import Missing, Refused

Graded = Callable[..., list[Report]]

TESTS = Path(__file__).parent
COURSE = ("--course", str(TESTS / "course"))
RIGHT = b"def scale(x, factor=2):\n    return x * factor\n"


@pytest.fixture(scope="module")
def template(tiny: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A started folder with one right function, as an honest student hands it in."""
    path = tmp_path_factory.mktemp("honest") / "work"
    folder.start(tiny, tiny.exercise("tiny"), path, None, force=False)
    (path / "scale.py").write_bytes(RIGHT)
    return path


@pytest.fixture
def work(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a form is made of, in the current folder, beside its neighbour."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(template, tmp_path / "work")
    shutil.copytree(template, tmp_path / "neighbour")
    return tmp_path / "work"


@pytest.fixture(scope="module")
def honest(tiny: Course, graded: Graded, template: Path) -> Report:
    """The report that a neighbour must get."""
    (report,) = graded(tiny, template)
    assert report.score == 400
    return dataclasses.replace(report, folder="neighbour")


def outcomes(report: Report, question: str = "scale") -> set[tuple[Status, str, Category | None]]:
    """What the checks of one question that ran here got."""
    (found,) = [q for q in report.questions if q.id == question]
    return {(check.status, check.message, check.category) for check in found.checks if not check.waits}


PASSED = {(Status.PASSED, "", None)}


def refused(message: str) -> set[tuple[Status, str, Category | None]]:
    return {(Status.FAILED, message, Category.REFUSED)}


# One file: what stands in place of scale.py


def replaced(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Make something in place of scale.py."""

    def build(work: Path) -> None:
        (work / "scale.py").unlink()
        make(work / "scale.py")

    return build


def written(data: bytes) -> Callable[[Path], object]:
    return lambda work: (work / "scale.py").write_bytes(data)


def beside(name: str, data: bytes) -> Callable[[Path], object]:
    def build(work: Path) -> None:
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(data)

    return build


def _link_to(target: str) -> Callable[[Path], object]:
    return replaced(lambda path: path.symlink_to(target))


def _hard_link(work: Path) -> None:
    (work / "scale.py").rename(work.parent / "elsewhere.py")
    os.link(work.parent / "elsewhere.py", work / "scale.py")


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _device(path: Path) -> None:
    try:
        os.mknod(path, 0o666 | 0o020000, os.makedev(1, 5))  # /dev/zero, which never ends
    except PermissionError:
        pytest.skip("only root makes devices")


def _sparse(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(1 << 40)


def _many(work: Path) -> None:
    for number in range(3_000):
        (work / f"file{number}.py").touch()


LINK = "scale.py is a link; hand in the file itself."
NOT_REGULAR = "scale.py is not a regular file."
DECLARED = "the encoding {} is declared: save the file as UTF-8, without this line."

FILES: dict[str, tuple[Callable[[Path], object], str | None]] = {
    "a link to a file of the system": (_link_to("/etc/passwd"), LINK),
    "a link to a secret beside the work": (_link_to("../neighbour/scale.py"), LINK),
    "a link to a folder": (_link_to("/etc"), LINK),
    "a link that leads nowhere": (_link_to("nothing"), LINK),
    "a link to itself": (_link_to("scale.py"), LINK),
    "a link into the files of its reader": (_link_to("/proc/self/environ"), LINK),
    "a hard link is a file": (_hard_link, None),
    "a pipe that nobody writes": (replaced(os.mkfifo), NOT_REGULAR),
    "a socket": (replaced(_socket), NOT_REGULAR),
    "a device that never ends": (replaced(_device), NOT_REGULAR),
    "a folder": (replaced(os.mkdir), "scale.py is a folder, not a file."),
    "a large file": (written(b"#" * 1_000_001), "scale.py is larger than 1 MB."),
    "a huge file without content": (replaced(_sparse), "scale.py is larger than 1 MB."),
    "a file of the largest size": (written(RIGHT + b"#" * (1_000_000 - len(RIGHT))), None),
    "Latin-1": (written(b"x = 1\ny = '\xe9'\n"), "scale.py:2: this is not UTF-8: save the file as UTF-8."),
    "surrogates": (written(b"x = '\xed\xa0\x80'\n"), "scale.py:1: this is not UTF-8: save the file as UTF-8."),
    "UTF-16": (written(RIGHT.decode().encode("utf-16")), "scale.py is not UTF-8 but UTF-16: save it as UTF-8."),
    "UTF-16 without a mark": (
        written(RIGHT.decode().encode("utf-16-le")),
        "scale.py:1: here is a NUL byte: save the file as plain text, in UTF-8.",
    ),
    "a NUL byte": (
        written(RIGHT + b"\r\n\0"),
        "scale.py:4: here is a NUL byte: save the file as plain text, in UTF-8.",
    ),
    "a declared encoding": (written(b"# coding: latin-1\n" + RIGHT), f"scale.py:1: {DECLARED.format('latin-1')}"),
    "one that hides code": (written(b"#!python\n# vim: set fileencoding=utf-7 :\n" + RIGHT), f"scale.py:2: {DECLARED.format('utf-7')}"),
    "one after a byte order mark": (written(b"\xef\xbb\xbf#coding=rot13\n" + RIGHT), f"scale.py:1: {DECLARED.format('rot13')}"),
    "one after a lone return": (written(b"#\r#coding:raw_unicode_escape\r" + RIGHT), f"scale.py:2: {DECLARED.format('raw_unicode_escape')}"),
    "one in the third line is a comment": (written(b"#\n#\n# coding: latin-1\n" + RIGHT), None),
    "UTF-8 is declared": (written(b"# -*- coding: UTF-8 -*-\n" + RIGHT), None),
    "a byte order mark": (written(b"\xef\xbb\xbf" + RIGHT), None),
    "lines that end as on Windows": (written(RIGHT.replace(b"\n", b"\r\n")), None),
    "thousands of files": (_many, None),
    "a module that shadows numpy": (beside("numpy.py", b"import os\nos._exit(0)\n"), None),
    "a module that shadows random": (beside("random.py", b"raise SystemExit(0)\n"), None),
    "sitecustomize": (beside("sitecustomize.py", b"raise SystemExit(0)\n"), None),
    "a path file": (beside("x.pth", b"import os; os._exit(0)\n"), None),
    "conftest": (beside("conftest.py", b"import os\nos._exit(0)\n"), None),
    "settings of pytest": (beside("pytest.ini", b"[pytest]\naddopts = --collect-only\n"), None),
    "hooks of git": (beside(".git/hooks/post-checkout", b"#!/bin/sh\ntouch /tmp/owned\n"), None),
    "a compiled twin": (beside("__pycache__/scale.cpython-311.pyc", b"\0" * 100), None),
    "a package of the same name": (beside("scale/__init__.py", b"raise SystemExit(0)\n"), None),
    "a second marker deeper down": (beside("sub/.learn.yaml", b"course: other\n"), None),
    "progress in a pipe": (lambda work: os.mkfifo(work / ".learn-progress.json"), None),
}  # fmt: skip


@pytest.mark.parametrize("form", FILES)
def test_what_stands_in_place_of_a_file(form: str, work: Path, tiny: Course, graded: Graded, honest: Report) -> None:
    build, message = FILES[form]
    build(work)

    report, neighbour = graded(tiny, work, "neighbour")

    assert outcomes(report) == (PASSED if message is None else refused(message))
    assert neighbour == honest


@pytest.mark.parametrize("form", [form for form, (_, message) in FILES.items() if message and "UTF" not in message])
def test_a_system_without_descriptors_of_folders_refuses_the_same(
    form: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: neither may a file be opened beside a folder, nor a link be refused by opening it."""
    monkeypatch.setattr(files, "_HAS_DIR_FD", False)
    monkeypatch.setattr(files, "_FLAGS", os.O_RDONLY | os.O_NONBLOCK)
    build, message = FILES[form]
    build(work)

    found = files.read_files(work, ["scale.py"])["scale.py"]

    assert intake.admitted("scale.py", found) == Refused(str(message)[:-1])


def test_a_file_that_is_exchanged_while_it_is_read(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os.path, "samestat", lambda before, after: False)

    assert files.read_file(work / "scale.py") == Refused("scale.py was exchanged while it was read")


def test_a_sheet_that_is_a_link_is_refused(work: Path, tiny: Course, graded: Graded, honest: Report) -> None:
    (work / "answers.yaml").unlink()
    (work / "answers.yaml").symlink_to("../neighbour/answers.yaml")

    report, neighbour = graded(tiny, work, "neighbour")

    assert outcomes(report, "pick") == refused("answers.yaml is a link; hand in the file itself.")
    assert neighbour == honest


def test_a_missing_sheet_is_refused_in_other_words(work: Path, tiny: Course, graded: Graded) -> None:
    (work / "answers.yaml").unlink()

    (report,) = graded(tiny, work)

    message = "answers.yaml is missing. Get the sheet back: learn reset QUESTION"
    assert outcomes(report, "pick") == {(Status.INVALID, message, Category.REFUSED)}


def test_files_that_are_large_together() -> None:
    taken = intake._taken_in({f"f{number}": b"#" * 900_000 for number in range(5)})

    assert taken["f4"] == Refused("f4 is too much: the files are larger than 4 MB together")
    assert [name for name, data in taken.items() if isinstance(data, Missing)] == ["f4"]


def test_an_exercise_with_too_many_files(tiny: Course) -> None:
    item, loaded = tiny.exercise("tiny").questions[0]
    many = tuple((item, dataclasses.replace(loaded, key=f"t/scale{number}")) for number in range(51))

    with pytest.raises(CourseError) as caught:
        intake.file_names(dataclasses.replace(tiny.exercise("tiny"), questions=many))
    assert str(caught.value) == (
        "exercises/tiny/exercise.yaml:1:1: it asks for 51 files; a submission holds 50 at most: split the exercise"
    )


def test_a_sheet_of_mistakes_is_told_in_part(work: Path, tiny: Course, graded: Graded) -> None:
    (work / "answers.yaml").write_text("".join(f"k{number}: 1\n" for number in range(10_000)))

    (report,) = graded(tiny, work)

    ((_, message, _),) = outcomes(report, "pick")
    assert len(message.splitlines()) == 20


# The folder and its marker

MARKER = "format: 1\ncourse: tiny\nexercise: tiny\nstudent: {}\n"
CURE = "Restore it, or start the exercise again in another folder and copy your files there: learn start EXERCISE --into NEW"


def marked(text: str) -> Callable[[Path], object]:
    return lambda work: (work / ".learn.yaml").write_text(text, encoding="utf-8")


def in_place_of_marker(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def build(work: Path) -> None:
        (work / ".learn.yaml").unlink()
        make(work / ".learn.yaml")

    return build


OTHER_COURSE = (
    'this folder was started from the course "{}", and this is "tiny". Name the folder of its course: --course DIR'
)
MARKERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (in_place_of_marker(lambda path: path.symlink_to("/etc/passwd")), f": .learn.yaml is a link; hand in the file itself. {CURE}"),
    "a link that leads nowhere": (in_place_of_marker(lambda path: path.symlink_to("x")), f": .learn.yaml is a link; hand in the file itself. {CURE}"),
    "a pipe": (in_place_of_marker(os.mkfifo), f": .learn.yaml is not a regular file. {CURE}"),
    "a folder": (in_place_of_marker(os.mkdir), f": .learn.yaml is a folder, not a file. {CURE}"),
    "a huge file": (in_place_of_marker(_sparse), f": .learn.yaml is larger than 4 kB. {CURE}"),
    "a name that drives a terminal": (marked(MARKER.format('"\\e[2J"')), f":4:10: the text holds the control character U+001B: a backslash in double quotes does that; use a block | or single quotes. {CURE}"),
    "a name that reorders a line": (marked(MARKER.format("\u202eabc")), f":4:1: student: write a name of 1 to 200 printable characters. {CURE}"),
    "a name without end": (marked(MARKER.format("x" * 201)), f":4:1: student: write a name of 1 to 200 printable characters. {CURE}"),
    "a name that is a list": (marked(MARKER.format("[a]")), f":4:1: student: write a name of 1 to 200 printable characters. {CURE}"),
    "another course": (marked("format: 1\ncourse: '::error::x'\nexercise: tiny\n"), f": {OTHER_COURSE.format('::error::x')}"),
    "an exercise somewhere else": (marked("format: 1\ncourse: tiny\nexercise: ../../etc\n"), ': the course "tiny" has no exercise "../../etc".'),
    "deep nesting": (marked("[" * 300), f":1:21: nested deeper than 20 levels. {CURE}"),
    "an alias": (marked("a: &a [1]\nb: *a\n"), f":1:4: the anchor &a is not supported: write the value out where it is needed. {CURE}"),
}  # fmt: skip


@pytest.mark.parametrize("form", MARKERS)
def test_a_hostile_marker_is_refused_and_its_neighbour_graded(
    form: str, work: Path, tiny: Course, graded: Graded, honest: Report
) -> None:
    """Without the name of the exercise nothing is graded; with it, all but the one."""
    build, message = MARKERS[form]
    build(work)

    with pytest.raises(WorkspaceError) as caught:
        graded(tiny, work, "neighbour")
    report, neighbour = graded(tiny, work, "neighbour", exercise="tiny")

    assert str(caught.value) == f"work/.learn.yaml{message}"
    assert {check.category for check in report.checks if not check.waits} == {Category.REFUSED}
    assert outcomes(report) == refused(f"work/.learn.yaml{message}".rstrip(".") + ".")
    assert report.score == 0
    assert neighbour == honest


def test_all_paths_that_cannot_be_taken_in_are_named_at_once(work: Path, tiny: Course, graded: Graded) -> None:
    (work / ".learn.yaml").unlink()
    (work.parent / "notes.rar").touch()

    with pytest.raises(WorkspaceError) as caught:
        graded(tiny, "work", "neighbour", "nowhere", "notes.rar")
    assert str(caught.value) == (
        "work is not a started exercise, nor inside one (no .learn.yaml). Start one: learn start exercise-1"
        " · or name its folder: learn grade FOLDER\n"
        "nowhere does not exist. Start an exercise: learn start exercise-1\n"
        "notes.rar is no folder, and no archive by its name"
        " (.zip, .tar, .tar.gz, .tgz, .tar.bz2, .tbz2, .tar.xz, .txz)."
    )


def test_a_path_that_was_mistyped_is_never_a_zero(work: Path, tiny: Course, graded: Graded) -> None:
    with pytest.raises(WorkspaceError, match="nowhere does not exist"):
        graded(tiny, "work", "nowhere", exercise="tiny")


def test_another_exercise_among_several_is_refused(
    work: Path, template: Path, tiny: Course, graded: Graded, honest: Report
) -> None:
    (work.parent / "course").mkdir()
    shutil.copytree(tiny.root, work.parent / "course", dirs_exist_ok=True)
    shutil.copytree(tiny.root / "exercises" / "tiny", work.parent / "course" / "exercises" / "other")
    course = dataclasses.replace(tiny, root=work.parent / "course")
    marked(MARKER.format("").replace("exercise: tiny", "exercise: other"))(work)

    report, neighbour = graded(course, "work", "neighbour", exercise="tiny")

    assert outcomes(report) == refused("work holds other, not tiny. Leave --exercise out to grade it as it is.")
    assert neighbour == honest


def test_a_link_to_a_neighbour_does_not_take_its_place(
    work: Path, tiny: Course, graded: Graded, honest: Report
) -> None:
    (work.parent / "mallory").symlink_to("neighbour")

    mallory, neighbour, again = graded(tiny, "mallory", "neighbour", "work/../neighbour/../work")

    assert (mallory.folder, mallory.score) == ("mallory", 400)
    assert neighbour == honest
    assert again.folder == "work"


# Names


NAMES = {
    "an option": "--foo",
    "options": "-rf",
    "two lines": "a\n::error::b",
    "a command of a runner": "::add-mask::a",
    "an old command of a runner": "##[error]a",
    "an escape": "a\x1b[2J",
    "another order": "a\u202eb",
    "no UTF-8": os.fsdecode(b"a\xff"),
    "markup": "<b>&]]>",
    "brackets": "[a-z]*",
    "a formula": "=1+1",
}


@pytest.fixture(scope="module")
def named(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of folders with all the names, each with a right function and one that prints and raises."""
    place = tmp_path_factory.mktemp("names")
    raising = b"def scale(x, factor=2):\n    print('::error::p')\n    raise ValueError('::error::v\\x1b[2J\\0]]>\\ud800\\n ##[error]w')\n"
    for name in NAMES.values():
        shutil.copytree(template, place / name)
        (place / name / "scale.py").write_bytes(raising)
    shutil.copytree(template, place / "neighbour")
    return place


def assert_inert(text: str) -> None:
    assert not [c for c in text if (c < " " and c != "\n") or c in "\u202e\x7f" or "\ud800" <= c <= "\udfff"]
    assert not [line for line in text.splitlines() if line.strip().startswith("::") or "##[" in line]


def run(learn: Callable[..., "subprocess.CompletedProcess[str]"], place: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":  # fmt: skip
    names = [f"./{name}" for name in (*NAMES.values(), "neighbour")]
    return learn("grade", *names, *COURSE, *arguments, cwd=place, env={"CI": "true"})


def test_names_and_messages_are_inert_in_a_report_and_in_what_pytest_shows(learn, named: Path, tmp_path: Path) -> None:
    """In text, in pytest's lines and summary, in JUnit's XML."""
    done = run(learn, named, "--", "-v", "-rA", "--junitxml", str(tmp_path / "out.xml"))

    assert_inert(done.stdout)
    assert_inert(done.stderr)
    assert "neighbour::scale::plain PASSED" in done.stderr
    cases = list(ElementTree.parse(tmp_path / "out.xml").iter("testcase"))
    assert len(cases) == 9 * (len(NAMES) + 1)
    assert_inert("\n".join(value for case in cases for part in case.iter() for value in (part.text or "", *part.attrib.values())))  # fmt: skip


def test_names_and_messages_are_inert_in_json(learn, named: Path) -> None:
    done = run(learn, named, "--format", "json")

    reports = json.loads(done.stdout)
    assert [report["folder"] for report in reports] == [
        "--foo",
        "-rf",
        "a\\n::error::b",
        "| ::add-mask::a",
        "| # #[error]a",
        "a\\x1b[2J",
        "a\\u202eb",
        "a\\udcff",
        "<b>&]]>",
        "[a-z]*",
        "=1+1",
        "neighbour",
    ]
    assert done.stdout.isascii()
    scale = reports[0]["questions"][0]
    assert scale["printed"] == "| ::error::p\n" * 3
    assert_inert(scale["checks"][0]["message"])
    assert reports[-1]["score"] == 4


def test_a_plain_pytest_shows_an_inert_message(named: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent), "LEARN_COURSE": COURSE[1], "PYTHONUTF8": "1"}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    command = [sys.executable, "-m", "pytest", "-p", "grader.judging.plugin", "-p", "no:cacheprovider", "--junitxml", str(tmp_path / "out.xml"), "-rA"]  # fmt: skip
    place = tmp_path / "--foo"
    shutil.copytree(named / "--foo", place)

    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, timeout=60, encoding="utf-8")

    assert "FAILED --foo::scale::plain" in done.stdout
    assert_inert(done.stdout)
    assert len(list(ElementTree.parse(tmp_path / "out.xml").iter("failure"))) == 3


def test_a_stranger_cannot_add_an_option(learn, work: Path, tmp_path: Path) -> None:
    """`learn grade *` where a folder has the name of an option."""
    shutil.copytree(work, tmp_path / "--exit-zero")

    done = learn("grade", *sorted(os.listdir(tmp_path)), *COURSE)

    assert done.stderr == "--exit-zero is an option, and something here has this name: write ./--exit-zero\n"
    assert done.returncode == 2


def test_errors_are_inert(learn, work: Path, tmp_path: Path) -> None:
    (tmp_path / "work").rename(tmp_path / "a\x1b[2J\n ::error::b")
    (tmp_path / "a\x1b[2J\n ::error::b" / ".learn.yaml").unlink()

    done = learn("grade", "a\x1b[2J\n ::error::b", *COURSE)

    assert_inert(done.stderr)
    assert done.stderr.startswith("a\\x1b[2J\n|  ::error::b is not a started exercise")
    assert_inert(learn("list", *COURSE).stdout)


# What is written beside the work


def test_progress_follows_no_link(learn, work: Path, tmp_path: Path) -> None:
    """Neither the file nor what is written before it takes its place may lead to something dear."""
    (tmp_path / "dear").write_text("mine")
    (work / ".learn-progress.json").symlink_to(tmp_path / "dear")
    (work / "..learn-progress.json.part").symlink_to(tmp_path / "dear")

    done = learn("grade", "work", *COURSE)

    assert "Score: 4 of 11" in done.stdout
    assert (tmp_path / "dear").read_text() == "mine"
    assert json.loads((work / ".learn-progress.json").read_text())["points"]["scale"] == 400


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, _sparse], ids=["a pipe", "a folder", "a huge file"])
def test_progress_that_is_no_file_is_a_fresh_start(learn, work: Path, make: Callable[[Path], object]) -> None:
    make(work / ".learn-progress.json")

    assert "Score: 4 of 11" in learn("grade", "work", *COURSE).stdout
    assert learn("hint", "scale", *COURSE, cwd=work).stdout == "scale, hint 1 of 2: One operator does it.\n"


def test_points_that_somebody_made_up_are_forgotten(learn, work: Path) -> None:
    (work / ".learn-progress.json").write_text('{"points": {"scale": 99999999999}, "hints": {}, "solved": []}')

    assert "work: not graded yet" in learn("list", *COURSE).stdout
