import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course.inputs import Draw, InputError, parse_input
from grader.course.made import make
from grader.errors import CourseError

DRAWN = {
    "normal": ("normal(2, 3)", "float64", (2, 3)),
    "a shape in brackets": ("normal((2, 3))", "float64", (2, 3)),
    "float32": ('normal(2, 3, dtype="float32")', "float32", (2, 3)),
    "whole numbers": ("integers(0, 9, (2, 3))", "int64", (2, 3)),
    "whole numbers, one axis": ('integers(-4, 5, 7, dtype="int8")', "int8", (7,)),
    "zeros": ("zeros(0, 5)", "float64", (0, 5)),
    "ones": ("ones(4)", "float64", (4,)),
    "no axes": ("normal()", "float64", ()),
}

FORMS = (
    "normal(2, 5, 7, 3): independent standard normal numbers of that shape; "
    "integers(0, 9, (2, 6, 5, 3)): whole numbers from 0 up to 8 of that shape; "
    "zeros(4): zeros of that shape; ones(4): ones of that shape; arange(4): 0, 1, 2, 3 in that shape; "
    "between(1, 12): one whole number, both ends included; between(6, 30, step=3): one of 6, 9, …, 30; "
    "made(name): what the function name(rng) of the file of inputs beside the reference returns"
)
MADE = "made(name): what the function name(rng) of the file of inputs beside the reference returns"
NORMAL = "normal(2, 5, 7, 3): independent standard normal numbers of that shape"
INTEGERS = "integers(0, 9, (2, 6, 5, 3)): whole numbers from 0 up to 8 of that shape"
BETWEEN = "between(1, 12): one whole number, both ends included; between(6, 30, step=3): one of 6, 9, …, 30"
DTYPES = "'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8', 'bool'"

REFUSED = {
    "another function": ("uniform(3)", f"'uniform(3)' is not an input. Write one of: {FORMS}"),
    "a method": ("np.ones(3)", f"'np.ones(3)' is not an input. Write one of: {FORMS}"),
    "a name as a size": ("ones(H)", f"'ones(H)' is not an input. Write one of: {FORMS}"),
    "starred sizes": ("ones(*3)", f"'ones(*3)' is not an input. Write one of: {FORMS}"),
    "a bracket that does not close": ("ones(3", f"'ones(3' is not an input. Write one of: {FORMS}"),
    "a set of lists": ("ones({[1]})", f"'ones({{[1]}})' is not an input. Write one of: {FORMS}"),
    "a fraction as a size": ("normal(2.5)", f"'normal(2.5)' does not fit. Write {NORMAL}"),
    "a negative size": ("normal(-2)", f"'normal(-2)' does not fit. Write {NORMAL}"),
    "true as a size": ("normal(True)", f"'normal(True)' does not fit. Write {NORMAL}"),
    "too many elements": ("normal(9999, 9999)", f"'normal(9999, 9999)' does not fit. Write {NORMAL}"),
    "too many axes": ("normal(1,1,1,1,1,1,1,1,1)", f"'normal(1,1,1,1,1,1,1,1,1)' does not fit. Write {NORMAL}"),
    "no shape": ("integers(0, 9)", f"'integers(0, 9)' does not fit. Write {INTEGERS}"),
    "an empty range": ("integers(9, 9, 3)", f"'integers(9, 9, 3)' does not fit. Write {INTEGERS}"),
    "bounds that no dtype holds": (
        "integers(0, 99999999999999999999, 3)",
        f"'integers(0, 99999999999999999999, 3)' does not fit. Write {INTEGERS}",
    ),
    "one bound": ("between(1)", f"'between(1)' does not fit. Write {BETWEEN}"),
    "bounds upside down": ("between(2, 1)", f"'between(2, 1)' does not fit. Write {BETWEEN}"),
    "an unknown dtype": (
        'ones(3, dtype="float8")',
        f"'ones(3, dtype=\"float8\")': the one option is dtype, one of {DTYPES}",
    ),
    "made by nobody": ("made()", f"'made()' does not fit. Write {MADE}"),
    "made by a text": ('made("wave")', f"'made(\"wave\")' does not fit. Write {MADE}"),
    "made by a private function": ("made(_wave)", f"'made(_wave)' does not fit. Write {MADE}"),
    "made with an option": ("made(wave, dtype=bool)", f"'made(wave, dtype=bool)' does not fit. Write {MADE}"),
    "an unknown option": ("ones(3, seed=1)", f"'ones(3, seed=1)': the one option is dtype, one of {DTYPES}"),
}


@pytest.mark.parametrize(("text", "dtype", "shape"), DRAWN.values(), ids=DRAWN)
def test_an_input_has_the_shape_and_dtype_that_it_says(text: str, dtype: str, shape: tuple[int, ...]) -> None:
    array = parse_input(text).draw("key")

    assert isinstance(array, np.ndarray)
    assert (dtype, shape, shape) == (array.dtype, array.shape, parse_input(text).shape)


def test_the_same_key_draws_the_same_and_another_key_something_else() -> None:
    drawn = [parse_input("normal(3, 4)").draw(key) for key in ("a", "a", "b")]

    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.equal(drawn[0], drawn[2]).any()


def test_bounds_are_reached_and_kept() -> None:
    whole = parse_input("integers(-1, 2, 200)").draw("key")
    single = {parse_input("between(1, 3)").draw(str(n)) for n in range(50)}

    assert ({-1, 0, 1}, {1, 2, 3}) == (set(np.unique(whole).tolist()), single)
    np.testing.assert_array_equal(parse_input("arange(2, 3)").draw("key"), [[0, 1, 2], [3, 4, 5]])


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_input_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_input(text)

    assert message == str(caught.value)


PIECES = st.sampled_from(
    [
        "normal",
        "integers",
        "between",
        "made",
        "wave",
        "(",
        ")",
        "0",
        "-9",
        "2.5",
        ",",
        "[",
        "]",
        "{",
        "}",
        "*",
        "dtype=",
        "'bool'",
        " ",
    ]
)


@given(st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join))
@settings(database=None, derandomize=True, deadline=None, max_examples=300)
def test_any_text_is_an_input_or_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        parse_input(text)


INPUTS = """
import numpy as np

def wave(rng):
    return np.sin(rng.normal(2, 3)) + rng.between(1, 3)

def whole(rng):
    return rng.between(5, 5)

def broken(rng):
    raise ValueError("no waves today")

def listed(rng):
    return [1, 2]

def too_large(rng):
    return np.broadcast_to(0.0, (9_999, 9_999))
"""
FAULTS = {
    "broken": "10:1: broken raises ValueError: no waves today",
    "listed": "13:1: listed returns list; it must make an array of up to 4,000,000 numbers, or a whole number",
    "too_large": "16:1: too_large returns ndarray; it must make an array of up to 4,000,000 numbers, or a whole number",
}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    path = tmp_path / "slide_inputs.py"
    path.write_text(INPUTS, encoding="utf-8")
    return path


def test_what_is_made_depends_on_the_key_alone(inputs: Path) -> None:
    wave = parse_input("made(wave)").found_in(inputs)
    drawn = [wave.draw(key) for key in ("a", "a", "b")]

    assert wave.shape is None
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.equal(drawn[0], drawn[2]).any()
    assert make(inputs, "whole", "a") == 5


@pytest.mark.parametrize(("name", "message"), FAULTS.items())
def test_what_cannot_be_made_says_why(name: str, message: str, inputs: Path) -> None:
    with pytest.raises(CourseError) as caught:
        make(inputs, name, "key")

    assert f"{inputs}:{message}" == str(caught.value)


def test_a_draw_gives_something_new_each_time_and_the_same_for_the_same_seed() -> None:
    first, second = Draw("seed"), Draw("seed")
    numbers = first.normal(3), first.normal(3)

    assert not np.equal(*numbers).any()
    np.testing.assert_array_equal(numbers, (second.normal(3), second.normal(3)))
    assert first.integers(0, 9, (2, 3)).shape == (2, 3)
    assert first.between(4, 4) == 4
