"""Points, shares and what makes a question pass."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judging.checks import share
from grader.results import CheckResult, QuestionResult, Status


@given(st.integers(1, 100_000), st.lists(st.integers(0, 100), min_size=1, max_size=40))
def test_shares_add_up_exactly(points: int, weights: list[int]) -> None:
    shares = share(points, weights)

    assert sum(shares) == (points if any(weights) else 0)
    assert all(part >= 0 and (weight or not part) for part, weight in zip(shares, weights, strict=True))


@given(st.integers(100, 100_000), st.lists(st.integers(1, 100), min_size=1, max_size=20))
def test_a_share_is_fair_to_a_hundredth(points: int, weights: list[int]) -> None:
    for part, weight in zip(share(points, weights), weights, strict=True):
        assert abs(part - points * weight / sum(weights)) <= 1


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "not_run"], "not_run"),
        (["passed", "not_run", "invalid"], "invalid"),
        (["invalid", "failed", "passed"], "failed"),
        (["failed", "error"], "error"),
        ([], "not_run"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_a_question_is_as_bad_as_its_worst_check(statuses: list[str], expected: str) -> None:
    for order in itertools.permutations(statuses):
        checks = tuple(CheckResult("", Status(status), 0, 1, False, "", None, 0.0) for status in order)

        assert QuestionResult("", "", "", 100, checks).status == expected


def test_a_hidden_check_that_waits_does_not_count() -> None:
    checks = (
        CheckResult("a", Status.PASSED, 1, 1, False, "", None, 0.0),
        CheckResult("b", Status.NOT_RUN, 0, 0, True, "", None, 0.0),
    )

    assert QuestionResult("", "", "", 100, checks).status is Status.PASSED
