"""What a class hands in: of each exercise one counts, nobody is taken for somebody else, and what goes wrong concerns one entry."""

import errno
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course.loader import Course
from grader.gradebook import held
from grader.gradebook.entries import Shard, find_entries
from grader.gradebook.hand_ins import Failed, NotTaken, Outcome, Taken, take_all
from grader.results import Category, Report, Status
from grader.workspace import archives, files
from grader.workspace.files import UNREAD
from grader.workspace.roster import read_roster

Graded = Callable[..., list[Report]]

TESTS = Path(__file__).parent
RIGHT = b"def scale(x, factor=2):\n    return x * factor\n"
ONE_COUNTS = f"One counts, and it is not known which: leave only that one there. {UNREAD}"


def marker(exercise: str = "tiny", attempt: int = 1) -> bytes:
    return f"format: 1\ncourse: tiny\nexercise: {exercise}\nstudent:\nattempt: {attempt}\n".encode()


def work(*places: str, exercise: str = "tiny", source: bytes = RIGHT) -> dict[str, bytes]:
    """Return the files of started folders at these places."""
    return {
        f"{place}/{name}".removeprefix("./"): data
        for place in places
        for name, data in {".learn.yaml": marker(exercise), "scale.py": source}.items()
    }


def lay(folder: Path, holding: dict[str, bytes]) -> None:
    for name, data in holding.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def packed(holding: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in holding.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a class in the current folder, with an honest member."""
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "class" / "honest", work("."))
    return tmp_path / "class"


def taken_in(course: Course, folder: Path, exercise: str | None = None, roster: str = "") -> dict[str, list[Outcome]]:
    """Return what a class's folder holds, by student; the honest member must be there, taken in."""
    (folder.parent / "roster.csv").write_text(roster, encoding="utf-8")
    known = read_roster(folder.parent / "roster.csv") if roster else None
    entries, _ = find_entries(Path("class"), known, Shard())
    found: dict[str, list[Outcome]] = {}
    for outcome in take_all(course, entries, None if exercise is None else course.exercise(exercise)):
        found.setdefault(outcome.student, []).append(outcome)
    (honest,) = found.pop("honest")
    assert isinstance(honest, Taken)
    assert honest.submission.files["scale.py"] == RIGHT
    return found


# Several started folders


EIGHT = [f"guess{number}" for number in range(8)]
SEVERAL: dict[str, tuple[dict[str, bytes], str]] = {
    "eight folders": (work(*EIGHT), '8 started folders of tiny: "guess0", "guess1", "guess2" and 5 more'),
    "attempts of one exercise": (work("a") | {"b/.learn.yaml": marker(attempt=2)}, '2 started folders of tiny: "a", "b"'),
    "one within another": (work(".", "again"), '2 started folders of tiny: ".", "again"'),
    "one deep within another": (work("tiny", "tiny/x/y"), '2 started folders of tiny: "tiny", "tiny/x/y"'),
    "one aside, deeper than is read": (work("tiny", "old/2026/tiny"), '2 started folders of tiny: "old/2026/tiny", "tiny"'),
    "names that drive a terminal": (work("a\x1b[2J", "b"), '2 started folders of tiny: "a\\x1b[2J", "b"'),
}  # fmt: skip


@pytest.mark.parametrize("exercise", [None, "tiny"], ids=["not named", "named"])
@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize("case", SEVERAL)
def test_several_started_folders_of_an_exercise_are_not_taken_in(
    case: str, form: str, exercise: str | None, place: Path, tiny: Course
) -> None:
    holding, said = SEVERAL[case]
    name = "eve" if form == "folder" else "eve.zip"
    if form == "folder":
        lay(place / "eve", holding)
    elif "terminal" in case:
        pytest.skip("an archive with such a name is refused")
    else:
        (place / name).write_bytes(packed(holding))

    (outcome,) = taken_in(tiny, place, exercise)["eve"]

    assert outcome == NotTaken("eve", f"class/{name}: it holds {said}. {ONE_COUNTS}")


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_hundreds_of_started_folders_are_not_even_read(
    form: str, place: Path, tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = work(*[f"guess{number:03}" for number in range(300)])
    lay(place / "eve", holding) if form == "folder" else (place / "eve.zip").write_bytes(packed(holding))
    read = []
    monkeypatch.setattr(held, "read_marker", lambda path, real=held.read_marker: read.append(path) or real(path))

    (outcome,) = taken_in(tiny, place)["eve"]

    name = "eve" if form == "folder" else "eve.zip"
    assert outcome == NotTaken("eve", f"class/{name}: it holds more than 20 started folders. {ONE_COUNTS}")
    assert len(read) <= 1  # the honest one


def test_one_started_folder_of_each_exercise_is_taken_in(place: Path, tiny: Course) -> None:
    lay(place / "ada", work("tiny") | work("second", exercise="second"))

    all_of_them = taken_in(tiny, place)["ada"]
    named = taken_in(tiny, place, "tiny")["ada"]

    assert [(one.name, one.submission.exercise.id) for one in all_of_them if isinstance(one, Taken)] == [
        ("ada/second", "second"),
        ("ada/tiny", "tiny"),
    ]
    assert [one.name for one in named if isinstance(one, Taken)] == ["ada/tiny"]


def test_of_two_exercises_the_one_that_is_there_once_is_taken_in(place: Path, tiny: Course) -> None:
    lay(place / "ada", work("a", "b") | work("second", exercise="second"))

    first, second = taken_in(tiny, place)["ada"]

    assert first == NotTaken("ada", f'class/ada: it holds 2 started folders of tiny: "a", "b". {ONE_COUNTS}')
    assert isinstance(second, Taken)


def test_an_archive_of_several_exercises_is_the_one_that_is_named(place: Path, tiny: Course) -> None:
    (place / "ada.zip").write_bytes(packed(work("x/tiny") | work("second", exercise="second")))

    (outcome,) = taken_in(tiny, place, "tiny")["ada"]

    assert isinstance(outcome, Taken)
    assert outcome.submission.exercise.id == "tiny"
    (place / "ada.zip").write_bytes(packed(work("tiny") | work("second", exercise="second")))
    (unclear,) = taken_in(tiny, place)["ada"]
    said = 'it holds 2 started exercises: "second", "tiny". Pack each in an archive of its own.'
    assert unclear == NotTaken("ada", f"class/ada.zip: {said}")


def test_what_starts_nothing_and_what_lies_aside_does_not_count(place: Path, tiny: Course) -> None:
    aside = work(".git/tiny", "__MACOSX/tiny", "tiny") | {"tiny/broken/.learn.yaml": b"course: other\n"}
    lay(place / "ada", aside)

    (outcome,) = taken_in(tiny, place)["ada"]

    assert isinstance(outcome, Taken)


UNMARKED: dict[str, tuple[dict[str, bytes], str]] = {
    "two folders": ({"a/scale.py": RIGHT, "b/scale.py": RIGHT}, f'it holds 2 folders with files of tiny: "a", "b". {ONE_COUNTS}'),
    "a folder beside files": ({"scale.py": RIGHT, "b/scale.py": RIGHT}, f'it holds 2 folders with files of tiny: ".", "b". {ONE_COUNTS}'),
    "archives": ({"a.zip": packed(work("x")), "b.zip": b""}, f"it holds 2 archives such as a.zip, and no work beside them. Put one in its place. {UNREAD}"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNMARKED)
def test_several_candidates_without_a_marker_are_not_taken_in(case: str, place: Path, tiny: Course) -> None:
    holding, said = UNMARKED[case]
    lay(place / "eve", holding)

    (outcome,) = taken_in(tiny, place, "tiny")["eve"]

    assert outcome == NotTaken("eve", f"class/eve: {said}")


NONE = (
    "class/ada{form}: it holds none of the files of tiny: scale.py, answers.yaml. So it was not judged, which is no zero. "
    "Put its files there under those names, and type the same command again."
)
NOTHING = {
    "an empty folder": ({}, ""),
    "other files": ({"notes.txt": b"", "x/other.py": RIGHT}, ""),
    "an archive in an archive": ({"work.zip": packed(work("."))}, ".zip"),
    "an archive of other files": ({"x/other.py": RIGHT}, ".zip"),
}


@pytest.mark.parametrize(("holding", "form"), NOTHING.values(), ids=NOTHING)
def test_where_no_file_of_the_exercise_is_found_there_is_no_zero(
    holding: dict[str, bytes], form: str, place: Path, tiny: Course
) -> None:
    if form:
        (place / f"ada{form}").write_bytes(packed(holding))
    else:
        (place / "ada").mkdir()
        lay(place / "ada", holding)

    assert taken_in(tiny, place, "tiny") == {"ada": [NotTaken("ada", NONE.format(form=form))]}


def test_what_lies_deeper_counts_where_nothing_lies_nearer(place: Path, tiny: Course) -> None:
    lay(place / "ada", work("a/b/c"))
    lay(place / "bob", work("a/b/c", "a/d"))

    found = taken_in(tiny, place, "tiny")

    ((deep,), (several,)) = found["ada"], found["bob"]
    assert isinstance(deep, Taken)
    assert deep.submission.files["scale.py"] == RIGHT
    assert isinstance(several, NotTaken)
    assert several.reason == f'class/bob: it holds 2 started folders of tiny: "a/b/c", "a/d". {ONE_COUNTS}'


def test_several_files_of_one_hand_in_are_one_attempt(place: Path, tiny: Course) -> None:
    """Canvas unpacks one hand-in as one entry a file."""
    for number in range(4):
        (place / f"eve_10_{number}_guess{number}.zip").write_bytes(packed(work("tiny")))
    (place / "bob_11_7_tiny.zip").write_bytes(packed(work("tiny")))
    (place / "bob_11_8_notes.zip").write_bytes(packed({"notes.txt": b""}))

    found = taken_in(tiny, place, "tiny")

    assert found["eve"] == [
        NotTaken(
            "eve",
            'eve handed in tiny 4 times at once: "eve_10_0_guess0.zip", "eve_10_1_guess1.zip", '
            f'"eve_10_2_guess2.zip" and 1 more. {ONE_COUNTS}',
        )
    ]
    assert [one.name for one in found["bob"] if isinstance(one, Taken)] == ["bob_11_7_tiny.zip"]


def test_attempts_that_were_handed_in_one_after_the_other_stay_attempts(place: Path, tiny: Course) -> None:
    lay(place / "ada", work("tiny"))
    (place / "ada.zip").write_bytes(packed(work("tiny", source=b"")))

    assert [type(outcome) for outcome in taken_in(tiny, place)["ada"]] == [Taken, Taken]


def test_a_named_folder_with_several_is_not_judged(place: Path, tiny: Course, graded: Graded) -> None:
    lay(place / "eve", work(".", "again"))
    (place / "mal.zip").write_bytes(packed(work("a", "b")))

    reports = graded(tiny, "class/eve", "class/mal.zip", "class/honest")

    for report, said in zip(
        reports, ('class/eve: it holds 2 started folders of tiny: ".", "again"', 'class/mal.zip: it holds 2 started folders of tiny: "a", "b"'), strict=False
    ):  # fmt: skip
        found = {(check.status, check.message, check.category) for check in report.checks if not check.waits}
        assert found == {(Status.ERROR, f"{said}. {ONE_COUNTS}", Category.INTERNAL)}
        assert (report.status, report.score) == ("error", 0)
    assert reports[2].score == 400


def test_a_class_says_what_is_not_taken_in_and_grades_the_rest(learn, place: Path) -> None:
    lay(place / "eve", work(*EIGHT))
    arguments = ("--course", str(TESTS / "course"), "--keep", "best", "--exercise", "tiny")

    done = learn("grade", "class", *arguments, cwd=place.parent)
    table = learn("gradebook", "export", "--format", "csv", cwd=place.parent)

    assert done.returncode == 3, done.stdout + done.stderr
    assert f"Not taken in: class/eve: it holds {SEVERAL['eight folders'][1]}. {ONE_COUNTS}" in done.stdout
    assert "Graded now: 1." in done.stdout
    assert "eve" not in table.stdout


# Whose it is


ROSTER = "student,login,number\nhonest,,1\nalice,smithalice,665\nmallory,blackmallory,666\n"


@pytest.mark.parametrize(
    ("name", "whose", "said"),
    [
        ("smithalice_665_1_scale", "alice", None),
        ("renamed_666_1_scale", "mallory", None),
        ("smithalice_666_1_scale", None, "the number 666 is mallory's on the roster, and the name is alice's."),
        ("smithalice_LATE_666_1_scale", None, "the number 666 is mallory's on the roster, and the name is alice's."),
        ("smithalice_667_1_scale", None, "the number 667 is nobody's on the roster, and the name is alice's."),
        ("Alice_666_assignsubmission_file_", None, "the number 666 is mallory's on the roster, and the name is alice's."),
        ("Alice Smith_666_assignsubmission_file_", "mallory", None),
        ("Alice Smith_667_assignsubmission_file_", None, "the number 667 is nobody's on the roster, and the name is alice's."),
        ("Alice_665_assignsubmission_x_666_assignsubmission_file_", None, "it holds the numbers 665 and 666 of a platform, and is of one person."),
        ("alice", "alice", None),
        ("665", "alice", None),
    ],
)  # fmt: skip
def test_a_number_goes_before_a_name_that_somebody_chose(
    name: str, whose: str | None, said: str | None, place: Path, tiny: Course
) -> None:
    lay(place / name, work("."))
    (place / "blackmallory_666_9_x.txt").touch()
    lay(place / "blackmallory_666_9_x", work(".", exercise="second"))  # so that the roster has the platform's numbers

    found = taken_in(tiny, place, roster=ROSTER)

    taken = {s: [o.name for o in outcomes if isinstance(o, Taken) and o.name == name] for s, outcomes in found.items()}
    assert [student for student, names in taken.items() if names] == ([whose] if whose else [])
    reasons = [o.reason for outcomes in found.values() for o in outcomes if isinstance(o, NotTaken)]
    cure = "Find out whose it is, and rename it to the student's name."
    assert reasons == ([] if said is None else [f"class/{name}: {said} {cure}"])


def test_where_the_roster_has_no_numbers_of_the_platform_a_name_will_do(place: Path, tiny: Course) -> None:
    lay(place / "smithalice_4711_1_scale", work("."))

    (outcome,) = taken_in(tiny, place, roster="student,login,number\nhonest,,1\nalice,smithalice,665\n")["alice"]

    assert isinstance(outcome, Taken)


@pytest.mark.parametrize("roster", ["", "student,login\nhonest,\nalice,smithalice\n"], ids=["no roster", "a roster"])
def test_one_name_with_several_numbers_is_several_people(roster: str, place: Path, tiny: Course) -> None:
    for number in (665, 666):
        lay(place / f"smithalice_{number}_1_scale", work("."))

    (outcomes,) = taken_in(tiny, place, roster=roster).values()

    student = "alice" if roster else "smithalice"
    why = "stands for 2 numbers, such as 665 and 666, so perhaps for several people."
    cure = "Tell them apart by a roster with a column of these numbers: --roster FILE.csv"
    assert outcomes == [
        NotTaken(student, f"class/smithalice_{number}_1_scale: {student} {why} {cure}") for number in (665, 666)
    ]


@pytest.mark.parametrize("roster", ["", ROSTER], ids=["no roster", "a roster"])
@pytest.mark.parametrize(
    ("name", "written"),
    [
        (b"al\x1b[2Jice", r"al\x1b[2Jice"),
        (b"alice\n::error::x", r"alice\n::error::x"),
        (b"alice\xff", r"alice\udcff"),
        ("alice\u202e".encode(), r"alice\u202e"),
    ],
)
def test_an_unprintable_name_is_not_taken_in_alone(
    name: bytes, written: str, roster: str, place: Path, tiny: Course
) -> None:
    os.mkdir(os.fsencode(place) + b"/" + name)

    found = taken_in(tiny, place, "tiny", roster=roster)

    reason = f"class/{written}: this is nobody's name. Rename it: a name of 1 to 200 printable characters"
    assert found == {written: [NotTaken(written, reason)]}


def test_a_class_with_an_unprintable_name_is_graded_but_for_it(learn, place: Path) -> None:
    os.mkdir(os.fsencode(place) + b"/ev\xffil\n::error::x")

    done = learn("grade", "class", "--exercise", "tiny", "--course", str(TESTS / "course"), cwd=place.parent)

    assert done.returncode == 3, done.stdout + done.stderr
    assert r"Not taken in: class/ev\udcffil\n::error::x: this is nobody's name." in done.stdout
    assert "Graded now: 1." in done.stdout


# Times


@pytest.mark.parametrize(
    ("seconds", "at"),
    [
        (300_000_000_000, "2200-01-01T00:00:00+00:00"),
        (-300_000_000_000, "1980-01-01T00:00:00+00:00"),
        (2**63 // 10**9, "2200-01-01T00:00:00+00:00"),
        (0, "1980-01-01T00:00:00+00:00"),
        (1_700_000_000, "2023-11-14T22:13:20+00:00"),
    ],
)
@pytest.mark.parametrize("form", ["folder", "zip", "py", "damaged zip"])
def test_a_time_that_cannot_be_is_clamped(
    form: str, seconds: int, at: str, place: Path, tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = {"folder": place / "eve" / "scale.py", "py": place / "eve.py"}.get(form, place / "eve.zip")
    lay(path.parent, {path.name: packed(work("x")) if form == "zip" else RIGHT})
    monkeypatch.setattr(held.os, "lstat", lstat_with(path, st_mtime_ns=seconds * 10**9 - 1))

    (outcome,) = taken_in(tiny, place, "tiny")["eve"]

    assert isinstance(outcome, Taken)
    expected = at if outcome.clamped else at.replace(":20+", ":19+")
    assert (outcome.handed_in_at, outcome.clamped) == (expected, seconds != 1_700_000_000)


def lstat_with(path: Path, **changed: int) -> Callable[..., os.stat_result]:
    real = os.lstat

    class Changed:
        def __init__(self, found: os.stat_result) -> None:
            self.found = found

        def __getattr__(self, name: str) -> object:
            return changed.get(name, getattr(self.found, name))

    return lambda looked_at: Changed(real(looked_at)) if Path(looked_at) == path.relative_to(Path.cwd()) else real(looked_at)  # type: ignore[return-value]  # fmt: skip


def test_a_class_says_whose_times_were_clamped(learn, place: Path) -> None:
    lay(place / "eve", work("."))
    os.utime(place / "eve" / "scale.py", (-(10**9), -(10**9)))

    done = learn("grade", "class", "--exercise", "tiny", "--course", str(TESTS / "course"), cwd=place.parent)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Their files bear times before 1980 or after 2200, and count as from that year: eve" in done.stdout


# Faults


FAULTS = [
    OverflowError("a number"), ValueError("year 11476 is out of range"), MemoryError(), RecursionError("deep"), zlib.error("damaged"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why"), AssertionError("ours"), KeyError("x"),
    *[OSError(number, os.strerror(number)) for number in (errno.EACCES, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.ENOMEM, errno.ESTALE)],
]  # fmt: skip
PLACES = {
    "its markers": (held, "read_markers"),
    "its time": (held, "taken_in"),
    "its files": (held, "read_submission"),
    "its mode": (held, "mode_of"),
}


@pytest.mark.parametrize("exercise", [None, "tiny"], ids=["not named", "named"])
@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__ + str(getattr(fault, "errno", "")))
def test_whatever_goes_wrong_with_an_entry_concerns_it_alone(
    fault: Exception, where: str, exercise: str | None, place: Path, tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(place / "eve", work("."))
    module, name = PLACES[where]
    real = getattr(module, name)

    def failing(*arguments: object) -> object:
        if any("class/eve" in str(argument) or "name='eve'" in str(argument) for argument in arguments):
            raise fault
        return real(*arguments)

    monkeypatch.setattr(module, name, failing)

    (outcome,) = taken_in(tiny, place, exercise)["eve"]

    assert isinstance(outcome, Failed)
    if isinstance(fault, (OSError, MemoryError)):
        said = files.why(fault)
        assert outcome.reason == f"class/eve: it cannot be read ({said}). {UNREAD}"
    else:
        said = f"Internal error: {type(fault).__name__}: {fault}. Please report it."
        assert outcome.reason == f"class/eve: {said}"


MACHINE = (errno.EACCES, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.ENOMEM, errno.ESTALE, errno.EPERM)
STUDENT = (errno.ELOOP, errno.ENXIO, errno.ENOTDIR, errno.EISDIR)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, str], None]]:
    """Let opening a file of this name fail."""

    def breaking(number: int, name: str) -> None:
        real = os.open

        def failing(path: object, *arguments: object, **named: object) -> int:
            if Path(str(path)).name == name:
                raise OSError(number, os.strerror(number), path)
            return real(path, *arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(files.os, "open", failing)

    yield breaking
    monkeypatch.undo()


@pytest.mark.parametrize("number", [*MACHINE, *STUDENT], ids=errno.errorcode.get)
def test_whose_fault_it_is_that_a_file_cannot_be_opened(
    number: int, broken: Callable[[int, str], None], tmp_path: Path
) -> None:
    (tmp_path / "scale.py").write_bytes(RIGHT)
    broken(number, "scale.py")

    found = files.read_files(tmp_path, ["scale.py"])["scale.py"]

    kind = files.Unread if number in MACHINE else files.Refused
    assert found == kind(f"scale.py cannot be read ({os.strerror(number)})")


@pytest.mark.parametrize("name", ["scale.py", ".learn.yaml", "eve", "eve.zip"])
@pytest.mark.parametrize("exercise", [None, "tiny"], ids=["not named", "named"])
@pytest.mark.parametrize("number", MACHINE, ids=errno.errorcode.get)
def test_what_this_machine_cannot_read_is_an_error_of_that_entry(
    number: int, exercise: str | None, name: str, broken: Callable[[int, str], None], place: Path, tiny: Course
) -> None:
    if name == "eve.zip":
        (place / "eve.zip").write_bytes(packed(work("tiny")))
    else:
        lay(place / "eve", work("."))
    (place / "honest" / ".learn.yaml").unlink()
    lay(place / "honest", {"tiny/.learn.yaml": marker(), "tiny/scale.py": RIGHT} if exercise is None else {})
    broken(number, name)
    entries = [entry for entry in find_entries(Path("class"), None, Shard())[0] if entry.student == "eve"]

    (outcome,) = take_all(tiny, entries, None if exercise is None else tiny.exercise(exercise))

    assert isinstance(outcome, Failed)
    assert f"cannot be read ({os.strerror(number)}). {UNREAD}" in outcome.reason


@pytest.mark.parametrize("name", ["scale.py", ".learn.yaml", "work"])
def test_a_named_folder_that_cannot_be_read_is_an_error(
    name: str, broken: Callable[[int, str], None], place: Path, tiny: Course, graded: Graded
) -> None:
    lay(place / "work", work("."))
    broken(errno.EACCES, name)

    (report,) = graded(tiny, "class/work", exercise="tiny")

    found = {(c.status, c.category) for c in report.questions[0].checks if not c.waits}
    assert found == {(Status.ERROR, Category.INTERNAL)}
    assert report.questions[0].checks[0].message.endswith(f"cannot be read (Permission denied). {UNREAD}")


def test_an_archive_that_this_python_cannot_unpack_is_an_error(
    place: Path, tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(data: bytes) -> None:
        raise ModuleNotFoundError("No module named '_bz2'", name="_bz2")

    (place / "eve.tar.bz2").write_bytes(b"BZh9")
    monkeypatch.setattr(archives, "_decompressor", missing)

    (outcome,) = taken_in(tiny, place)["eve"]

    assert outcome == Failed("eve", f"class/eve.tar.bz2: this Python has no _bz2, by which eve.tar.bz2 is packed. {UNREAD}")  # fmt: skip


def test_memory_that_ends_while_an_archive_is_unpacked_is_an_error(
    place: Path, tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "eve.zip").write_bytes(packed(work("tiny")))
    monkeypatch.setattr(archives, "read_zip", lambda data: (_ for _ in ()).throw(MemoryError))

    (outcome,) = taken_in(tiny, place)["eve"]

    assert outcome == Failed("eve", f"class/eve.zip: eve.zip cannot be unpacked (not enough memory). {UNREAD}")


def test_what_can_be_read_again_is_graded_by_the_next_run(open_place: Path, learn_as_user, give) -> None:
    for name, source in {"honest": RIGHT, "eve": RIGHT + b"# eve", "mal/tiny": RIGHT + b"# mal"}.items():
        lay(open_place / "class" / name, work(".", source=source))
    give(open_place)
    arguments = ("--exercise", "tiny", "--course", str(TESTS / "course"))
    closed = [open_place / "class" / "eve" / "scale.py", open_place / "class" / "mal"]
    for path in closed:
        path.chmod(0)

    first = learn_as_user("grade", "class", *arguments)
    alone = learn_as_user("grade", "class/eve", *arguments, "--format", "json")
    folder = learn_as_user("grade", "class/mal", *arguments, "--format", "json")
    for path in closed:
        path.chmod(0o755)
    again = learn_as_user("grade", "class", *arguments)

    assert first.returncode == 3, first.stdout + first.stderr
    assert f"Could not be judged: class/eve: scale.py cannot be read (Permission denied). {UNREAD}" in first.stdout
    assert f"Could not be judged: class/mal: it cannot be read (Permission denied). {UNREAD}" in first.stdout
    assert "Graded now: 1." in first.stdout
    for done in (alone, folder):
        assert (done.returncode, json.loads(done.stdout)["status"]) == (3, "error"), done.stderr
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Graded now: 2, 1 before." in again.stdout
