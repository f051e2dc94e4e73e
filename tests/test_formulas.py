import contextlib
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course.formulas import FormulaError, Number, parse_decimal, parse_formula

SIZES: dict[str, Number] = {"H": 227, "K": 11, "stride": 4, "C": 96}

VALUES = {
    "a count": ("(K * K * 3 + 1) * C", 34_944),
    "a size, rounded down": ("(H - K) // stride + 1", 55),
    "a remainder": ("(H - 10) % stride", 1),
    "an exact fraction": ("(H - K - 1) / stride", Fraction(215, 4)),
    "a fraction that is whole": ("(H - K) / stride", 54),
    "a power": ("K ** 2", 121),
    "rounded up": ("ceil(H / stride)", 57),
    "rounded down": ("floor(-H / stride)", -57),
    "functions of several numbers": ("min(H, K, 12) + max(H, K) + abs(-1)", 239),
    "the least of one": ("min(K)", 11),
    "typographic signs": ("H×K·1⋅1−1÷1", 2496),
    "non-breaking spaces": ("H\u00a0+\u202fK", 238),
    "two lines": ("H +\n  K", 238),
    "a decimal fraction is exact": ("0.1 + 0.2", Fraction(3, 10)),
    "a power of ten": ("3.4944e4", 34_944),
    "zero to the zeroth": ("0 ** 0", 1),
}

NOT_FORMULAS = {
    "nothing": (" ", "the formula is empty"),
    "too long": ("1+" * 250 + "1", "the formula is longer than 500 characters"),
    "too many parts": ("+" * 400 + "1", "the formula has more than 200 parts"),
    "a caret": ("K^2", "write a power as **, not ^"),
    "a quote": ("__import__('os')", '"\'" has no place in a formula'),
    "a superscript": ("K²", "'²' has no place in a formula"),
    "a letter of another alphabet": ("Κ", "'Κ' has no place in a formula"),
    "a lambda": ("lambda: 1", "':' has no place in a formula"),
    "an attribute": (
        "K.real",
        "K.real is not allowed: use numbers, names, + - * / // % ** and min, max, floor, ceil, abs",
    ),
    "another function": (
        "sum(H, K)",
        "sum(H, K) is not allowed: use numbers, names, + - * / // % ** and min, max, floor, ceil, abs",
    ),
    "a comparison": (
        "H < K",
        "H < K is not allowed: use numbers, names, + - * / // % ** and min, max, floor, ceil, abs",
    ),
    "a word": ("True", "True is not allowed: use numbers, names, + - * / // % ** and min, max, floor, ceil, abs"),
    "an imaginary number": (
        "1j",
        "1j is not allowed: use numbers, names, + - * / // % ** and min, max, floor, ceil, abs",
    ),
    "starred arguments": (
        "max(*K)",
        "*K is not allowed: use numbers, names, + - * / // % ** and min, max, floor, ceil, abs",
    ),
    "a missing bracket": ("(H - K", "'(H - K' is not a formula: is an operator or a bracket missing?"),
    "brackets the wrong way round": ("H) * (K", "'H) * (K' is not a formula: is an operator or a bracket missing?"),
    "a missing operator": ("3 K", "'3 K' is not a formula: is an operator or a bracket missing?"),
    "deep brackets": (
        "(" * 249 + "1" + ")" * 249,
        f"'{'(' * 249}1{')' * 249}' is not a formula: is an operator or a bracket missing?",
    ),
}

NO_VALUE = {
    "an unknown name": ("H + k", "k is not known here; known: C, H, K, stride"),
    "a function as a number": ("min + 1", "min is not known here; known: C, H, K, stride"),
    "a division by zero": ("H / (K - 11)", "H / (K - 11) divides by zero"),
    "a whole division by zero": ("H // (K - 11)", "H // (K - 11) divides by zero"),
    "a remainder by zero": ("H % (K - 11)", "H % (K - 11) divides by zero"),
    "a tower of powers": ("9**9**9**9", "a power must be a whole number from 0 to 64"),
    "a negative power": ("2 ** -1", "a power must be a whole number from 0 to 64"),
    "a root": ("K ** 0.5", "a power must be a whole number from 0 to 64"),
    "a huge power": ("(H ** 64) ** 64", "the result is too large"),
    "a huge product": ("(9**64)**20 * (9**64)**20", "the result is too large"),
    "a huge denominator": ("1 / (9**64)**20 / (9**64)**20", "the result is too large"),
    "an infinite constant": ("1e999", "a number is out of range"),
    "floor of two": ("floor(H, K)", "floor takes one number"),
}


@pytest.mark.parametrize(("text", "expected"), VALUES.values(), ids=VALUES)
def test_a_formula_has_an_exact_value(text: str, expected: Number) -> None:
    value = parse_formula(text).evaluate(SIZES)

    assert expected == value
    assert type(expected) is type(value)


@pytest.mark.parametrize(("text", "message"), NOT_FORMULAS.values(), ids=NOT_FORMULAS)
def test_what_is_no_formula_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)

    assert message == str(caught.value)


@pytest.mark.parametrize(("text", "message"), NO_VALUE.values(), ids=NO_VALUE)
def test_a_formula_may_have_no_value(text: str, message: str) -> None:
    formula = parse_formula(text)

    with pytest.raises(FormulaError) as caught:
        formula.evaluate(SIZES)

    assert message == str(caught.value)


CONDITIONS = {
    "an equation": ("(H - K) % stride == 0", True),
    "a chain": ("1 <= stride < K < H", True),
    "a broken chain": ("1 <= K < stride", False),
    "and": ("H > K and K > H", False),
    "or": ("H > K or K > H", True),
}


@pytest.mark.parametrize(("text", "expected"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_compares(text: str, expected: bool) -> None:
    assert expected is parse_formula(text, condition=True).holds(SIZES)


def test_a_formula_knows_its_names_and_can_be_filled_in() -> None:
    formula = parse_formula("floor((H - K) / stride) + min(K, 1)")

    assert {"H", "K", "stride"} == formula.names
    assert formula.filled_in(SIZES) == "floor((227 - 11) / 4) + min(11, 1)"


@pytest.mark.parametrize("text", ["", "1e", "1e5000", "1,5", "9" * 1300, "nan", "0x10"])
def test_what_is_no_decimal_number_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_decimal(text)


def expressions() -> st.SearchStrategy[str]:
    leaves = st.integers(0, 99).map(str) | st.sampled_from(sorted(SIZES))
    signs = st.sampled_from(["+", "-", "*", "/", "//", "%"])
    return st.recursive(
        leaves,
        lambda inner: (
            st.tuples(inner, signs, inner).map(" ".join)
            | inner.map("({})".format)
            | inner.map("-({})".format)
            | inner.map("({}) ** 2".format)
            | st.tuples(inner, inner).map(", ".join).map("max({})".format)
        ),
        max_leaves=6,
    )


@given(expressions())
@settings(database=None, derandomize=True, deadline=None, max_examples=200)
def test_a_formula_means_what_it_means_in_python(text: str) -> None:
    exact = {name: Fraction(value) for name, value in SIZES.items()}
    try:
        expected = eval(re.sub(r"(?<![*] )\b\d+\b", r"Fraction(\g<0>)", text), {**exact, "Fraction": Fraction})
    except ZeroDivisionError:
        expected = "nothing"
    try:
        value: object = parse_formula(text).evaluate(SIZES)
    except FormulaError:
        value = "nothing"

    assert expected == value


@given(st.text() | st.text(alphabet="0123456789ab_.eE+-*/%(),<>=! \n×·−÷^'", max_size=80))
@settings(database=None, derandomize=True, deadline=None, max_examples=300)
def test_any_text_is_a_formula_or_a_formula_error(text: str) -> None:
    with contextlib.suppress(FormulaError):
        parse_formula(text, condition=True).evaluate(SIZES)
