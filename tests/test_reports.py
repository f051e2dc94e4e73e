"""Reports are pure: golden files say what they look like, and a stranger's text is inert in them."""

import json
import re
import string
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reports.beside import beside
from grader.reports.inert import for_csv, for_html, for_json, for_markdown, for_xml, inert, inert_lines, inert_word
from grader.reports.json import parse_report, render_json, report_object
from grader.reports.text import points, render_text
from grader.results import Adjustment, CheckResult, QuestionResult, Report, Status

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
                check("integers", Status.FAILED, 0, 133, "NameError: ]]><b>\x1b[2J\n  ::set-output name=x::y\n  line ##[add-path]x"),
                check("other", Status.FAILED, 0, 133, "NameError: ]]><b>\x1b[2J\n  ::set-output name=x::y\n  line ##[add-path]x"),
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
    assert not any(line.strip().startswith(("::", "##")) for line in text.splitlines())
    assert "##[" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[0m", "a\\x1b[0m"),
        ("\u202eabc", "\\u202eabc"),
        ("tab\tis fine", "tab\tis fine"),
        ("\ud800", "\\ud800"),
        ("\r", "\\r"),
        ("a\u200bb\u2060\ufeff\u00ad", "a\\u200bb\\u2060\\ufeff\\xad"),
        ("Ada\U000e0041\U000e007f", "Ada\\U000e0041\\U000e007f"),
        ("\u3164\u115f\u1160\uffa0\u17b4", "\\u3164\\u115f\\u1160\\uffa0\\u17b4"),
        ("a\ufe0f\U000e0100\u180b", "a\\ufe0f\\U000e0100\\u180b"),
        ("\u061c\u034f\ufff0\U0001d173", "\\u061c\\u034f\\ufff0\\U0001d173"),
        ("a\u200db \u200c", "a\\u200db \\u200c"),
        ("\u0645\u200c\u200c\u062e", "\u0645\\u200c\\u200c\u062e"),
        # A joiner that is spelling: "I want" in Persian, a half form in Hindi, a chillu in Malayalam.
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("caf\u0065\u0301 \u4e2d\u6587 \U0001f600", "caf\u0065\u0301 \u4e2d\u6587 \U0001f600"),
    ],
)
def test_controls_are_written_as_escapes(text: str, expected: str) -> None:
    assert inert(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::error::x", "| ::error::x"),
        ("a\n \t\u00a0::add-path::x", "a\n|  \t\u00a0::add-path::x"),
        ("##[command]x", "| # #[command]x"),
        ("see ##vso[task.complete]", "see # #vso[task.complete]"),
        ("std::vector", "std::vector"),
        ("\r::error::x", "\\r::error::x"),
        ("# a ## heading", "# a ## heading"),
    ],
    ids=[
        "at the beginning",
        "after white space",
        "old form",
        "inside a line",
        "no command",
        "after a return",
        "headings",
    ],
)
def test_no_line_is_a_command_of_a_ci_runner(text: str, expected: str) -> None:
    """GitHub's runner trims white space before `::`, and finds `##[` anywhere in a line."""
    assert inert(text) == expected


def test_a_name_stays_on_one_line() -> None:
    assert inert_word("a\n::error::\tb") == "a\\n::error::\\tb"
    assert len(inert_word("x" * 1000)) == 201


NASTY = "]]></failure><script>alert('1')</script>&\x00\x1b[2J\ufffe\ud800\n@all |x| `y` [z](javascript:w) =1+1"


def test_xml_can_be_read_again() -> None:
    root = ElementTree.fromstring(f'<a b="{for_xml(NASTY)}">{for_xml(NASTY)}</a>')

    assert root.text == root.get("b") == for_json(NASTY)
    assert list(root) == []


def test_html_holds_no_element_and_ends_no_attribute() -> None:
    assert not set("<>\"'") & set(for_html(NASTY))


def test_markdown_holds_no_markup_but_its_own() -> None:
    inside = for_markdown(NASTY).removeprefix("<code>").removesuffix("</code>").replace("<br>", "")

    assert set(re.sub(r"&#\d+;", "", inside)) <= set(string.ascii_letters + string.digits + " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        (" \n@SUM(A1)", "' \n@SUM(A1)"),
        ("\t-1", "'\t-1"),
        ("＝1", "'＝1"),
        ("a = 1", "a = 1"),
    ],
)
def test_no_cell_is_a_formula(text: str, expected: str) -> None:
    assert for_csv(text) == expected


@given(st.text(st.characters(), max_size=60))
def test_whatever_it_was_it_is_inert(text: str) -> None:
    """No form lets a control through, and XML parses."""
    for form in (inert, for_json, for_html, for_xml, for_markdown, for_csv):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202e\u200b\ufe0f\U000e0041]", form(text))
    assert not re.search(r"(?m)^\s*::|##\[", inert(text))
    ElementTree.fromstring(f"<a>{for_xml(text)}</a>")


def test_json_is_bounded() -> None:
    assert len(for_json("x" * 1_000_000)) == 10_001


def test_long_texts_are_clipped() -> None:
    lines = inert_lines("x" * 1000 + "\n" * 100)

    assert (len(lines), len(lines[0]), lines[-1]) == (21, 201, "… 81 more lines")


@pytest.mark.parametrize(("hundredths", "text"), [(0, "0"), (100, "1"), (150, "1.5"), (133, "1.33"), (2000, "20")])
def test_points_have_no_needless_zeros(hundredths: int, text: str) -> None:
    assert points(hundredths) == text


def test_two_texts_stand_beside_each_other_where_there_is_room() -> None:
    narrow = beside(("One", "Two"), ("a\nb\n", "c"), 80)
    wide = beside(("One", "Two"), ("a\nb\n", "c" * 70), 123)

    assert narrow == "One:\n\n    a\n    b\n\nTwo:\n\n    c\n"
    assert wide.splitlines() == [
        f"{'One':<60} │ Two",
        f"{'─' * 60} │ {'─' * 60}",
        f"{'a':<60} │ {'c' * 58}",
        f"{'b':<60} │ ↪ {'c' * 12}",
    ]


def test_a_report_is_the_same_when_read_back() -> None:
    """A gradebook keeps the JSON: all that the other formats show must be in it."""
    once = parse_report(json.loads(render_json([REPORT])))

    assert report_object(once) == report_object(REPORT)
    assert parse_report(report_object(once)) == once


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "learn/report/9"}, "its schema is 'learn/report/9', not 'learn/report/1'"),
        ({"questions": [{}]}, "it is no whole report: 'id'"),
        ({"questions": None}, "it is no whole report: 'NoneType' object is not iterable"),
    ],
)
def test_what_is_no_report_is_told(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_report(report_object(REPORT) | change)


@pytest.mark.parametrize(("points", "score"), [(50, 184), (-50, 84), (-500, 0), (999, 400)])
def test_an_adjustment_counts_within_the_points_of_its_question(points: int, score: int) -> None:
    question = replace(
        REPORT.questions[0], adjustments=(Adjustment(points, "a typing error", "2026-01-01T00:00:00+00:00"),)
    )

    assert (question.judged, question.score) == (134, score)
