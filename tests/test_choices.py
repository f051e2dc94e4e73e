from typing import Any

import pytest

from grader.course.loader import load_question
from grader.course.model import QUESTION, ChoiceQuestion, MatchQuestion, OrderQuestion
from grader.course.place import builtin_root, question_keys
from grader.judging.choices import judge_choice, judge_match, judge_order
from grader.results import Status, Verdict

TEXTS = {
    "format": 1,
    "title": "A slice",
    "source": "CS231n notes",
    "prompt": "Which?",
    "hints": ["Look."],
    "explanation": "So.",
}


def make_choice(choose: str, options: dict[str, Any]) -> ChoiceQuestion:
    question = QUESTION.validate_python({**TEXTS, "kind": "choice", "choose": choose, "options": options})
    assert isinstance(question, ChoiceQuestion)
    return question


ONE = make_choice(
    "one",
    {
        "a": {"text": "A channel", "right": True},
        "b": {"text": "A position", "say": "That is a column.", "misconception": "slice_is_column"},
        "c": {"text": "A kernel"},
    },
)
SEVERAL = make_choice(
    "several",
    {
        "a": {"text": "A", "right": True},
        "b": {"text": "B", "right": True},
        "c": {"text": "C", "right": True},
        "d": {"text": "D", "say": "Not D.", "misconception": "d_too"},
        "e": {"text": "E", "misconception": "e_too"},
    },
)
TWO = make_choice(
    "several",
    {
        "a": {"text": "A", "right": True, "say": "A counts.", "misconception": "forgot_a"},
        "b": {"text": "B", "right": True},
    },
)
CHOICES = {
    "right": (ONE, "a", Verdict(Status.PASSED, fraction=1.0)),
    "right, twice": (ONE, "aa", Verdict(Status.PASSED, fraction=1.0)),
    "wrong, with a reason": (ONE, "b", Verdict(Status.FAILED, "b) That is a column.", "slice_is_column")),
    "wrong, without": (ONE, "c", Verdict(Status.FAILED, "c) is not right.")),
    "two of one": (ONE, "ab", Verdict(Status.INVALID, "'a, b' cannot be read: choose one letter.")),
    "no letter of it": (ONE, "z", Verdict(Status.INVALID, "'z' cannot be read: write one of the letters a, b, c.")),
    "nothing": (ONE, "", Verdict(Status.NOT_RUN, "Not answered yet.")),
    "all that are right": (SEVERAL, "cab", Verdict(Status.PASSED, fraction=1.0)),
    "one missing": (SEVERAL, "ac", Verdict(Status.FAILED, "1 right letter is missing.", None, 2 / 3)),
    "two missing": (SEVERAL, "b", Verdict(Status.FAILED, "2 right letters are missing.", None, 1 / 3)),
    "one too many": (SEVERAL, "abcd", Verdict(Status.FAILED, "d) Not D.", "d_too", 1 / 2)),
    "all letters earn nothing": (SEVERAL, "abcde", Verdict(Status.FAILED, "d) Not D.\ne) is not right.")),
    "one missing, one too many": (
        SEVERAL,
        "abe",
        Verdict(Status.FAILED, "e) is not right.\n1 right letter is missing.", "e_too", 2 / 3 - 1 / 2),
    ),
    "one missing, with a reason": (
        TWO,
        "b",
        Verdict(Status.FAILED, "1 right letter is missing.\nThink of this: A counts.", "forgot_a", 1 / 2),
    ),
    "more wrong than right is no debt": (
        SEVERAL,
        "ade",
        Verdict(Status.FAILED, "d) Not D.\ne) is not right.\n2 right letters are missing."),
    ),
}


@pytest.mark.parametrize(("question", "letters", "expected"), CHOICES.values(), ids=CHOICES)
def test_a_right_letter_counts_for_and_a_wrong_one_against(
    question: ChoiceQuestion, letters: str, expected: Verdict
) -> None:
    assert expected == judge_choice(question, tuple(letters))


# Letters, and what they earn by each rule; three of five are right.
SCORED = {
    "exactly the right ones": ("abc", {"balanced": 1.0, "each": 1.0, "all": 1.0}),
    "every letter": ("abcde", {"balanced": 0.0, "each": 3 / 5, "all": 0.0}),
    "no letter": ("", {"balanced": 0.0, "each": 0.0, "all": 0.0}),
    "one missing": ("ab", {"balanced": 2 / 3, "each": 4 / 5, "all": 0.0}),
    "one too many": ("abcd", {"balanced": 1 / 2, "each": 4 / 5, "all": 0.0}),
    "only wrong ones": ("de", {"balanced": 0.0, "each": 0.0, "all": 0.0}),
}


@pytest.mark.parametrize(("letters", "worth"), SCORED.values(), ids=SCORED)
def test_a_choice_earns_what_its_scoring_says(letters: str, worth: dict[str, float]) -> None:
    for scoring, fraction in worth.items():
        question = SEVERAL.model_copy(update={"scoring": scoring})

        assert judge_choice(question, tuple(letters)).fraction == pytest.approx(fraction)


@pytest.mark.parametrize("key", question_keys(builtin_root()))
def test_writing_every_letter_earns_nothing_in_the_course(key: str) -> None:
    question = load_question(builtin_root(), key).question
    if not isinstance(question, ChoiceQuestion):
        pytest.skip("no choice")

    assert judge_choice(question, tuple(question.options)).fraction == 0.0


def test_what_a_choice_says_is_filled_in() -> None:
    question = make_choice(
        "one", {"a": {"text": "A", "right": True}, "b": {"text": "B", "say": "{{ 55 * 55 }} positions."}}
    )

    assert Verdict(Status.FAILED, "b) 3,025 positions.") == judge_choice(question, ["b"])


MATCH = QUESTION.validate_python(
    {
        **TEXTS,
        "kind": "match",
        "pairs": {
            "P": {
                "text": "P",
                "answer": "b",
                "wrong": {"a": {"say": "{{ 5 * 5 }}, not P.", "misconception": "p_is_q"}},
            },
            "Q": {"text": "Q", "answer": "a", "wrong": {"b": {"say": "Not Q.", "misconception": "p_is_q"}}},
            "R": {"text": "R", "answer": "c", "wrong": {"d": {"say": "Not R.", "misconception": "r_is_d"}}},
        },
        "options": {"a": "A", "b": "B", "c": "C", "d": "D"},
    }
)
MATCHES = {
    "right": ({"P": "b", "Q": "a", "R": "c"}, Verdict(Status.PASSED, fraction=1.0)),
    "right, written otherwise": ({"P": " B) ", "Q": "(a)", "R": "c."}, Verdict(Status.PASSED, fraction=1.0)),
    "one wrong, with a reason": (
        {"P": "a", "Q": "a", "R": "c"},
        Verdict(Status.FAILED, "P: a) 25, not P.", "p_is_q", 2 / 3),
    ),
    "one wrong, without": (
        {"P": "d", "Q": "a", "R": "c"},
        Verdict(Status.FAILED, "P: d) does not belong to it.", None, 2 / 3),
    ),
    "two exchanged": (
        {"P": "a", "Q": "b", "R": "c"},
        Verdict(Status.FAILED, "P: a) 25, not P.\nQ: b) Not Q.", "p_is_q", 1 / 3),
    ),
    "two mistakes": (
        {"P": "a", "Q": "a", "R": "d"},
        Verdict(Status.FAILED, "P: a) 25, not P.\nR: d) Not R.", None, 1 / 3),
    ),
    "one missing": ({"P": "b", "Q": "a"}, Verdict(Status.FAILED, "R: not matched yet.", None, 2 / 3)),
    "no letter of it": (
        {"P": "z", "Q": "a"},
        Verdict(Status.INVALID, "'z' cannot be read: write one of the letters a, b, c, d."),
    ),
    "nothing": ({"P": " "}, Verdict(Status.NOT_RUN, "Not answered yet.")),
    "not there": ({}, Verdict(Status.NOT_RUN, "Not answered yet.")),
}


@pytest.mark.parametrize(("given", "expected"), MATCHES.values(), ids=MATCHES)
def test_a_match_is_worth_its_right_pairs(given: dict[str, str], expected: Verdict) -> None:
    assert isinstance(MATCH, MatchQuestion)

    assert expected == judge_match(MATCH, given)


ORDER = QUESTION.validate_python(
    {
        **TEXTS,
        "kind": "order",
        "options": {"a": "2", "b": "4", "c": "1", "d": "3"},
        "answer": ["c", "a", "d", "b"],
        "exchanged": [
            {"before": "b", "after": "d", "say": "{{ 2 + 2 }} is more than 3.", "misconception": "four_first"},
            {"before": "a", "after": "c", "say": "2 is more than 1.", "misconception": "two_first"},
        ],
    }
)
ORDERS = {
    "right": ("cadb", Verdict(Status.PASSED, fraction=1.0)),
    "one exchanged": ("cabd", Verdict(Status.FAILED, "b before d: 4 is more than 3.", "four_first", 3 / 4)),
    "two exchanged": (
        "acbd",
        Verdict(Status.FAILED, "b before d: 4 is more than 3.\na before c: 2 is more than 1.", None, 2 / 4),
    ),
    "one out of place": ("dcab", Verdict(Status.FAILED, "d, c, a, b is not the right order.", None, 3 / 4)),
    "the wrong way round": (
        "bdac",
        Verdict(Status.FAILED, "b before d: 4 is more than 3.\na before c: 2 is more than 1.", None, 0.0),
    ),
    "one missing": (
        "cad",
        Verdict(Status.INVALID, "'c, a, d' cannot be read: write each of the letters a, b, c, d once."),
    ),
    "one twice": (
        "caddb",
        Verdict(Status.INVALID, "'c, a, d, d, b' cannot be read: write each of the letters a, b, c, d once."),
    ),
    "nothing": ("", Verdict(Status.NOT_RUN, "Not answered yet.")),
}


@pytest.mark.parametrize(("letters", "expected"), ORDERS.values(), ids=ORDERS)
def test_an_order_is_worth_what_stands_in_order(letters: str, expected: Verdict) -> None:
    assert isinstance(ORDER, OrderQuestion)

    assert expected == judge_order(ORDER, tuple(letters))
