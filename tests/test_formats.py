"""Every format is a view of the same reports: golden files say what each looks like, and its numbers are those of the JSON."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from grader.errors import UsageError
from grader.judging.checks import share
from grader.reports.classroom50 import whole_points
from grader.reports.formats import Format, render
from grader.reports.github import command, located, render_summary
from grader.reports.html import render_student
from grader.reports.json import report_object
from grader.results import Adjustment, Category, CheckResult, QuestionResult, Report, Status

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
HOSTILE = "=HYPERLINK(1) ]]><b>\x1b[2J\n::set-output name=x::y\n##[add-path]x 100%, @all"


def check(id: str, status: Status, score: int, max_score: int, message: str = "", **more: object) -> CheckResult:
    fields = {"hidden": False, "misconception": None, "seconds": 0.12345} | more
    return CheckResult(id, status, score, max_score, message=message, **fields)  # type: ignore[arg-type]


def report(student: str | None, *questions: QuestionResult, **more: object) -> Report:
    fields = {
        "folder": "folder-of-one",
        "isolation": "namespaces: all of it",
        "submission": "5f" * 32,
        "graded_at": "2026-11-24T12:00:00+00:00",
        "handed_in_at": "2026-11-23T22:30:00+01:00",
    } | more
    return Report("0.1.0", "tiny", "tiny", "One of each kind", student, questions=questions, **fields)  # type: ignore[arg-type]


SCALE = QuestionResult(
    "scale",
    "code",
    "Scale an image",
    400,
    (
        check("plain", Status.PASSED, 134, 134),
        check("integers", Status.FAILED, 0, 133, HOSTILE, misconception="adds", category=Category.WRONG),
        check(
            "secret", Status.FAILED, 0, 133, "Not equal.", misconception="adds", hidden=True, category=Category.WRONG
        ),
    ),
    printed="hello\n::error::x\n",
    file="scale.py",
    line=3,
    adjustments=(Adjustment(50, "=a typing error", "2026-11-24T13:00:00+00:00"),),
)
AREA = QuestionResult(
    "area",
    "number",
    "An area",
    300,
    (
        check("area", Status.FAILED, 0, 200, "48 is the way around it.", misconception="circumference"),
        check("third", Status.INVALID, 0, 100, "'x' cannot be read: write numbers here."),
    ),
    file="answers.yaml",
    line=7,
)
GENERAL = QuestionResult(
    "general", "formula", "Any rectangle", 100, (check("area", Status.ERROR, 0, 100, "It broke."),)
)
PICK = QuestionResult("pick", "choice", "Pick one", 100, (check("choice", Status.NOT_RUN, 0, 100, "Not judged yet."),))
LATER = QuestionResult(
    "later", "code", "Later", 100, (check("secret", Status.NOT_RUN, 0, 0, "Runs when you hand in.", hidden=True),)
)

ONE = report("Zoë \x1b[31m", SCALE, AREA, GENERAL, PICK, LATER)
REPORTS = (ONE, report("@ben", SCALE, AREA), report(None, SCALE, PICK, partial=True))


GOLDENS = {
    "reports.jsonl": (Format.JSONL, REPORTS),
    "reports.csv": (Format.CSV, REPORTS),
    "reports.junit.xml": (Format.JUNIT, REPORTS),
    "gradescope.json": (Format.GRADESCOPE, [ONE]),
    "gradescope-partial.json": (Format.GRADESCOPE, REPORTS[2:]),
    "classroom50.json": (Format.CLASSROOM50, [ONE]),
    "github.txt": (Format.GITHUB, REPORTS),
    "moodle.csv": (Format.MOODLE, REPORTS),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_a_format_looks_like_its_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    """After a wanted change: pytest tests/test_formats.py --update"""
    text = render(*GOLDENS[name])
    if request.config.getoption("--update"):
        (GOLDEN / name).write_text(text, encoding="utf-8")

    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_summary_looks_like_its_golden_file(request: pytest.FixtureRequest) -> None:
    text = render_summary(REPORTS)
    if request.config.getoption("--update"):
        (GOLDEN / "summary.md").write_text(text, encoding="utf-8")

    assert text == (GOLDEN / "summary.md").read_text(encoding="utf-8")


OTHER = replace(ONE, student="Mallory", made_for="Alice <b>\u202e", questions=(AREA,))
NOTE = "Started for Alice <b>\\u202e, handed in by Mallory: any numbers in it are those of Alice <b>\\u202e."
MARKED = NOTE.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("format", "told"),
    {
        Format.TEXT: f"\n{NOTE}\n",
        Format.JSON: '"made_for": "Alice <b>\\\\u202e"',
        Format.JSONL: '"made_for": "Alice <b>\\\\u202e"',
        Format.CSV: ",area:circumference,Alice <b>\\u202e\n",
        Format.JUNIT: '<property name="made_for" value="Alice &#60;b&#62;\\u202e"/>',
        Format.GITHUB: f" {NOTE}\n",
        Format.GRADESCOPE: json.dumps(NOTE)[1:-1],
        Format.CLASSROOM50: f'"note": {json.dumps(NOTE)}',
        Format.HTML: "started for <bdi>Alice &lt;b&gt;\\u202e</bdi>",
    }.items(),
)
def test_every_format_says_that_a_submission_was_started_for_somebody_else(format: Format, told: str) -> None:
    other, own = (render(format, [replace(OTHER, made_for=made_for)]) for made_for in (OTHER.made_for, "mallory "))

    assert told in other
    assert "Alice" not in own
    assert "tarted for" not in own


def test_a_summary_and_a_student_s_page_say_so_too() -> None:
    assert "Started for Alice &#60;b&#62;&#92;u202e&#44; handed in by Mallory" in render_summary([OTHER])
    assert f'<p class="note">{MARKED}</p>' in render_student([OTHER])
    assert "tarted for" not in render_summary([ONE]) + render_student([ONE])


def test_each_line_is_a_whole_report() -> None:
    lines = render(Format.JSONL, REPORTS).splitlines()

    assert [json.loads(line) for line in lines] == [report_object(report) for report in REPORTS]


def test_a_cell_of_the_table_is_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(render(Format.CSV, REPORTS))))

    assert rows[0] == [
        "student",
        "exercise",
        "score",
        "max_score",
        "status",
        "graded_at",
        "submission",
        "misconceptions",
        "made_for",
    ]
    assert [row[0] for row in rows[1:]] == ["Zoë \\x1b[31m", "'@ben", "folder-of-one"]
    assert rows[1][-2] == "scale:adds;area:circumference"


SCHEMA = etree.XMLSchema(etree.parse(TESTS / "schemas" / "junit-10.xsd"))


def test_junit_is_what_pytests_own_schema_takes() -> None:
    tree = etree.fromstring(render(Format.JUNIT, REPORTS).encode())
    SCHEMA.assertValid(tree)

    assert [len(tree.findall(f".//{name}")) for name in ("testsuite", "failure", "error", "skipped")] == [3, 10, 1, 3]
    assert [suite.find("properties/property[@name='partial']") is not None for suite in tree] == [False, False, True]


def test_no_two_cases_of_junit_have_one_name() -> None:
    """GitLab drops the second."""
    tree = etree.fromstring(render(Format.JUNIT, [ONE, ONE, ONE]).encode())
    names = [case.get("name") for case in tree.iter("testcase")]

    assert len(set(names)) == len(names) == 24
    assert "Zoë \\x1b[31m · scale · plain (3)" in names


# Platforms


@pytest.mark.parametrize("format", [Format.GRADESCOPE, Format.CLASSROOM50])
@pytest.mark.parametrize("number", [0, 2])
def test_a_format_of_one_submission_takes_no_class(format: Format, number: int) -> None:
    with pytest.raises(UsageError) as caught:
        render(format, REPORTS[:number])

    assert str(caught.value) == (
        f"{format} takes one submission, and here are {number}."
        f" Grade one: learn grade FOLDER --format {format} · all in one file: --format json"
    )


def test_gradescope_tells_of_a_hidden_check_only_whether_it_passed() -> None:
    results = json.loads(render(Format.GRADESCOPE, [ONE]))
    secret = next(test for test in results["tests"] if test["name"] == "scale · secret")

    assert secret["output"] == "A hidden check: not passed."
    assert {test["visibility"] for test in results["tests"]} == {"visible"}
    assert {test["output_format"] for test in results["tests"]} == {results["output_format"]} == {"text"}


def test_gradescope_is_told_what_is_not_the_students_fault() -> None:
    results = json.loads(render(Format.GRADESCOPE, [ONE]))

    assert "Something could not be judged. That is not your fault: tell your instructor." in results["output"]
    assert "scale: 0.5 by hand: =a typing error" in results["output"]


def test_classroom50_is_told_what_its_runner_knows() -> None:
    about = {
        "CLASSROOM": "cs50-fall",
        "ASSIGNMENT": "conv",
        "OWNER": "zoe",
        "MODE": "group",
        "SUBMISSION_TAG": "submit/20261124T120000Z-abc",
        "COMMIT_URL": "https://github.com/o/r/commit/abc",
        "RELEASE_URL": "https://github.com/o/r/releases/tag/x",
    }
    result = json.loads(render(Format.CLASSROOM50, [ONE], about=about))

    assert (result["classroom"], result["assignment"], result["owner"]) == ("cs50-fall", "conv", "zoe")
    assert (result["assignment_type"], result["submission"]) == ("group", "submit/20261124T120000Z-abc")
    assert (result["commit"], result["review"]) == ("https://github.com/o/r/commit/abc",) * 2
    assert result["datetime"] == "2026-11-23T21:30:00Z"  # when it was handed in, in UTC, whatever is graded later


@pytest.mark.parametrize(
    ("score", "max_score", "points"),
    [(0, 400, 0), (184, 400, 2), (149, 400, 1), (399, 400, 3), (400, 400, 4), (99, 100, 0), (0, 0, 0)],
)
def test_a_fraction_is_never_rounded_up_to_full_marks(score: int, max_score: int, points: int) -> None:
    assert whole_points(score, max_score) == points


# GitHub Actions


@pytest.mark.parametrize(
    ("properties", "message", "line"),
    [
        ({}, "plain", "::error::plain"),
        ({"file": "a,b:c%.py", "line": "3"}, "x", "::error file=a%2Cb%3Ac%25.py,line=3::x"),
        ({"title": "two\r\nlines"}, "100%\r\na: b, c", "::error title=two%0D%0Alines::100%25%0D%0Aa: b, c"),
        ({"title": ""}, "%0A", "::error::%250A"),
    ],
    ids=["nothing", "properties", "line ends", "already escaped"],
)
def test_a_command_is_escaped_as_the_official_toolkit_does(properties: dict[str, str], message: str, line: str) -> None:
    assert command("error", properties, message) == line


def test_an_annotation_points_at_the_students_function() -> None:
    lines = render(Format.GITHUB, [located(ONE, "work/exercise-1")]).splitlines()

    assert lines[0].startswith("::error file=work/exercise-1/scale.py,line=3,endLine=3,col=1,title=tiny · Zoë")
    assert lines[3].startswith("::warning file=work/exercise-1/answers.yaml,line=7,endLine=7,col=1,title=tiny · Zoë")
    assert located(report(None, PICK), "x").questions[0].file is None


def test_github_gets_no_more_annotations_than_it_shows() -> None:
    lines = render(Format.GITHUB, [ONE] * 5).splitlines()

    assert [sum(line.startswith(f"::{name} ") for line in lines) for name in ("error", "warning")] == [10, 10]
    assert "::notice::5 more did not pass; the summary of this step and the JSON hold all." in lines
    assert lines[-1] == (
        "tiny · Zoë \\x1b[31m: 1.84 of 10 points. 1 of 7 checks passed, 3 failed, 1 could not be read, 1 not run,"
        " 1 could not be judged; 1 hidden check runs when you hand in."
    )


def test_the_summary_stays_within_what_github_takes() -> None:
    whole = render_summary([ONE] * 2)
    text = render_summary([ONE] * 3000)

    assert len(text.encode()) <= 1024 * 1024
    assert text.endswith("\n\nThere is more, and no room for it: the JSON holds all.\n")
    assert render_summary([ONE] * 2, len(whole.encode()) + 100) == whole
    assert render_summary([ONE], 10) == ""


# Agreement


TEXT = st.text(st.characters(), max_size=12) | st.sampled_from([HOSTILE, 'a,b;c\n"d"', "x" * 300])
NAME = st.sampled_from(["plain", "secret", "other", "::x::", "a · b", "third,"])


@st.composite
def questions(draw: st.DrawFn, id: str) -> QuestionResult:
    points = draw(st.integers(0, 9)) * 100
    ids = draw(st.lists(NAME, min_size=1, unique=True))
    shares = share(points, draw(st.lists(st.integers(0, 3), min_size=len(ids), max_size=len(ids))))
    checks = [
        check(
            name,
            draw(st.sampled_from(Status)),
            draw(st.integers(0, most)),
            most,
            draw(TEXT),
            hidden=draw(st.booleans()),
            misconception=draw(st.none() | st.just("swapped")),
            seconds=draw(st.floats(0, 9999)),
        )
        for name, most in zip(ids, shares, strict=True)
    ]
    by_hand = st.builds(Adjustment, st.integers(-900, 900), TEXT, st.just("2026-01-01T00:00:00+00:00"))
    more = {"file": draw(st.none() | TEXT), "line": draw(st.none() | st.integers(1, 99))}
    adjustments = tuple(draw(st.lists(by_hand, max_size=2)))
    return QuestionResult(id, "code", "Title", points, tuple(checks), draw(TEXT), adjustments=adjustments, **more)


def reports() -> st.SearchStrategy[Report]:
    return st.builds(
        lambda student, partial, found: report(student, *found, partial=partial, folder="a folder"),
        st.none() | TEXT,
        st.booleans(),
        st.tuples(questions("scale"), questions("area")),
    )


def hundredths(text: str) -> int:
    return round(float(text) * 100)


def said(objects: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    return [(round(r["score"] * 100), round(r["max_score"] * 100), r["status"]) for r in objects]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports(), min_size=1, max_size=3))
def test_every_number_of_every_format_is_that_of_the_json(found: list[Report]) -> None:
    objects = [report_object(one) for one in found]
    checks = [check for one in objects for question in one["questions"] for check in question["checks"]]
    by_status = Counter(check["status"] for check in checks)

    lines = [json.loads(line) for line in render(Format.JSONL, found).splitlines()]
    assert lines == objects

    rows = list(csv.DictReader(io.StringIO(render(Format.CSV, found))))
    assert [(hundredths(r["score"]), hundredths(r["max_score"]), r["status"]) for r in rows] == said(objects)

    tree = etree.fromstring(render(Format.JUNIT, found).encode())
    SCHEMA.assertValid(tree)
    suites = [{p.get("name"): p.get("value") for p in suite.iter("property")} for suite in tree]
    assert [(hundredths(s["score"]), hundredths(s["max_score"]), s["status"]) for s in suites] == said(objects)
    assert [s.get("partial") for s in suites] == ["true" if one.partial else None for one in found]
    assert int(tree.get("tests")) == len(tree.findall(".//testcase")) == len(checks)
    assert int(tree.get("failures")) == len(tree.findall(".//failure")) == by_status["failed"] + by_status["invalid"]
    assert int(tree.get("errors")) == len(tree.findall(".//error")) == by_status["error"]
    assert len(tree.findall(".//skipped")) == by_status["not_run"]
    assert len({case.get("name") for case in tree.iter("testcase")}) == len(checks)

    annotations = render(Format.GITHUB, found).splitlines()
    kinds = Counter(line.split(" ")[0] for line in annotations if line.startswith("::"))
    assert kinds["::error"] == min(10, by_status["failed"])
    assert kinds["::warning"] == min(10, by_status["error"] + by_status["invalid"])
    totals = [re.search(r": ([\d.]+) of ([\d.]+) points\. ", line) for line in annotations if line.startswith("tiny")]
    assert [(hundredths(t[1]), hundredths(t[2])) for t in totals if t] == [s[:2] for s in said(objects)]

    summary = render_summary(found)
    assert [hundredths(t) for t in re.findall(r"(?m)^\*\*([\d.]+) of", summary)] == [s[0] for s in said(objects)]
    assert sum(summary.count(f"\n| {mark} |") for mark in "✓✗!?–") == len(checks)


@settings(deadline=None)
@given(reports())
def test_the_numbers_of_one_submission_agree_too(found: Report) -> None:
    expected = report_object(found)
    checks = [check for question in expected["questions"] for check in question["checks"]]

    results = json.loads(render(Format.GRADESCOPE, [found]))
    tests = results["tests"]
    assert results["score"] == expected["score"]
    assert round(sum(test["max_score"] for test in tests) * 100) == round(expected["max_score"] * 100)
    assert round(sum(test["score"] for test in tests) * 100) == sum(check.score for check in found.checks)
    assert sum(t["status"] == "passed" for t in tests) == sum(check["status"] == "passed" for check in checks)
    assert results["extra_data"]["status"] == expected["status"]
    assert ("not the whole result" in results["output"]) == found.partial

    result = json.loads(render(Format.CLASSROOM50, [found]))
    assert [t["exact-score"] for t in result["tests"]] == [q["score"] for q in expected["questions"]]
    assert [t["max-score"] for t in result["tests"]] == [q["max_score"] for q in expected["questions"]]
    assert result["max-score"] == expected["max_score"]
    assert abs(result["score"] - expected["score"]) <= 1
    assert (result["score"] == result["max-score"]) == (expected["score"] == expected["max_score"])
    assert all(isinstance(t["score"], int) and t["score"] <= t["max-score"] for t in result["tests"])
