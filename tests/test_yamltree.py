from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course.loader import Course
from grader.course.yamltree import MAX_BYTES, parse_yaml
from grader.workspace.answers import Sheet, read_answers

ANY_TEXT = st.text() | st.text(alphabet="ab1: \n-[]{},&*!|>'\"\\?#%@\t\x00\ufeff×", max_size=60)

SCALARS = {
    "a whole number": ("55", 55),
    "a signed number": ("-55", -55),
    "leading zeros are not octal": ("010", 10),
    "base 60 is text": ("1:30", "1:30"),
    "hexadecimal is text": ("0x1f", "0x1f"),
    "underscores are text": ("1_000", "1_000"),
    "thousands commas are text": ("'1,000'", "1,000"),
    "a fraction": ("2.5", 2.5),
    "a power of ten without a point": ("1e-6", 1e-6),
    "a power of ten with one": ("1.5E+3", 1500.0),
    "a fraction without a zero": (".5", 0.5),
    "infinity is text": (".inf", ".inf"),
    "a hundred digits are a number": ("9" * 100, int("9" * 100)),
    "more digits are text": ("9" * 101, "9" * 101),
    "digits of another script are text": ("٣", "٣"),
    "true": ("true", True),
    "False": ("False", False),
    "null": ("null", None),
    "a tilde": ("~", None),
    "nothing": ("", None),
    "a date is text": ("2026-01-31", "2026-01-31"),
    "y is text": ("y", "y"),
    "quoted true is text": ('"true"', "true"),
    "a quoted number is text": ("'55'", "55"),
    "a backslash in single quotes stays": (r"'\frac'", r"\frac"),
}

FILES = {
    "escape of a letter that has none": (
        r'a: "\(x\)"',
        "f:1:5: found unknown escape character: a backslash in double quotes begins an escape; "
        "use a block | or single quotes",
    ),
    "a carriage return that was meant as rho": (
        r'a: "\rho"',
        r"f:1:4: the text holds the control character U+000D (\r): a backslash in double quotes does that; "
        "use a block | or single quotes",
    ),
    "a list as a key": ("? [a]\n: 1", "f:1:3: a key must be a word, not a list or a mapping"),
    "an alias as a key": ("*a : 1", "f:1:1: the alias *a is not supported: write the value out"),
    "an alias to itself": (
        "a: &a [*a]",
        "f:1:4: the anchor &a is not supported: write the value out where it is needed\n"
        "f:1:8: the alias *a is not supported: write the value out",
    ),
    "a bracket that does not close": (
        "a: [1, 2",
        "f:2:1: YAML: did not find expected ',' or ']' (while parsing a flow sequence)",
    ),
    "nested block lists": ("- " * 30, "f:1:41: nested deeper than 20 levels"),
    "a key written twice, once in quotes": (
        "'a': 1\na: 2",
        'f:2:1: duplicate key "a": it stands in line 1 already; remove one',
    ),
    "too large": ("a" * (MAX_BYTES + 1), "f:1:1: the file is larger than 1,000,000 characters"),
}


def parse(text: str, *, typed: bool = True) -> tuple[object, str]:
    tree, problems = parse_yaml(text, Path("f"), typed=typed)
    return tree.value, "\n".join(map(str, problems))


@pytest.mark.parametrize(("written", "expected"), SCALARS.values(), ids=SCALARS)
def test_a_scalar_is_read_by_the_core_schema_of_yaml_1_2(written: str, expected: object) -> None:
    value, problems = parse(f"a: {written}")

    assert ({"a": expected}, "") == (value, problems)
    assert isinstance(value, dict)
    assert type(expected) is type(value["a"])


@pytest.mark.parametrize("written", ["55", "1e-6", "true", "on", "010", "0x1f", "null"])
def test_on_an_answer_sheet_every_plain_scalar_is_the_text_that_was_written(written: str) -> None:
    assert ({"a": written}, "") == parse(f"a: {written}", typed=False)


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off"])
def test_a_word_that_yaml_1_1_takes_for_true_or_false_is_refused(word: str) -> None:
    _, problems = parse(f"a: {word}")

    assert f'f:1:4: "{word}" is text here, not true or false: write true or false, or quote it: "{word}"' == problems


@pytest.mark.parametrize(("text", "message"), FILES.values(), ids=FILES)
def test_a_file_that_is_not_plain_yaml_is_refused(text: str, message: str) -> None:
    assert message == parse(text)[1]


def test_every_value_has_a_place_and_what_is_absent_has_that_of_what_is_around_it() -> None:
    tree, _ = parse_yaml("a: 1\nb:\n  - c: x\n    d: [2,  3]\n", Path("f"))

    assert [tree.place(path) for path in (("a",), ("b", 0), ("b", 0, "c"), ("b", 0, "d"), ("b", 0, "d", 1))] == [
        (1, 4),
        (3, 5),
        (3, 8),
        (4, 8),
        (4, 13),
    ]
    assert [tree.keys[("b", 0, "c")], tree.keys[("b", 0, "d")]] == [(3, 5), (4, 5)]
    assert tree.place(("b", 0, "e", "f")) == (3, 5)


@given(ANY_TEXT)
@settings(database=None, derandomize=True, deadline=None, max_examples=300)
def test_any_text_gives_a_tree_or_problems_with_a_place_in_it(text: str) -> None:
    _, problems = parse_yaml(text, Path("f"))

    assert all(1 <= problem.line <= len(text) + 2 and problem.column >= 1 for problem in problems)


@pytest.fixture(scope="session")
def sheet_keys(course: Course) -> list[str]:
    return [loaded.id for _, loaded in course.exercise("exercise-2").questions]


@given(st.data())
@settings(database=None, derandomize=True, deadline=None, max_examples=300)
def test_any_bytes_give_a_sheet_of_text_or_problems(course: Course, sheet_keys: list[str], data: st.DataObject) -> None:
    line = st.tuples(st.sampled_from(sheet_keys), ANY_TEXT).map(": ".join)
    content = data.draw(st.binary() | ANY_TEXT.map(str.encode) | st.lists(line).map("\n".join).map(str.encode))

    sheet = read_answers(content, course.exercise("exercise-2"))

    assert isinstance(sheet, Sheet)
    assert all(problem.startswith("answers.yaml:") for problem in sheet.problems)
    assert all(isinstance(text, str) for parts in sheet.numbers.values() for text in parts.values())
