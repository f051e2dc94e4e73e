"""Every format is a view of the same reports: golden files say what each looks like, and its numbers are those of the JSON."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import etree

from grader.reports.formats import Format, render
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


@pytest.mark.parametrize("name", ["reports.jsonl", "reports.csv", "reports.junit.xml"])
def test_a_format_looks_like_its_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    """After a wanted change: pytest tests/test_formats.py --update"""
    format = {"jsonl": Format.JSONL, "csv": Format.CSV, "junit": Format.JUNIT}[name.split(".")[1]]
    text = render(format, REPORTS)
    if request.config.getoption("--update"):
        (GOLDEN / name).write_text(text, encoding="utf-8")

    assert text == (GOLDEN / name).read_text(encoding="utf-8")


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
    ]
    assert [row[0] for row in rows[1:]] == ["Zoë \\x1b[31m", "'@ben", "folder-of-one"]
    assert rows[1][-1] == "scale:adds;area:circumference"


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
