"""A gradebook keeps each result once, whoever is killed, on both databases; and says in words what is wrong with it."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import GradebookError, UsageError
from grader.gradebook.failures import in_words
from grader.gradebook.records import HandIn, Judged
from grader.gradebook.store import Gradebook, open_gradebook
from grader.gradebook.version import Version
from grader.results import CheckResult, QuestionResult, Report, Status

OLD = Version("tiny", "tiny", {"question t/scale": "1"}, "0.1", "2.0")
NEW = replace(OLD, parts={"question t/scale": "2"})


def report(submission: str, score: int, status: Status = Status.FAILED) -> Report:
    check = CheckResult("plain", status, score, 400, False, "", None, 0.1)
    question = QuestionResult("scale", "code", "Scale", 400, (check,))
    return Report(
        "0.1",
        "tiny",
        "tiny",
        "Tiny",
        None,
        "",
        "none",
        (question,),
        submission=submission,
        graded_at="2026-01-01T00:00:00+00:00",
    )


def judged(submission: str, score: int, status: Status = Status.FAILED) -> Judged:
    return Judged(submission, b"packed " + submission.encode(), report(submission, score, status))


def hand_in(student: str, submission: str, at: int = 1) -> HandIn:
    return HandIn(student, "tiny", submission, f"{student}.zip", f"2026-01-0{at}T00:00:00+00:00")


def made(where: str) -> Gradebook:
    return open_gradebook(where, course="tiny", create=True)


def rows(book: Gradebook, table: str) -> list[tuple[object, ...]]:
    from sqlalchemy import text

    with book.database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def test_what_is_recorded_twice_is_there_once(where: str) -> None:
    with made(where) as book:
        first = book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])
        again = book.record(OLD, [hand_in("ada", "a")], [judged("a", 300)])

        assert (first, again) == (1, 0)
        assert [(r.student, r.score, r.folder) for r in book.reports()] == [("ada", 100, "ada.zip")]
        assert book.known(["a", "b"]) == {"a": {OLD.key}}


def test_a_first_result_counts_until_another_is_chosen(where: str) -> None:
    with made(where) as book:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])
        book.record(NEW, [], [judged("a", 50)])
        kept = [r.score for r in book.reports()]
        book.supersede(NEW, [judged("a", 60)])

        assert kept == [100]
        assert [r.score for r in book.reports()] == [60]
        assert book.known(["a"]) == {"a": {OLD.key, NEW.key}}
        assert [stored.version for stored in book.stored()] == [NEW]


@pytest.mark.parametrize(("keep", "score"), [("latest", 100), ("first", 200), ("best", 300)])
def test_which_of_several_submissions_is_shown(where: str, keep: str, score: int) -> None:
    with made(where) as book:
        handed_in = [hand_in("ada", "a", 1), hand_in("ada", "b", 2), hand_in("ada", "c", 3)]
        book.record(OLD, handed_in, [judged("a", 200), judged("b", 300), judged("c", 100)])
        book.keep = keep  # type: ignore[assignment]

        assert [r.score for r in book.reports()] == [score]
    with open_gradebook(where) as book:
        assert book.keep == keep


def test_one_content_of_two_students_is_judged_once(where: str) -> None:
    with made(where) as book:
        book.record(OLD, [hand_in("ada", "a"), hand_in("bob", "a")], [judged("a", 100)])

        assert [(r.student, r.score) for r in book.reports()] == [("ada", 100), ("bob", 100)]
        assert book.whose(["a"]) == {"a": ["ada", "bob"]}
        assert len(rows(book, "results")) == 1


def test_students_are_in_the_same_order_on_every_database(where: str) -> None:
    names = ["Zoë", "ada", "Ärger", "éva", "zz", "A", "日本"]
    with made(where) as book:
        book.record(OLD, [hand_in(name, str(n)) for n, name in enumerate(names)], [judged(str(n), 1) for n in range(7)])

        assert [r.student for r in book.reports()] == sorted(names)


def test_an_adjustment_survives_a_regrade_and_is_shown(where: str) -> None:
    with made(where) as book:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])
        after = book.adjust("ada", None, "scale", -50, "late")
        book.supersede(NEW, [judged("a", 200)])
        (again,) = book.reports()

        assert (after.score, again.score) == (50, 150)
        assert [(a.points, a.why) for a in again.questions[0].adjustments] == [(-50, "late")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("adda", "scale", 100, "x"), 'has no student "adda". Did you mean "ada"?'),
        (("ada", "scal", 100, "x"), 'ada has no question "scal". Did you mean "scale"? There are: scale.'),
        (("ada", "scale", 0, "x"), "0 points change nothing. Say how many to add, such as 1.5 or -2."),
        (("ada", "scale", 1, " "), "Say why, the student will ask: --why TEXT"),
    ],
)
def test_an_adjustment_that_fits_nobody(tmp_path: Path, arguments: tuple[str, str, int, str], message: str) -> None:
    student, question, points, why = arguments
    with made(str(tmp_path / "g.db")) as book:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])

        with pytest.raises(UsageError) as caught:
            book.adjust(student, None, question, points, why)

    assert message in str(caught.value)


def test_a_merge_loses_nothing_and_repeats_nothing(where: str, tmp_path: Path) -> None:
    with made(where) as book, made(str(tmp_path / "other.db")) as other:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])
        other.record(OLD, [hand_in("bob", "b")], [judged("b", 200)])
        other.adjust("bob", None, "scale", 50, "fair")
        brought, again = book.merge(other), book.merge(other)

        assert (brought.results, brought.hand_ins, brought.adjustments) == (1, 1, 1)
        assert (again.results, again.hand_ins, again.adjustments) == (0, 0, 0)
        assert [(r.student, r.score) for r in book.reports()] == [("ada", 100), ("bob", 250)]


def test_a_transaction_that_fails_changes_nothing(tmp_path: Path) -> None:
    """A full disk: what was kept is there, what was not is not, and with room it goes on."""
    with made(str(tmp_path / "g.db")) as book:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])
        big = Judged("b", os.urandom(3_000_000), report("b", 1))
        with book.database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        limit = f"PRAGMA max_page_count = {pages + 10}"

        from sqlalchemy import event

        @event.listens_for(book.database.engine, "begin")
        def full(connection: object) -> None:
            connection.exec_driver_sql(limit)  # type: ignore[attr-defined]

        with pytest.raises(GradebookError, match="full"):
            book.record(OLD, [hand_in("bob", "b")], [big])
        event.remove(book.database.engine, "begin", full)
        kept = [r.student for r in book.reports()]
        book.close()
    with open_gradebook(str(tmp_path / "g.db")) as book:
        book.record(OLD, [hand_in("bob", "b")], [big])

        assert kept == ["ada"]
        assert [r.student for r in book.reports()] == ["ada", "bob"]


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE mine (x)")


def _newer(path: Path) -> None:
    made(str(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = value || '9' WHERE key = 'schema'")


def _other_course(path: Path) -> None:
    open_gradebook(str(path), course="another", create=True).close()


DAMAGED = {
    "no database": (lambda path: path.write_text("hello\n" * 100), "database"),
    "somebody else's": (_foreign, "gradebook"),
    "newer": (_newer, "newer version"),
    "another course": (_other_course, "another"),
    "a folder": (lambda path: path.mkdir(), "folder"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_gradebook_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "g.db"
    make, word = DAMAGED[name]
    make(path)
    before = path.read_bytes() if path.is_file() else b""

    with pytest.raises(GradebookError) as caught:
        made(str(path))

    assert word in str(caught.value)
    assert "g.db" in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_database_that_cannot_be_reached_keeps_its_password(tmp_path: Path) -> None:
    with pytest.raises(GradebookError) as caught:
        open_gradebook("postgresql+psycopg://ada:hidden-word@127.0.0.1:1/x", course="tiny", create=True)

    assert "hidden-word" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


@pytest.fixture
def guarded(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, for a role that may log in with the password `right`, and no more."""
    from sqlalchemy import create_engine, make_url, text

    name = f"guarded_{os.urandom(4).hex()}"
    url = request.getfixturevalue("postgres")
    engine = create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = 'guarded'")):
            connection.execute(text("CREATE ROLE guarded LOGIN PASSWORD 'right'"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    theirs = make_url(url).set(username="guarded", password="right", database=name)
    return theirs.render_as_string(hide_password=False)


def test_a_wrong_password_is_told_and_not_shown(guarded: str) -> None:
    with pytest.raises(GradebookError, match="does not accept this user and password") as caught:
        made(guarded.replace("right", "wrong-word"))

    assert "wrong-word" not in str(caught.value)


def test_a_user_without_the_right_to_make_tables_is_told_so(guarded: str) -> None:
    with pytest.raises(GradebookError, match="does not let this user do that"):
        made(guarded)


def test_without_psycopg_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(GradebookError, match=r"needs psycopg: pip install 'learn-sharing\[postgresql\]'"):
        made("postgresql+psycopg://ada@127.0.0.1:1/x")


def test_a_writer_that_never_ends_is_not_waited_for_without_end(where: str) -> None:
    made(where).close()
    with open_gradebook(where) as one, open_gradebook(where, patience=0.3) as other:
        with one.database.writing(), pytest.raises(GradebookError, match="is being written by somebody else"):
            other.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])

        assert other.record(OLD, [hand_in("ada", "a")], [judged("a", 100)]) == 1


def test_a_file_that_cannot_be_written_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "g.db"
    made(str(path)).close()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        with pytest.raises(sqlite3.OperationalError) as caught:
            connection.execute("DELETE FROM meta")

        assert (
            str(in_words("g.db", caught.value)) == "g.db cannot be written here. Choose another place: --gradebook FILE"
        )


WRITER = """
import sys
sys.path.insert(0, {tests!r})
from test_gradebook import OLD, hand_in, judged, made
with made({where!r}) as book:
    for n in range(int(sys.argv[1]), 100_000):
        book.record(OLD, [hand_in(f"s{{n}}", f"d{{n}}")], [judged(f"d{{n}}", n % 400)])
        print(n, flush=True)
"""


def test_a_writer_that_is_killed_loses_nothing_that_it_said_was_kept(where: str) -> None:
    made(where).close()
    kept: set[str] = set()
    for kill in range(4):
        program = WRITER.format(tests=str(Path(__file__).parent), where=where)
        process = subprocess.Popen([sys.executable, "-c", program, str(kill * 1000)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        kept.add(process.stdout.readline().strip())
        time.sleep(0.05 + 0.07 * kill)
        process.send_signal(signal.SIGKILL)
        kept |= {line.strip() for line in process.stdout.readlines() if line.endswith("\n")}
        process.stdout.close()
        process.wait()

    with open_gradebook(where) as book:
        students = [r.student for r in book.reports()]
        results = rows(book, "results")
    assert {f"s{n}" for n in kept} <= set(students)
    assert len(students) == len(set(students)) == len(results)
    assert len(students) - len(kept) <= 4


def test_two_writers_at_once_repeat_nothing(where: str) -> None:
    made(where).close()
    program = WRITER.format(tests=str(Path(__file__).parent), where=where).replace("100_000", "60")
    both = [subprocess.Popen([sys.executable, "-c", program, "0"], stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [process.wait(60) for process in both] == [0, 0]
    with open_gradebook(where) as book:
        assert len(rows(book, "results")) == len([*book.reports()]) == 60


def test_what_a_submission_is_called_is_kept_harmless(where: str) -> None:
    """Whoever reads the tables sees it on a terminal."""
    called = replace(hand_in("ada", "a"), name="\x1b[31mred\n\u202e\U000e0041\ud800.zip")
    with made(where) as book:
        book.record(OLD, [called], [judged("a", 100)])
        (stored,) = rows(book, "hand_ins")
        (report,) = book.reports()

    assert "\\x1b[31mred\\n\\u202e\\U000e0041\\ud800.zip" in stored
    assert report.folder in stored


def test_a_damaged_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "g.db"
    with made(str(path)) as book:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE results SET report = ?", (json.dumps({"schema": "x"}),))

    with (
        open_gradebook(str(path)) as book,
        pytest.raises(GradebookError, match="row 1 of the table results is damaged"),
    ):
        list(book.reports())


def test_the_gradebooks_of_shards_draw_the_same_hidden_inputs_where_the_course_has_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {made(str(tmp_path / f"{n}.db")).salt for n in range(2)}
    monkeypatch.setenv("LEARN_COURSE_SECRET", "secret")
    together = {made(str(tmp_path / f"{n}.db")).salt for n in range(2, 4)}

    assert (len(alone), len(together)) == (2, 1)


def test_the_columns_in_the_documentation_are_those_of_the_tables() -> None:
    """docs/gradebook.md names each with its comment."""
    from grader.gradebook.tables import metadata

    text = (Path(__file__).parents[1] / "docs" / "gradebook.md").read_text(encoding="utf-8")
    rows = [
        f"| `{table.name}.{column.name}` | {column.comment} |"
        for table in metadata.sorted_tables
        for column in table.columns
    ]

    assert [row for row in rows if row not in text] == []
    assert text.count("\n| `") == len(rows)


def test_the_queries_in_the_documentation_run(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "docs" / "gradebook.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    with made(str(tmp_path / "g.db")) as book:
        book.record(OLD, [hand_in("ada", "a")], [judged("a", 100)])

    with closing(sqlite3.connect(tmp_path / "g.db")) as connection:
        assert [connection.execute(query).fetchall() for query in queries] == [
            [("ada", "tiny", 1.0, 4.0)],
            [("graded", 1)],
        ]
