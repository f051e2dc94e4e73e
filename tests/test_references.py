from pathlib import Path

import pytest

from grader.course.references import load_reference, read_signature
from grader.errors import CourseError

WHOLE = '''\
"""The layer."""
import math
from collections.abc import Sequence as Sizes

import numpy as np
import numpy.linalg as unused

if True:
    raise RuntimeError("never run for a signature")


def helper(x):
    return x


def slide(
    x: np.ndarray,  # the image
    w: Sizes,
    stride: int = 1,
    pad: int = -1,
) -> np.ndarray:
    """Slide w over x.

    Indented as written.
    """
    return x
'''

WRONG = {
    "no such function": (
        "def slid(x):\n    'Slide.'\ndef other(x):\n    pass\n",
        1,
        "the reference defines no function slide; it defines: slid, other",
    ),
    "no function at all": ("slide = abs\n", 1, "the reference defines no function slide; it defines: none"),
    "no docstring": (
        "import math\n\ndef slide(x):\n    return x\n",
        3,
        "slide has no docstring; the student's stub is made from it",
    ),
    "no Python": (
        "import math\n\ndef slide(x:\n    return x\n",
        3,
        "the reference does not parse: '(' was never closed",
    ),
}

DOES_NOT_LOAD = {
    "an import that is not there": ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
    "an exception": ("1 / 0", "ZeroDivisionError: division by zero"),
}


def make(folder: Path, text: str) -> Path:
    path = folder / "slide.py"
    path.write_text(text, encoding="utf-8")
    return path


def message_of(path: Path, function: str = "slide") -> str:
    with pytest.raises(CourseError) as caught:
        load_reference(path, function)
    return str(caught.value)


def test_a_signature_is_read_without_running_the_file(tmp_path: Path) -> None:
    signature = read_signature(make(tmp_path, WHOLE), "slide")

    assert signature.imports == "from collections.abc import Sequence as Sizes\nimport numpy as np"
    assert WHOLE[WHOLE.index("def slide") : WHOLE.index(':\n    """')] == signature.header
    assert signature.docstring == "Slide w over x.\n\nIndented as written."
    assert (signature.parameters, signature.required) == (("x", "w", "stride", "pad"), 2)
    assert signature.defaults == {"stride": 1, "pad": -1}


@pytest.mark.parametrize(("text", "line", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_reference_says_what_is_wrong(text: str, line: int, message: str, tmp_path: Path) -> None:
    path = make(tmp_path, text)

    assert f"{path}:{line}:1: {message}" == message_of(path)


@pytest.mark.parametrize(("text", "message"), DOES_NOT_LOAD.values(), ids=DOES_NOT_LOAD)
def test_a_reference_that_does_not_load_says_why(text: str, message: str, tmp_path: Path) -> None:
    path = make(tmp_path, f"{text}\ndef slide(x):\n    'Slide.'\n")

    assert f"{path}:1:1: the reference does not load: {message}" == message_of(path)


def test_a_missing_reference_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "slide.py"

    assert f"{path}:1:1: the reference is missing: write it here, one function with a docstring" == message_of(path)


def test_a_reference_must_be_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "slide.py"
    path.write_bytes(b"def slide(x):\n    'Gleite \xfcber x.'\n")

    assert f"{path}:1:1: the reference is not UTF-8: save it as UTF-8" == message_of(path)


def test_a_computed_default_is_refused_because_a_stub_could_not_show_it(tmp_path: Path) -> None:
    path = make(tmp_path, "ONE = 1\ndef slide(x, stride=ONE):\n    'Slide.'\n")

    assert f"{path}:2:1: the default of stride must be a plain value, such as 1" == message_of(path)


def test_a_reference_is_loaded_by_its_path(tmp_path: Path) -> None:
    slide = load_reference(make(tmp_path, "def slide(x):\n    'Slide.'\n    return x + 1\n"), "slide")

    assert slide(2) == 3
