"""Grades for Canvas and Moodle: one column of the instructor's own export changes, and nobody's grade goes to another."""

from dataclasses import replace

import pytest

from grader.errors import UsageError
from grader.reports.formats import Format, render
from grader.results import CheckResult, QuestionResult, Report, Status


def report(student: str | None, score: int, status: Status = Status.PASSED, **more: object) -> Report:
    check = CheckResult("plain", status, score, 1100, False, "", None, 0.1)
    question = QuestionResult("scale", "code", "Scale", 1100, (check,))
    fields = {"folder": "a folder", "isolation": "none"} | more
    return Report("0", "tiny", "exercise-1", "What is shared?", student, questions=(question,), **fields)  # type: ignore[arg-type]


FORM = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,exercise-10 (17),exercise-1: What is shared? (18),Current Score\r\n"
    ",,,,,,Manual Posting,\r\n"
    "    Points Possible,,,,,5,11.00,(read only)\r\n"
    '"Núñez, Zoë",101,s101,zoe,"A, 1",=1+1,,90\r\n'
    '"Ben, Big",102,s102,ben,A,,EX,\r\n'
    '"Cy, C.",103,s103,cy,A,,7,\r\n'
    '"Cy, C.",104,s104,cyrus,A,,,\r\n'
)


@pytest.mark.parametrize("name", ["101", "S101", "zoe", "Núñez, Zoë", "zoë  núñez", "Zoe\u0308 Nu\u0301n\u0303ez"])
def test_only_the_cell_of_a_student_and_an_exercise_changes(name: str) -> None:
    filled = render(Format.CANVAS, [report(name, 733)], FORM)

    assert filled == FORM.replace("=1+1,,90", "=1+1,7.33,90")


def test_who_is_excused_stays_so_and_what_was_not_judged_changes_nothing() -> None:
    reports = [report("ben", 1100), report("cy", 0, Status.ERROR), report("cyrus", 500, partial=True)]

    assert render(Format.CANVAS, reports, FORM) == FORM


def test_an_export_with_semicolons_stays_one() -> None:
    form = "Student;ID;Section;exercise-1 (18)\n    Points Possible;;;11,0\nZoe;101;A;\n"

    assert render(Format.CANVAS, [report("Zoe", 750)], form) == form.replace("101;A;", "101;A;7.5")


@pytest.mark.parametrize(
    ("form", "reports", "message"),
    [
        ("a,b,c\n", [report("zoe", 1)], "The form is no gradebook export of Canvas: it begins with no columns Student and ID. Export it in Canvas (Grades · Export), and name it: --form FILE"),
        ("", [report("zoe", 1)], "The form is empty. Export it again, and name it: --form FILE"),
        ('Student,ID,"x\n', [report("zoe", 1)], "The form is no table in CSV: unexpected end of data. Export it again, and name it: --form FILE"),
        (FORM, [report("=nobody", 1), report("Cy, C.", 1)], "The form does not hold =nobody, Cy, C.. Name each student as the form does, by id, login or name: --roster FILE · or leave these submissions out"),
        (FORM, [report("zoe", 1), report("101", 1)], "101 has two reports of exercise-1. Grade one submission a student."),
        (FORM.replace("11.00", "10"), [report("zoe", 1)], "exercise-1 is worth 11 points, and 10 in the form. Set the assignment's points to 11 in Canvas, and export again"),
        (FORM, [replace(report("zoe", 1), exercise="exercise-2", title="Other")], 'No column of the form is for exercise-2: it has exercise-10, exercise-1: What is shared?, Current Score. Name the assignment "exercise-2" or "Other" in Canvas, and export again'),
        (FORM.replace("exercise-10 ", "exercise-1 late "), [report("zoe", 1)], 'More than one column of the form is for exercise-1: it has exercise-1 late, exercise-1: What is shared?, Current Score. Name the assignment "exercise-1" or "What is shared?" in Canvas, and export again'),
    ],
    ids=["no export", "empty", "no table", "unknown students", "a student twice", "other points", "no column", "two columns"],
)  # fmt: skip
def test_what_does_not_fit_the_gradebook_of_canvas_is_told(form: str, reports: list[Report], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        render(Format.CANVAS, reports, form)

    assert str(caught.value) == message


PEOPLE = "First name,Last name,Email address,Maximum grade\nZoë,Núñez,zoe@x.org,11\nBen,Big,ben@x.org,11\n"


@pytest.mark.parametrize("name", ["zoe@x.org", "Zoë Núñez"])
def test_moodle_gets_a_row_for_each_student_of_the_form(name: str) -> None:
    table = render(Format.MOODLE, [report(name, 733)], PEOPLE)

    assert table == "identifier,exercise-1\nzoe@x.org,7.33\nben@x.org,-\n"


def test_moodle_gets_students_as_they_are_named_without_a_form() -> None:
    reports = [report("=zoe", 733), report(None, 0, Status.ERROR), replace(report("=zoe", 100), exercise="exercise-2")]

    assert render(Format.MOODLE, reports) == "identifier,exercise-1,exercise-2\n'=zoe,7.33,1\na folder,-,-\n"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (PEOPLE, "The form does not hold eve. Name each student as the form does, by id, login or name: --roster FILE · or leave these submissions out"),
        (PEOPLE.replace("zoe@x.org,11", "eve,10"), "exercise-1 is worth 11 points, and 10 in the form. Set its maximum grade to 11 in Moodle, and export again"),
        ("Nachname\nEve\n", "The form has no column that tells students apart: it has Nachname, and one of User ID, ID, Email address, Email, Username, ID number, Identifier, Student is needed. Export the participants or the grades of your course in Moodle"),
    ],
    ids=["unknown student", "above the maximum", "no identifier"],
)  # fmt: skip
def test_what_moodle_would_give_up_at_is_told(form: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        render(Format.MOODLE, [report("eve", 100)], form)

    assert str(caught.value) == message
