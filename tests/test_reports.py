"""Reports are pure: golden files say what they look like, and a stranger's text is inert in them."""

import json
from pathlib import Path

import pytest

from grader.reports.inert import inert, inert_lines
from grader.reports.json import render_json, report_object
from grader.reports.text import points, render_text
from grader.results import CheckResult, QuestionResult, Report, Status

GOLDEN = Path(__file__).parent / "golden"


def check(id: str, status: Status, score: int, max_score: int, message: str = "", **more: object) -> CheckResult:
    fields = {"hidden": False, "misconception": None, "seconds": 0.12345} | more
    return CheckResult(id, status, score, max_score, message=message, **fields)  # type: ignore[arg-type]


REPORT = Report(
    tool="0.0",
    course="tiny",
    exercise="tiny",
    title="One of each kind",
    student="Zoë \x1b[31m\u202e",
    folder="tiny",
    isolation="process",
    questions=(
        QuestionResult(
            "scale",
            "code",
            "Scale an image",
            400,
            (
                check("plain", Status.PASSED, 134, 134),
                check("integers", Status.FAILED, 0, 133, "NameError: ]]><b>\x1b[2J\n  line 3: ::set-output name=x::y"),
                check("other", Status.FAILED, 0, 133, "NameError: ]]><b>\x1b[2J\n  line 3: ::set-output name=x::y"),
                check("secret", Status.NOT_RUN, 0, 0, "Runs when you hand in.", hidden=True),
            ),
            printed="hello\n\x07[/bold]\n" + "line\n" * 30,
        ),
        QuestionResult(
            "area",
            "number",
            "An area",
            300,
            (
                check("area", Status.FAILED, 0, 200, "48 is the way around it.", misconception="circumference"),
                check("third", Status.INVALID, 0, 100, "'x' cannot be read: x: write numbers here, not names."),
            ),
            params={"side": 12},
        ),
        QuestionResult("general", "formula", "Any rectangle", 100, (check("area", Status.ERROR, 0, 100, "It broke."),)),
        QuestionResult("pick", "choice", "Pick one", 100, (check("choice", Status.NOT_RUN, 0, 100, "Not answered yet."),)),
        QuestionResult("picks", "choice", "Pick several", 200, (check("choice", Status.FAILED, 50, 200, "a) No.\n1 right letter is missing."),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [("report.txt", render_text(REPORT)), ("report.json", render_json([REPORT]))]
)
def test_a_report_looks_like_its_golden_file(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """After a wanted change: pytest tests/test_reports.py --update"""
    path = GOLDEN / name
    if request.config.getoption("--update"):
        path.write_text(text, encoding="utf-8")

    assert text == path.read_text(encoding="utf-8")


def test_scores_add_up_in_json() -> None:
    report = report_object(REPORT)

    assert report["max_score"] == sum(question["max_score"] for question in report["questions"]) == 11
    assert [q["max_score"] for q in report["questions"]] == [
        sum(c["max_score"] for c in q["checks"]) for q in report["questions"]
    ]


def test_several_reports_are_a_list() -> None:
    assert len(json.loads(render_json([REPORT, REPORT]))) == 2


def test_nothing_of_a_strangers_text_can_drive_a_terminal() -> None:
    text = render_text(REPORT)

    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert not any(line.startswith(("::", "##")) for line in text.splitlines())
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[0m", "a\\x1b[0m"),
        ("\u202eabc", "\\u202eabc"),
        ("tab\tis fine", "tab\tis fine"),
        ("\ud800", "\\ud800"),
        ("\r", "\\r"),
    ],
)
def test_controls_are_written_as_escapes(text: str, expected: str) -> None:
    assert inert(text) == expected


def test_long_texts_are_clipped() -> None:
    lines = inert_lines("x" * 1000 + "\n" * 100)

    assert (len(lines), len(lines[0]), lines[-1]) == (21, 201, "… 81 more lines")


@pytest.mark.parametrize(("hundredths", "text"), [(0, "0"), (100, "1"), (150, "1.5"), (133, "1.33"), (2000, "20")])
def test_points_have_no_needless_zeros(hundredths: int, text: str) -> None:
    assert points(hundredths) == text
