"""A class in numbers: a table that was worked out by hand, and NumPy as a second opinion."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reports.statistics import (
    CheckCount,
    ClassStatistics,
    MisconceptionCount,
    class_statistics,
    histogram_bin,
)
from grader.reports.summary import bin_name, percent, render_statistics, render_summary
from grader.results import Adjustment, CheckResult, QuestionResult, Report, Status

GOLDEN = Path(__file__).parent / "golden"


def check(id: str, score: int, max_score: int, **more: object) -> CheckResult:
    fields: dict[str, object] = {"status": Status.PASSED if score == max_score else Status.FAILED}
    fields |= {"hidden": False, "message": "", "misconception": None, "seconds": 0.0} | more
    return CheckResult(id, score=score, max_score=max_score, **fields)  # type: ignore[arg-type]


def question(id: str, *checks: CheckResult, **more: object) -> QuestionResult:
    return QuestionResult(id, "number", id.title(), sum(check.max_score for check in checks), checks, **more)  # type: ignore[arg-type]


def report(*questions: QuestionResult, exercise: str = "tiny", **more: object) -> Report:
    return Report("0", "tiny", exercise, "Tiny", None, "folder", "none", questions, **more)  # type: ignore[arg-type]


def scored(*scores: int, most: int = 100) -> Report:
    return report(*(question("abc"[place], check("it", score, most)) for place, score in enumerate(scores)))


def only(reports: Sequence[Report]) -> ClassStatistics:
    (numbers,) = class_statistics(reports)
    return numbers


# Four students, three questions of 100; the last column is the total.
#      a    b    c
TABLE = (
    (100, 100, 0),  # 200
    (100, 50, 0),  # 150
    (0, 50, 0),  # 50
    (0, 0, 0),  # 0
)


def test_a_small_table_gives_what_was_worked_out_by_hand() -> None:
    """For a, x = 1 1 0 0 and the rest y = 100 50 50 0: r = (4·150 − 2·200) / √((4·2 − 4)(4·15000 − 40000)) = 1/√2.

    For b, x = 1 0 0 0 and y = 100 100 0 0: r = (4·100 − 200) / √((4 − 1)(4·20000 − 40000)) = 1/√3.
    """
    numbers = only([scored(*row) for row in TABLE])

    assert (numbers.mean, numbers.median, numbers.max_score) == (100, 100, 300)
    assert numbers.histogram == (1, 1, 0, 0, 0, 1, 1, 0, 0, 0)
    a, b, c = numbers.questions
    assert (a.difficulty, b.difficulty, c.difficulty) == (0.5, 0.5, 0)
    assert a.discrimination == pytest.approx(1 / 2**0.5)
    assert b.discrimination == pytest.approx(1 / 3**0.5)
    assert (c.discrimination, c.undefined) == (None, "nobody has full marks")
    assert (b.full, b.partial, b.none, b.unjudged) == (1, 2, 1, 0)


@pytest.mark.parametrize(
    ("reports", "why"),
    [
        pytest.param([scored(100, 0)], "fewer than two graded", id="one submission"),
        pytest.param([scored(100, 0), scored(100, 50)], "all have full marks", id="all right"),
        pytest.param([scored(0, 0), scored(50, 50)], "nobody has full marks", id="nobody right"),
        pytest.param(
            [scored(100, 50), scored(0, 50)], "the rest of the score is the same for all", id="rest without variance"
        ),
        pytest.param([scored(100), scored(0)], "the rest of the score is the same for all", id="one question alone"),
    ],
)
def test_discrimination_is_none_where_it_has_no_meaning_and_says_why(reports: list[Report], why: str) -> None:
    first = only(reports).questions[0]

    assert (first.discrimination, first.undefined) == (None, why)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10_000)), min_size=2, max_size=50))
def test_discrimination_is_numpy_s_correlation(pairs: list[tuple[bool, int]]) -> None:
    """Of full marks with the rest of the score; where that has no variance, there is none."""
    reports = [
        report(question("a", check("it", 100 * x, 100)), question("b", check("it", y, 10_000))) for x, y in pairs
    ]

    found = only(reports).questions[0].discrimination

    xs, ys = zip(*pairs, strict=True)
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(numpy.corrcoef(xs, ys)[0, 1], abs=1e-9)


def test_scores_of_what_was_not_judged_to_the_end_are_left_out() -> None:
    unjudged = report(question("a", check("it", 0, 100, status=Status.ERROR)), question("b", check("it", 100, 100)))
    unended = replace(scored(100, 100), partial=True)

    numbers = only([scored(0, 0), unjudged, unended])

    assert numbers.statuses == {"graded": 1, "error": 1, "partial": 1}
    assert (numbers.mean, sum(numbers.histogram), numbers.submissions) == (0, 1, 3)
    a, b = numbers.questions
    assert (a.none, a.unjudged, a.difficulty, a.submissions) == (1, 1, 0, 2)
    assert (b.full, b.none, b.difficulty) == (1, 1, 0)


def test_a_question_counts_once_for_a_mistake_and_a_pair_is_a_name_of_its_own() -> None:
    twice = question("a", check("x", 0, 50, misconception="flipped"), check("y", 0, 50, misconception="flipped"))
    both = question("b", check("x", 0, 50, misconception="flipped+no_bias"))

    numbers = only([report(twice, both), report(twice), report(question("a", check("x", 50, 50)))])

    assert numbers.misconceptions == (
        MisconceptionCount("a", "flipped", 2),
        MisconceptionCount("b", "flipped+no_bias", 1),
    )


def test_checks_that_tell_nobody_apart_are_named_if_they_ran_often_enough() -> None:
    one = question(
        "a",
        check("easy", 10, 10),
        check("hard", 0, 10, hidden=True),
        check("waiting", 0, 0, hidden=True, status=Status.NOT_RUN),
        check("unread", 0, 10, status=Status.INVALID),
    )

    assert only([report(one)] * 4).nobody_fails == ()
    numbers = only([report(one)] * 5)
    assert numbers.nobody_fails == (CheckCount("a", "easy", False, 5),)
    assert numbers.nobody_passes == (CheckCount("a", "hard", True, 5),)
    mixed = only([report(one)] * 5 + [report(question("a", check("easy", 0, 10), check("hard", 10, 10, hidden=True)))])
    assert (mixed.nobody_fails, mixed.nobody_passes) == ((), ())


def test_adjustments_count() -> None:
    given = question("a", check("it", 0, 100), adjustments=(Adjustment(50, "kind", "2026-01-01T00:00:00Z"),))

    numbers = only([report(given), scored(0)])

    assert (numbers.adjusted, numbers.mean, numbers.questions[0].partial) == (1, 25, 1)


def test_submissions_that_were_started_for_somebody_else_are_named() -> None:
    others = [scored(0)] + [replace(scored(0), student=f"s{number}", made_for="Alice\x1b") for number in range(7)]
    numbers = only([*others, replace(scored(0), student="Alice", made_for="alice")])

    assert len(numbers.handed_on) == 7
    line = ", ".join(f"s{number} (for Alice\\x1b)" for number in range(5))
    for render in (render_summary, render_statistics):
        assert f"\n7 started for somebody else: {line} and 2 more\n" in render([numbers])


def test_reports_are_read_once_and_exercises_are_told_apart() -> None:
    def once() -> Iterator[Report]:
        yield scored(100)
        yield report(question("a", check("it", 0, 10)), exercise="other")
        yield scored(0)

    assert [(numbers.exercise, numbers.submissions) for numbers in class_statistics(once())] == [
        ("tiny", 2),
        ("other", 1),
    ]


@given(st.integers(1, 10_000).flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most))))
def test_each_score_lies_in_the_tenth_that_its_bin_names(score: tuple[int, int]) -> None:
    points, most = score
    place = histogram_bin(points, most)

    assert place * most <= 10 * points
    assert 10 * points < (place + 1) * most or points == most


def test_nothing_of_nothing_lies_in_the_first_bin() -> None:
    assert histogram_bin(0, 0) == 0


@pytest.mark.parametrize(
    ("fraction", "text"), [(0, "0 %"), (0.001, "<1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_only_all_is_a_hundred_per_cent(fraction: float, text: str) -> None:
    assert percent(fraction) == text


def many() -> list[Report]:
    """Forty-one submissions of two exercises, with all that a class may hold."""
    odd = (
        question("a", check("it", 0, 100, misconception="flipped+no_bias")),
        question("b", check("it", 0, 100, misconception="no_bias")),
    )
    adjusted = question("a", check("it", 0, 100), adjustments=(Adjustment(25, "kind", "2026-01-01T00:00:00Z"),))
    unjudged = report(question("a", check("it", 0, 100, status=Status.ERROR, hidden=True)))
    names = [report(question("a", check("it", 0, 100, misconception=name))) for name in ("m1", "m2", "m3", "m4", "m5")]
    other = report(question("long_name_of_a_question", check("it", 10, 10, hidden=True)), exercise="other")
    rows = [scored(*row) for row in TABLE * 5]
    return [
        *rows,
        *[report(*odd)] * 7,
        report(adjusted),
        unjudged,
        replace(scored(0), partial=True),
        *names,
        *[other] * 6,
    ]


@pytest.mark.parametrize(("name", "render"), [("statistics.txt", render_statistics), ("summary.txt", render_summary)])
def test_what_the_terminal_shows(name: str, render: Callable[[Sequence[ClassStatistics]], str]) -> None:
    text = render(class_statistics(many()))

    assert text == (GOLDEN / name).read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 80
    assert render(()) == "No submissions.\n"


def test_bins_are_named_by_what_they_hold() -> None:
    assert [bin_name(0), bin_name(1), bin_name(9)] == ["0–9 %", "10–19 %", "90–100 %"]
