"""Reading the plain form of an answer sheet, and the same as YAML."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.loader import Course
from grader.course.plainyaml import read_plain
from grader.course.yamltree import parse_yaml
from grader.workspace.render import render_answers

PIECES = [
    "a", "b", "depth_slice", "made_for", "null", "1", "-1", "1,234", "2*(3+4)", "1.5e3", "[a]", "[a, c]", "[a,b]", "[]", "[a, a b]",
    ":", ": ", ":  ", " ", "  ", "    ", "\t", "\n", "\n", "\n", "\r\n", "\r", "\n  ", "\n    ", "#", " # ", "# a: b", "-", "- ", "---", "...",
    "?", "? ", "&a", "*a", "!t", "|", ">", "'", '"', "%", "@", "`", ",", "{a: b}", "×", "\x85", "\u2028", "\ufeff", "\x07", "\U0001f600", "~", "=", "<<",
]  # fmt: skip
LINES = st.sampled_from(
    [
        "a: b",
        "a:",
        "b: 12",
        "c:  1,2 # x",
        "  p: 1",
        "  q:",
        "    r: 2",
        " s: 1",
        "# note",
        "  # note",
        "",
        "  ",
        "d: [a, b]",
        "e",
        "  e",
    ]
)


def agrees(text: str) -> None:
    """Check that what is read plainly is what YAML reads."""
    plain = read_plain(text)
    if plain is None:
        return
    tree, problems = parse_yaml(text, Path("answers.yaml"), typed=False)
    lines = {str(at[0]): place[0] for at, place in tree.keys.items() if len(at) == 1}

    assert (tree.value, lines, problems) == (*plain, [])


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_read_plainly_is_what_yaml_reads(text: str) -> None:
    agrees(text)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_lines_of_a_sheet_are_read_plainly_as_yaml_reads_them(text: str) -> None:
    agrees(text)


@given(
    st.text(max_size=12), st.sampled_from(["a: {}", "a:\n  b: {}", "# {}\na: b", "{}: a", "a: b{}\nc: d", "a: b\n{}"])
)
def test_any_text_within_a_sheet_is_read_plainly_as_yaml_reads_it(text: str, sheet: str) -> None:
    agrees(sheet.format(text))


def test_the_sheets_of_the_course_are_read_plainly(course: Course) -> None:
    for id in course.exercise_ids():
        text = render_answers(course, course.exercise(id), "mary", {})
        agrees(text)

        assert read_plain(text) is not None


@pytest.mark.parametrize(
    "text",
    ["", "# nothing", "a: b\na: c", "a: b\n  c: d", "a: [b c]", "a: *b", "a: 'b'", "a:b", "a: b\n c", "a:\n  b: 1\n    c: 2", "  a: b", "a: b: c"],
)  # fmt: skip
def test_what_is_not_certain_is_left_to_yaml(text: str) -> None:
    assert read_plain(text) is None
