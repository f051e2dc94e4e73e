"""The pages: what they say agrees with the reports, a stranger's text stays text, and everybody can read them."""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from grader.reports.html import render_class, render_student
from grader.reports.inert import for_json, inert_word
from grader.reports.statistics import class_statistics
from grader.reports.summary import mistake, percent, signed
from grader.reports.text import points
from grader.results import Adjustment, CheckResult, QuestionResult, Report, Status

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>@import url(http://example.org)</style>",
    "' onmouseover='alert(1)",
    "\u202eevil\u2066 \x1b[31m\x00",
    "&lt;b&gt; {{ 7 * 7 }} {% raw %} <!--",
    "<svg><a xlink:href='javascript:alert(1)'>",
    "\ud800 lone",
)
MESSAGE = (
    "6 of 6 values are wrong. First difference at n = 0, i = 0: 9.6114 where 10.1267 belongs.\nimage 0, rows 0 to 3"
)


def check(id: str, status: Status, score: int, max_score: int, message: str = "", **more: object) -> CheckResult:
    fields: dict[str, object] = {"hidden": False, "misconception": None, "seconds": 0.1} | more
    return CheckResult(id, status, score, max_score, message=message, **fields)  # type: ignore[arg-type]


def answered(id: str, title: str, most: int, skill: float, draw: random.Random) -> QuestionResult:
    """A question with three checks of which the skilled pass more."""
    checks = []
    for place, name in enumerate(("rectangular", "stride leaves a remainder", "kernel as large as the image")):
        right = draw.random() < skill
        known = None if right else draw.choice([None, "no_bias", "flipped", "no_padding+no_bias"])
        status = Status.PASSED if right else Status.FAILED
        checks.append(
            check(
                name,
                status,
                most // 3 * right,
                most // 3,
                "" if right else MESSAGE,
                misconception=known,
                hidden=place == 2,
            )
        )
    return QuestionResult(id, "code", title, most, tuple(checks))


def handed_in(student: str, exercise: str, draw: random.Random) -> Report:
    skill = draw.betavariate(3, 2)
    names = {
        "parameters": "Count the parameters",
        "conv2d": "One kernel, every position",
        "why_shared": "Why is it shared?",
    }
    questions = [
        answered(id, title, 600, skill * (0.7 + 0.3 * place), draw) for place, (id, title) in enumerate(names.items())
    ]
    moment = f"2026-10-{draw.randrange(1, 28):02}T{draw.randrange(24):02}:15:00Z"
    common = {
        "isolation": "namespaces",
        "submission": "0" * 64,
        "graded_at": "2026-11-01T10:00:00Z",
        "handed_in_at": moment,
    }
    return Report(
        "0.1.0",
        "parameter-sharing",
        exercise,
        "One kernel, every position",
        student,
        student,
        questions=tuple(questions),
        **common,
    )  # type: ignore[arg-type]


def a_class(size: int) -> list[Report]:
    """Two exercises, with one submission adjusted, one not judged, one not ended, and one strange name for each hostile text."""
    draw = random.Random(5)
    names = [
        f"{draw.choice(['Ada', 'Emmy', 'Grace', 'Zoë', 'Noor', 'Wei', 'Tomás'])} {number:03}" for number in range(size)
    ] + list(HOSTILE)
    reports = [handed_in(name, exercise, draw) for exercise in ("exercise-3", "exercise-4") for name in names]
    reports[0] = replace(reports[0], questions=(adjusted(reports[0].questions[0]), *reports[0].questions[1:]))
    stuck = replace(
        reports[1].questions[1], checks=(check("rectangular", Status.ERROR, 0, 600, "It could not be judged."),)
    )
    reports[1] = replace(reports[1], questions=(reports[1].questions[0], stuck, reports[1].questions[2]))
    reports[2] = replace(reports[2], partial=True)
    return reports


def adjusted(question: QuestionResult) -> QuestionResult:
    return replace(question, adjustments=(Adjustment(150, "The text was unclear <b>here</b>", "2026-11-02T09:30:00Z"),))


CLASS = a_class(40)
SHOWN = (
    check("hidden one", Status.NOT_RUN, 0, 0, "Runs when you hand in.", hidden=True),
    check("unread", Status.INVALID, 0, 100, "'x' cannot be read: x: write numbers here, not names."),
    *(check(f"says {place}", Status.FAILED, 0, 100, text) for place, text in enumerate(HOSTILE)),
)
TALKING = QuestionResult("area", "number", "An area", 900, SHOWN, printed="\n".join(HOSTILE * 20), params={"side": 12})
ONE = [replace(CLASS[0], questions=(*CLASS[0].questions, TALKING)), replace(CLASS[48], student=CLASS[0].student)]


def tables(page: str, name: str) -> list[list[list[str]]]:
    """The cells of the bodies of all tables of one name."""
    found = lxml.html.document_fromstring(page).xpath(f"//table[@data-table='{name}']")
    return [[[" ".join(cell.itertext()) for cell in row] for row in table.xpath("tbody/tr")] for table in found]


def numbers(page: str, name: str) -> list[str]:
    return [
        element.text_content() for element in lxml.html.document_fromstring(page).xpath(f"//*[@data-number='{name}']")
    ]


def test_the_table_of_submissions_holds_the_scores_of_the_reports() -> None:
    page = render_class(CLASS)

    rows = [row for table in tables(page, "students") for row in table]
    assert [row[:3] for row in rows] == [
        [inert_word(str(r.student)), points(r.score), points(r.max_score)] for r in CLASS
    ]
    assert [[cell.split()[0] for cell in row[3:6]] for row in rows] == [
        [points(q.score) for q in r.questions] for r in CLASS
    ]
    assert rows[0][3].endswith("+1.5 by hand")
    assert [row[6] for row in rows[:4]] == ["graded", "! could not be judged", "… not graded to the end", "graded"]
    assert tables(page, "adjustments")[0][0][2:] == ["+1.5", "The text was unclear <b>here</b>", "2026-11-02 09:30 UTC"]


def test_every_number_about_a_class_is_that_of_its_statistics() -> None:
    page = render_class(CLASS)

    counted = class_statistics(CLASS)
    assert numbers(page, "graded") == [str(each.statuses["graded"]) for each in counted]
    assert (numbers(page, "error"), numbers(page, "partial"), numbers(page, "adjusted")) == (["1"], ["1"], ["1"])
    assert numbers(page, "mean") == [f"{(each.mean or 0) / 100:.2f}" for each in counted]
    assert numbers(page, "median") == [f"{(each.median or 0) / 100:.2f}" for each in counted]
    for each, table, mistakes in zip(counted, tables(page, "questions"), tables(page, "mistakes"), strict=True):
        assert table == [
            [q.id, q.title, points(q.max_score), percent(q.difficulty or 0), signed(q.discrimination)]
            + [str(count) for count in (q.full, q.partial, q.none, q.unjudged)]
            for q in each.questions
        ]
        assert mistakes == [[m.question, mistake(m.name), str(m.count)] for m in each.misconceptions]


def test_charts_are_drawn_to_scale_and_told_in_words() -> None:
    (each,) = class_statistics(CLASS[:48])
    svgs = lxml.html.document_fromstring(render_class(CLASS[:48])).xpath("//svg")

    histogram, means, discriminations, _ = svgs
    heights = [float(bar.get("height")) for bar in histogram.xpath("rect")]
    assert heights == pytest.approx([166 * count / max(each.histogram) for count in each.histogram], abs=0.06)
    assert [int(count) for count in re.findall(r": (\d+)", histogram.xpath("string(desc)"))] == list(each.histogram)
    lengths = [float(bar.get("width")) for bar in means.xpath("rect[@class='bar']")]
    assert lengths == pytest.approx([380 * (q.difficulty or 0) for q in each.questions], abs=0.06)
    told = "; ".join(f"{q.id}: {signed(q.discrimination)}" for q in each.questions)
    assert discriminations.xpath("string(desc)") == f"{told}."


def test_a_student_s_page_holds_every_score_and_every_message() -> None:
    page = render_student(ONE)

    questions = [question for report in ONE for question in report.questions]
    checks = [check for question in questions for check in question.checks]
    assert numbers(page, "score") == [points(report.score) for report in ONE]
    assert numbers(page, "question") == [f"{points(q.score)} / {points(q.max_score)}" for q in questions]
    assert numbers(page, "check") == [f"{points(check.score)} / {points(check.max_score)}" for check in checks]
    text = lxml.html.document_fromstring(page).text_content()
    assert all(for_json(check.message) in text for check in checks)
    assert "+1.5 by hand" in text


@pytest.mark.parametrize("page", [render_class(CLASS), render_student(ONE)], ids=["class", "student"])
def test_a_stranger_s_text_stays_text(page: str) -> None:
    """No element, attribute or control character comes from a name, a message or what was printed."""
    document = lxml.html.document_fromstring(page)

    assert {element.tag for element in document.iter("*")}.isdisjoint(
        {"script", "img", "b", "iframe", "link", "object"}
    )
    assert len(document.xpath("//style")) == 1
    attributes = {name for element in document.iter("*") for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "xlink:href")]
    assert {link[:2] for link in document.xpath("//@href")} <= {"#e"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    for text in HOSTILE:
        assert inert_word(text) in document.text_content()


def test_pages_are_the_same_each_time_and_small_classes_are_pages_too() -> None:
    assert render_class(CLASS) == render_class(list(CLASS))
    assert render_student(ONE) == render_student(list(ONE))
    assert "No submissions yet" in render_class([])
    assert "No submissions yet" in render_student([])
    assert tables(render_class([CLASS[2]]), "students")[0][0][6] == "… not graded to the end"


PAGES = {
    "class": render_class(CLASS),
    "student": render_student(ONE),
    "empty class": render_class([]),
    "nothing judged": render_class([CLASS[1], CLASS[2]]),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if not CHROMIUM.exists():
        pytest.skip("there is no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()


@pytest.mark.xdist_group("chromium")
def test_everybody_can_read_the_pages_in_light_and_in_dark_and_on_a_phone(browser) -> None:  # type: ignore[no-untyped-def]
    """axe-core finds nothing, nothing is asked of any network, and no page is wider than its window."""
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    complaints: list[str] = []
    for scheme in ("light", "dark"):
        for width in (1280, 400):
            context = browser.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=False
            )
            page = context.new_page()
            page.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
            page.on("console", lambda message: complaints.append(message.text))
            for name, text in PAGES.items():
                page.set_content(text, wait_until="load")
                where = f"{name}, {scheme}, {width}"
                found = Axe().run(page).response["violations"]
                assert [(where, each["id"], each["nodes"][0]["html"]) for each in found] == []
                assert (where, page.evaluate("document.documentElement.scrollWidth")) == (where, width)
                assert page.evaluate("getComputedStyle(document.querySelector('h1')).lineHeight") != "normal", where
            context.close()
    assert (asked, complaints) == ([], [])
