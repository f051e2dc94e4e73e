"""A class from its folder to its gradebook: whose each submission is, what is graded once, killed and resumed, and graded again."""

import contextlib
import csv
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from grader.course.loader import open_course
from grader.errors import WorkspaceError
from grader.gradebook.batch import chunk_size
from grader.gradebook.entries import Shard, find_entries, looks_like_class
from grader.gradebook.store import open_gradebook
from grader.workspace.roster import named_student, read_roster

from_tests = Path(__file__).parent
RIGHT = "def scale(x, factor=2):\n    return x * factor\n"
WRONG = "def scale(x, factor=2):\n    return x + factor\n"
LOOP = "def scale(x, factor=2):\n    while True:\n        pass\n"
FORKS = "import os\ndef scale(x, factor=2):\n    while True:\n        os.fork()\n"


@pytest.fixture
def course_copy(tmp_path: Path) -> Path:
    """The tiny course, to be changed."""
    root = tmp_path / "course"
    shutil.copytree(from_tests / "course", root, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder of a class: three forms of submissions, right, wrong and hostile."""
    folder = tmp_path / "work"
    for name, source in {"ada": RIGHT, "bob": WRONG, "eve": LOOP}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "scale.py").write_text(source, encoding="utf-8")
    (folder / "dora.py").write_text(RIGHT + "# dora\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "carl.zip", "w") as archive:
        archive.writestr("tiny/scale.py", WRONG + "# carl\n")
    return folder


def grade(learn, work: Path, course: Path, *more: str, exercise: str = "tiny", code: int = 0):
    done = learn("grade", str(work), "--exercise", exercise, "--course", str(course), *more, cwd=work.parent)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def table(learn, folder: Path, *more: str) -> list[dict[str, str]]:
    done = learn("gradebook", "export", "--format", "csv", *more, cwd=folder)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def scale_points(rows: list[dict[str, object]]) -> dict[str, float]:
    return {row["student"]: next(q["score"] for q in row["questions"] if q["id"] == "scale") for row in rows}


def test_a_class_is_graded_once(learn, work: Path, course_copy: Path) -> None:
    first = grade(learn, work, course_copy)
    again = grade(learn, work, course_copy)
    rows = table(learn, work.parent)

    assert "Graded now: 5. Kept in" in first.stdout
    assert "Graded now: 0, 5 before." in again.stdout
    assert [row["student"] for row in rows] == ["ada", "bob", "carl", "dora", "eve"]
    scores = {row["student"]: float(row["score"]) for row in rows}
    assert scores["ada"] == scores["dora"] > scores["bob"] == scores["carl"] == scores["eve"] == 0


def test_every_format_shows_the_same_scores(learn, work: Path, course_copy: Path) -> None:
    grade(learn, work, course_copy)
    truth = {
        r["student"]: r["score"]
        for r in json.loads(learn("gradebook", "export", "--format", "json", cwd=work.parent).stdout)
    }
    texts = {
        name: learn("gradebook", "export", "--format", name, cwd=work.parent).stdout
        for name in ("jsonl", "csv", "moodle", "junit", "html", "text")
    }

    assert {r["student"]: r["score"] for r in map(json.loads, texts["jsonl"].splitlines())} == truth
    assert {r["student"]: float(r["score"]) for r in csv.DictReader(io.StringIO(texts["csv"]))} == truth
    for name in ("moodle", "junit", "html", "text"):
        assert all(student in texts[name] for student in truth), name


def test_two_submissions_of_a_student_are_told_and_one_counts(learn, work: Path, course_copy: Path) -> None:
    (work / "bob.py").write_text(RIGHT + "# late\n", encoding="utf-8")
    os.utime(work / "bob" / "scale.py", (1, 1))

    done = grade(learn, work, course_copy)
    latest, first = (
        {row["student"]: float(row["score"]) for row in table(learn, work.parent, "--keep", keep)}
        for keep in ("latest", "first")
    )

    assert "Handed in more than once, the latest counts: bob (2)" in done.stdout
    assert latest["bob"] > first["bob"] == 0


def test_a_link_is_refused_and_harms_nobody(learn, work: Path, course_copy: Path) -> None:
    (work / "mallory").symlink_to(work / "ada")

    grade(learn, work, course_copy)
    (report,) = json.loads(
        "[" + learn("gradebook", "export", "--format", "json", "--student", "mallory", cwd=work.parent).stdout + "]"
    )

    assert report["score"] == 0
    assert "is a link; hand in the folder or the file itself." in json.dumps(report)


def test_shards_cover_a_class_once_and_merge_to_it(learn, work: Path, course_copy: Path) -> None:
    names = []
    for part in ("1/2", "2/2"):
        grade(learn, work, course_copy, "--shard", part, "--gradebook", f"part-{part[0]}.db")
        names.append({row["student"] for row in table(learn, work.parent, "--gradebook", f"part-{part[0]}.db")})
    merged = learn("gradebook", "merge", "part-1.db", "part-2.db", "--gradebook", "all.db", cwd=work.parent)

    assert merged.returncode == 0, merged.stderr
    assert not names[0] & names[1]
    assert {row["student"] for row in table(learn, work.parent, "--gradebook", "all.db")} == names[0] | names[1]
    assert len(names[0] | names[1]) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--shard", "3/2"), "--shard 3/2 is no part. The second of eight: --shard 2/8"),
        (("--keep", "worst"), "--keep worst is not known. There are: latest, first, best."),
        (("-q", "scale"), "A class is graded whole"),
        (("--jobs", "2", "--cluster", "tcp://127.0.0.1:1"), "--jobs is for this machine"),
        (("--cluster", "tcp://127.0.0.1:1"), "The cluster at tcp://127.0.0.1:1 cannot be reached"),
        (("--isolation", "none"), "none contains nothing"),
        (("--roster", "nobody.csv"), "nobody.csv: nobody.csv is missing. Name the roster: --roster FILE.csv"),
        (("--gradebook", "missing/grades.db"), "missing"),
        (("--output", "work"), "work is not a file that can be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_does_not_fit_is_told_and_nothing_is_graded(
    learn, work: Path, course_copy: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = learn("grade", "work", "--exercise", "tiny", "--course", str(course_copy), *arguments, cwd=work.parent)

    assert done.returncode in (2, 3)
    assert message in done.stderr
    if (work.parent / "grades.db").exists():
        assert table(learn, work.parent) == []


def roster(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("ada", "ada"),
        ("ADA", "ada"),
        ("ada@example.org", "ada"),
        ("ada_2", "ada"),
        ("Ada Lovelace_4711_assignsubmission_file_", "ada"),
        ("lovelaceada_LATE_17_99_conv2d", "ada"),
        ("adam", None),
        ("4711", "ada"),
    ],
)
def test_a_roster_knows_students_by_all_their_names(tmp_path: Path, name: str, student: str | None) -> None:
    path = roster(
        tmp_path, "student,name,email,number,canvas\nada,Ada Lovelace,ada@example.org,4711,17\nbob,Bob,b@x,4712,18\n"
    )

    assert read_roster(path).student(name) == student


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("student\nada\nada\n", "roster.csv:3: ada stands in line 2 already"),
        ("name\nada\n", 'roster.csv:1: there is no column "student"'),
        ("", 'roster.csv:1: there is no column "student"; the first line must name the columns. It holds: nothing'),
        ("student,x\n,1\n", "roster.csv:2: student: write a name of 1 to 200 printable characters"),
    ],
)
def test_a_roster_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WorkspaceError, match=re.escape(message)):
        read_roster(roster(tmp_path, text))


def test_who_is_not_on_the_roster_is_told_before_anything_is_graded(
    learn, work: Path, course_copy: Path, tmp_path: Path
) -> None:
    path = roster(tmp_path, "student\nada\nbobby\ncarl\ndora\neve\n")

    done = grade(learn, work, course_copy, "--roster", str(path), code=2)

    assert 'bob is not on the roster. Did you mean "bobby"?' in done.stderr
    assert "Nothing was graded. Add them to the roster, move them elsewhere, or leave --roster out." in done.stderr
    assert not (work.parent / "grades.db").exists()


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("ada", "ada"),
        ("Ada L_12_assignsubmission_file_", "Ada L"),
        ("lovelaceada_12_34_conv2d", "lovelaceada"),
        ("a_b", "a_b"),
    ],
)
def test_without_a_roster_a_name_is_what_the_platform_wrote(name: str, student: str) -> None:
    assert named_student(name) == student


def test_a_class_is_told_from_a_submission_and_from_own_work(learn, tmp_path: Path, work: Path) -> None:
    course = open_course(from_tests / "course")
    learn("start", "tiny", "--course", str(from_tests / "course"), cwd=tmp_path)

    assert looks_like_class(work, course.exercise("tiny"))
    assert not looks_like_class(work / "ada", course.exercise("tiny"))
    assert not looks_like_class(tmp_path / "tiny", None)
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "tiny").rename(own / "tiny")
    assert not looks_like_class(own, None)
    (own / "tiny").rename(own / "ada")
    assert looks_like_class(own, None)


def test_shards_are_the_same_everywhere(work: Path) -> None:
    whole, _ = find_entries(work, None, Shard())
    parts = [find_entries(work, None, Shard(number, 3))[0] for number in (1, 2, 3)]

    assert sorted((entry for part in parts for entry in part), key=lambda e: e.path) == sorted(
        whole, key=lambda e: e.path
    )
    assert ("ada" in Shard(1, 3), "ada" in Shard(2, 3), "ada" in Shard(3, 3)).count(True) == 1


@pytest.mark.parametrize(("submissions", "jobs", "size"), [(1, 2, 1), (100, 2, 12), (10_000, 2, 16), (10, 0, 2)])
def test_chunks_are_small_enough_that_nobody_waits_long(submissions: int, jobs: int, size: int) -> None:
    assert chunk_size(submissions, jobs) == size


def change_reference(course: Path, old: str, new: str) -> None:
    path = course / "solutions" / "t" / "scale.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_question_is_graded_again_and_nobody_loses_unasked(learn, work: Path, course_copy: Path) -> None:
    grade(learn, work, course_copy)
    change_reference(course_copy, "x * factor", "x + factor")
    elsewise = grade(learn, work, course_copy)
    before = table(learn, work.parent)
    dry = learn("regrade", "--dry-run", "--course", str(course_copy), cwd=work.parent)
    after_dry = table(learn, work.parent)
    done = learn("regrade", "--course", str(course_copy), cwd=work.parent)
    kept = {row["student"]: float(row["score"]) for row in table(learn, work.parent)}
    lowered = learn("regrade", "--allow-lower", "--course", str(course_copy), cwd=work.parent)
    scores = {row["student"]: float(row["score"]) for row in table(learn, work.parent)}

    assert "5 keep a grade by another version" in elsewise.stdout
    assert "reference t/scale changed" in dry.stdout
    assert "Nothing was changed (--dry-run)." in dry.stdout
    assert before == after_dry
    assert "2 gain, 2 lose, 1 as before. 2 stay as they were: let them lose with --allow-lower" in done.stdout
    assert kept["ada"] == kept["bob"] == kept["carl"] > 0
    assert re.search(r"bob   0 → \S+  scale: ", done.stdout.replace("   scale", "  scale"))
    assert lowered.returncode == 0
    assert (scores["ada"], scores["dora"]) == (0, 0) < (scores["bob"], scores["carl"])


def test_an_adjustment_by_hand_survives_grading_again(learn, work: Path, course_copy: Path) -> None:
    grade(learn, work, course_copy)
    done = learn("gradebook", "adjust", "bob", "scale", "1.5", "--why", "a typing error", cwd=work.parent)
    taken = learn("gradebook", "adjust", "ada", "scale", "-1", "--why", "late", cwd=work.parent)
    change_reference(course_copy, "x * factor", "factor * x")
    learn("regrade", "--course", str(course_copy), cwd=work.parent)
    scores = {row["student"]: float(row["score"]) for row in table(learn, work.parent)}

    assert "bob · tiny · scale: 0 → 1.5 of" in done.stdout
    assert taken.returncode == 0
    assert scores["bob"] == 1.5
    assert scores["ada"] == scores["dora"] - 1
    assert "+1.5  a typing error" in learn("gradebook", "adjustments", cwd=work.parent).stdout


def test_a_regrade_of_one_question_leaves_the_others(learn, work: Path, course_copy: Path) -> None:
    grade(learn, work, course_copy)
    change_reference(course_copy, "x * factor", "x + factor")
    unknown = learn("regrade", "--only", "scal", "--course", str(course_copy), cwd=work.parent)
    other = learn("regrade", "--only", "area", "--course", str(course_copy), cwd=work.parent)
    done = learn("regrade", "--only", "scale", "--course", str(course_copy), cwd=work.parent)
    again = learn("regrade", "--course", str(course_copy), cwd=work.parent)

    assert unknown.returncode == 2
    assert 'The course has no question "scal". Did you mean "scale"?' in unknown.stderr
    assert "0 graded again" in other.stdout
    assert "5 graded again: 2 gain" in done.stdout
    assert "2 lose" in again.stdout


def test_a_damaged_submission_is_not_graded_again_and_told(learn, work: Path, course_copy: Path) -> None:
    grade(learn, work, course_copy)
    change_reference(course_copy, "x * factor", "x + factor")
    with contextlib.closing(sqlite3.connect(work.parent / "grades.db")) as connection, connection:
        connection.execute("UPDATE submissions SET packed = ?", (b"damaged",))
    done = learn("regrade", "--course", str(course_copy), cwd=work.parent)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "of tiny cannot be graded again: a packed submission is damaged" in done.stderr
    assert "Go back to a copy of the gradebook" in done.stderr


def test_a_variant_is_judged_by_the_sizes_that_the_student_had(learn, course_copy: Path, tmp_path: Path) -> None:
    """A question whose parameters were changed since: the answer was right for the old ones."""
    folder = tmp_path / "work"
    learn(
        "start", "tiny", "--student", "Ada", "--into", str(folder / "ada"), "--course", str(course_copy), cwd=tmp_path
    )
    question = course_copy / "questions" / "t" / "area.yaml"
    sheet = folder / "ada" / "answers.yaml"
    report = json.loads(
        learn("grade", str(folder / "ada"), "--format", "json", "--course", str(course_copy), cwd=tmp_path).stdout
    )
    side = next(q["params"] for q in report["questions"] if q["id"] == "area")["side"]
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("  area:", f"  area: {side * side}", 1), encoding="utf-8"
    )
    learn("grade", str(folder), "--gradebook", "g.db", "--course", str(course_copy), cwd=tmp_path)
    (before,) = table(learn, tmp_path, "--gradebook", "g.db")
    text = question.read_text(encoding="utf-8")
    changed = re.sub(r"side: \{[^}]*\}", "side: {one_of: [1001, 1002]}", text, count=1)
    assert changed != text
    question.write_text(re.sub(r"example: \{[^}]*\}", "example: {side: 1001}", changed, count=1), encoding="utf-8")
    done = learn("regrade", "--gradebook", "g.db", "--course", str(course_copy), cwd=tmp_path)
    (after,) = table(learn, tmp_path, "--gradebook", "g.db")

    assert float(before["score"]) > 0
    assert "question t/area changed" in done.stdout, done.stdout + done.stderr
    assert after["score"] == before["score"]


def write_class(folder: Path, count: int) -> None:
    for n in range(count):
        (folder / f"s{n:04}").mkdir(parents=True)
        source = FORKS if n % 50 == 7 else LOOP if n % 100 == 13 else RIGHT if n % 2 else WRONG
        (folder / f"s{n:04}" / "scale.py").write_text(f"{source}# {n}\n", encoding="utf-8")


def descendants(root: int) -> list[int]:
    """Return the processes below one, that are judging."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    found, waiting = [], [root]
    while waiting:
        parent = waiting.pop()
        children = [pid for pid, above in parents.items() if above == parent]
        found += children
        waiting += children
    return found


@pytest.mark.slow
def test_a_class_with_hostile_members_survives_every_kill(where: str, course_copy: Path, tmp_path: Path) -> None:
    """Eight kills, of the main process and of whatever judges for it; then everybody has one result, the right one."""
    count = int(os.environ.get("LEARN_TEST_CLASS", "1000"))
    work = tmp_path / "work"
    write_class(work, count)
    question = course_copy / "questions" / "t" / "scale.yaml"
    text = question.read_text(encoding="utf-8")
    question.write_text(
        re.sub(r"^limits:.*$", "", text, flags=re.MULTILINE) + "\nlimits: {seconds: 0.5}\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "grader", "grade", str(work), "--exercise", "tiny", "--course", str(course_copy)]
    command += ["--gradebook", where, "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(from_tests.parent)}
    chance, interrupted = random.Random(5), 0
    for kill in range(8):
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
        )
        time.sleep(1.2 + chance.random())
        below = descendants(process.pid)
        victim = process.pid if kill % 2 or not below else chance.choice(below)
        interrupted += process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim == process.pid:
            process.wait()
        elif kill < 6:
            time.sleep(0.5)
            process.kill()
            process.wait()
        else:
            process.wait(300)
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, cwd=tmp_path, timeout=300, check=False
    )

    assert interrupted >= 4
    assert done.returncode == 0, done.stdout + done.stderr
    with open_gradebook(where) as book:
        reports = list(book.reports())
        results = sum(1 for _ in book.stored())
    assert [report.student for report in reports] == [f"s{n:04}" for n in range(count)]
    assert results == count
    best = max(report.score for report in reports)
    for n, report in enumerate(reports):
        hostile = n % 50 == 7 or n % 100 == 13
        assert (report.score == best) is (n % 2 == 1 and not hostile), report.student
        assert report.status == "graded"
