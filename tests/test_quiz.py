from fractions import Fraction

import pytest

from grader.course.formulas import FormulaError
from grader.course.loader import Course
from grader.course.model import QUESTION, FormulaQuestion, NumberQuestion
from grader.course.variants import example_variant
from grader.judging.quiz import judge_formula, judge_number, parse_number
from grader.results import Status, Verdict

SAME_NUMBER = {
    "apostrophes": "34'944",
    "digits": "34944",
    "commas": "34,944",
    "underscores": "34_944",
    "spaces": "34 944",
    "non-breaking spaces": "34\u00a0944",
    "narrow non-breaking spaces": "34\u202f944",
    "thin spaces": "34\u2009944",
    "a power of ten": "3.4944e4",
    "a decimal point": "34944.0",
    "a sign": "+34944",
    "arithmetic": "96*(11*11*3+1)",
    "typographic arithmetic": "96 × (11·11·3 + 1)",
    "a division": "349440 / 10",
    "spaces around": "  34944\n",
}

NOT_NUMBERS = {
    "a word": ("34944 parameters", "'34944 parameters' is not a formula: is an operator or a bracket missing?"),
    "a decimal point between thousands": (
        "34.944",
        "34.944 has a decimal point; for the whole number write 34944",
    ),
    "a decimal point between millions": (
        "105.705.600",
        "105.705.600 has a decimal point; for the whole number write 105705600",
    ),
    "a decimal point before zeros": ("1.000", "1.000 has a decimal point; for the whole number write 1000"),
    "names": ("K * K", "K: write numbers here, not names"),
    "nan": ("nan", "nan: write numbers here, not names"),
    "a division by zero": ("1 / 0", "1 / 0 divides by zero"),
    "a tower of powers": ("9**9**9**9", "a power must be a whole number from 0 to 64"),
    "a huge exponent": ("1e5000", "'1e5000' is not a number"),
    "a quotation mark": ('34"944', "'\"' has no place in a formula"),
}


@pytest.mark.parametrize("text", SAME_NUMBER.values(), ids=SAME_NUMBER)
def test_a_number_may_be_written_in_many_ways(text: str) -> None:
    assert parse_number(text) == 34_944


@pytest.mark.parametrize("text", ["34,94", "3,4944", "34,944,", "34 94", "1_000,000", "1,000_000", "34 , 944"])
def test_wrong_groups_are_not_guessed_at(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_number(text)


@pytest.mark.parametrize(("text", "message"), NOT_NUMBERS.values(), ids=NOT_NUMBERS)
def test_what_is_no_whole_number_says_why(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_number(text, whole=True)

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"), [("34.944", Fraction(34944, 1000)), ("0.125", Fraction(1, 8)), ("1/3", Fraction(1, 3))]
)
def test_where_a_fraction_is_asked_for_a_point_is_a_decimal_point(text: str, expected: Fraction) -> None:
    assert parse_number(text) == expected


@pytest.fixture(scope="module")
def alexnet(course: Course) -> NumberQuestion:
    (question,) = (q.question for _, q in course.exercise("exercise-2").questions if q.id == "alexnet_layer")
    assert isinstance(question, NumberQuestion)
    return question


ALEXNET = {
    "right": ("with_sharing", "34,944", Status.PASSED, None, ""),
    "no bias": (
        "with_sharing",
        "34848",
        Status.FAILED,
        "no_bias",
        "The weights are right. Each depth slice also has a bias.",
    ),
    "not shared": (
        "with_sharing",
        "290400 * 364",
        Status.FAILED,
        "unshared",
        "That is the layer without sharing. All neurons of a slice use one kernel, so it counts once.",
    ),
    "flat kernel": (
        "with_sharing",
        "96 * (11 * 11 + 1)",
        Status.FAILED,
        "forgot_cin",
        "A kernel is not flat. It is as deep as its input, 3 channels here.",
    ),
    "one step short": (
        "output_size",
        "54",
        Status.FAILED,
        "off_by_one",
        "That is the number of *steps* the window makes. It also stands where it began, before the first step.",
    ),
    "just wrong": ("with_sharing", "34,945", Status.FAILED, None, "34,945 is not right."),
    "wrong, calculated": ("with_sharing", "2**16", Status.FAILED, None, "2**16 = 65,536 is not right."),
    "wrong, a fraction": ("with_sharing", "1/3", Status.FAILED, None, "1/3 = 0.333333 is not right."),
    "wrong, huge": ("with_sharing", "9**64", Status.FAILED, None, "9**64 = a huge number is not right."),
    "negative": ("with_sharing", "-34944", Status.FAILED, None, "-34944 is not right."),
    "wrong, long": ("with_sharing", "9" * 300, Status.FAILED, None, f"{'9' * 79}… is not right."),
    "not answered": ("with_sharing", None, Status.NOT_RUN, None, "Not answered yet."),
    "blank": ("with_sharing", " ", Status.NOT_RUN, None, "Not answered yet."),
    "invalid": (
        "with_sharing",
        "96 * K",
        Status.INVALID,
        None,
        "'96 * K' cannot be read: K: write numbers here, not names.",
    ),
    "invalid, a question of ours keeps its mark": (
        "with_sharing",
        "96 *",
        Status.INVALID,
        None,
        "'96 *' cannot be read: '96 *' is not a formula: is an operator or a bracket missing?",
    ),
    "invalid, two dots stay two": (
        "with_sharing",
        "1..2",
        Status.INVALID,
        None,
        "'1..2' cannot be read: '1..2' is not a formula: is an operator or a bracket missing?",
    ),
    "invalid, a name keeps its case": (
        "with_sharing",
        "weights",
        Status.INVALID,
        None,
        "'weights' cannot be read: weights: write numbers here, not names.",
    ),
}


@pytest.mark.parametrize(("ask", "text", "status", "misconception", "message"), ALEXNET.values(), ids=ALEXNET)
def test_alexnets_numbers(
    ask: str, text: str | None, status: Status, misconception: str | None, message: str, alexnet: NumberQuestion
) -> None:
    verdict = judge_number(alexnet.asks[ask], example_variant(alexnet), text)

    assert Verdict(status, message, misconception, float(status is Status.PASSED)) == verdict


def test_every_misconception_is_named_from_its_own_number(course: Course) -> None:
    for exercise in course.exercise_ids():
        for _, loaded in course.exercise(exercise).questions:
            if isinstance(loaded.question, NumberQuestion):
                values = course.values(loaded, "Ada")
                for ask in loaded.question.asks.values():
                    for name, wrong in ask.misconceptions.items():
                        verdict = judge_number(ask, values, str(wrong.answer.evaluate(values)))
                        assert (name, Status.FAILED) == (verdict.misconception, verdict.status), loaded.key
                        assert "{{" not in verdict.message


FORMULA = QUESTION.validate_python(
    {
        "format": 1,
        "kind": "formula",
        "title": "Parameters",
        "source": "CS231n notes",
        "variables": {
            "K": {"meaning": "rows of the kernel", "example": 5},
            "C_in": {"meaning": "channels of the input", "example": 3},
            "C_out": {"meaning": "channels of the output", "example": 4},
        },
        "where": {"kernel": "K * K * C_in"},
        "prompt": "How many?",
        "asks": {
            "conv": {
                "text": "Parameters",
                "answer": "(kernel + 1) * C_out",
                "misconceptions": {
                    "no_bias": {"answer": "kernel * C_out", "say": "Each slice has a bias."},
                    "one_bias": {"answer": "kernel * C_out + 1", "say": "{{ C_out }} slices have one each."},
                    "same": {"answer": "K + 1", "say": "Not told: two are equal to it."},
                    "same_again": {"answer": "1 + K", "say": "Not told: two are equal to it."},
                },
            }
        },
        "hints": ["Count."],
        "explanation": "All.",
    }
)

EXAMPLE = "K = 5, C_in = 3, C_out = 4"
SYMBOLS = "K, C_in, C_out"
FORMULAS = {
    "as the course has it": ("(K * K * C_in + 1) * C_out", Status.PASSED, None, ""),
    "multiplied out": ("C_out*C_in*K**2 + C_out", Status.PASSED, None, ""),
    "with a detour": ("(K+1)*(K-1)*C_in*C_out + (C_in+1)*C_out", Status.PASSED, None, ""),
    "with typographic signs": ("(K × K · C_in + 1) × C_out − 0", Status.PASSED, None, ""),
    "with fractions": ("(K * K * C_in + 1) / 2 * C_out * 2", Status.PASSED, None, ""),
    "right at the example only": (
        "304 * C_out / 4",
        Status.FAILED,
        None,
        f"Right for {EXAMPLE}, but not for all sizes.",
    ),
    "a number": ("304", Status.FAILED, None, f"Right for {EXAMPLE}, but not for all sizes."),
    "a misconception": ("K * K * C_in * C_out", Status.FAILED, "no_bias", "Each slice has a bias."),
    "a misconception in another form": ("1 + C_out*C_in*K**2", Status.FAILED, "one_bias", "4 slices have one each."),
    "two misconceptions": (
        "K + 1",
        Status.FAILED,
        None,
        f"For {EXAMPLE} your formula gives 6, which is not right.",
    ),
    "wrong": ("K * 250", Status.FAILED, None, f"For {EXAMPLE} your formula gives 1,250, which is not right."),
    "wrong, a fraction": (
        "1 / C_out",
        Status.FAILED,
        None,
        f"For {EXAMPLE} your formula gives 0.25, which is not right.",
    ),
    "not answered": (None, Status.NOT_RUN, None, "Not answered yet."),
    "an unknown symbol": (
        "rows * 2",
        Status.INVALID,
        None,
        f"'rows * 2' cannot be read: rows is not one of the symbols {SYMBOLS}.",
    ),
    "a symbol in the wrong case": (
        "c_in * 2",
        Status.INVALID,
        None,
        f"'c_in * 2' cannot be read: c_in is not one of the symbols {SYMBOLS}. Did you mean \"C_in\"?",
    ),
    "a name that only the course knows": (
        "kernel",
        Status.INVALID,
        None,
        f"'kernel' cannot be read: kernel is not one of the symbols {SYMBOLS}.",
    ),
    "no value": ("1 / (K - 5)", Status.INVALID, None, "'1 / (K - 5)' cannot be read: 1 / (K - 5) divides by zero."),
    "a power with a caret": ("K^2", Status.INVALID, None, "'K^2' cannot be read: write a power as **, not ^."),
}


@pytest.mark.parametrize(("text", "status", "misconception", "message"), FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_right_if_it_is_right_for_all_sizes(
    text: str | None, status: Status, misconception: str | None, message: str
) -> None:
    assert isinstance(FORMULA, FormulaQuestion)

    verdict = judge_formula(FORMULA, FORMULA.asks["conv"], text)

    assert Verdict(status, message, misconception, float(status is Status.PASSED)) == verdict
