from fractions import Fraction

import pytest

from grader.course.templates import TemplateError, fill_in, unknown_names

FILLED_IN = {
    "no template": ("a kernel of 11×11 { } % #", "a kernel of 11×11 { } % #"),
    "a large number": ("{{ H * H }} pixels", "51,529 pixels"),
    "a fraction": ("{{ half }}", "1/2"),
    "true is no number": ("{{ H > 3 }}", "True"),
    "a condition": ("{% if pad %}padded{% else %}bare{% endif %}", "bare"),
    "not html": ("{{ '<b>' }} & {{ '\"' }}", '<b> & "'),
    "the last line feed stays": ("{{ pad }}\n", "0\n"),
    "a filter": ("{{ [H, pad] | max }}", "227"),
}

REFUSED = {
    "an unknown name": ("{{ h }}", "template: 'h' is undefined", 1),
    "a division by zero": ("{{ H / pad }}", "template: division by zero", 1),
    "a sum with text": ("{{ H + ' rows' }}", "template: unsupported operand type(s) for +: 'int' and 'str'", 1),
    "a bracket that does not close": ("one\n{{ (H }}", "template: unexpected '}', expected ')'", 2),
    "an unknown filter": ("{{ H | money }}", "template: No filter named 'money'.", 1),
    "an unknown attribute": ("{{ H.rows.first }}", "template: 'int object' has no attribute 'rows'", 1),
}


@pytest.mark.parametrize(("text", "expected"), FILLED_IN.values(), ids=FILLED_IN)
def test_a_text_is_filled_in(text: str, expected: str) -> None:
    assert expected == fill_in(text, {"H": 227, "pad": 0, "half": Fraction(1, 2)})


@pytest.mark.parametrize(("text", "message", "line"), REFUSED.values(), ids=REFUSED)
def test_a_text_that_cannot_be_filled_in_is_refused(text: str, message: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        fill_in(text, {"H": 227, "pad": 0})

    assert (message, line) == (str(caught.value), caught.value.line)


def test_unknown_names_are_found_without_filling_in() -> None:
    text = "{% set rows = H %}{% for i in range(rows) %}{{ i + K }}{% endfor %}{{ H / 0 }}"

    assert (unknown_names(text, ["H"]), unknown_names("{ K }", [])) == (["K"], [])
