"""A law is tried with the student's function; what breaks it is told, and a fault of the law is never the student's."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grader.course.inputs import Draw, InputError
from grader.course.laws import Law, LawError
from grader.course.loader import open_course
from grader.judging.breaks import Precision, break_of
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.results import CheckResult, Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

TESTS = Path(__file__).parent
RIGHT = "np.correlate(x, w) + bias"
HEAD = "import numpy as np\nfrom grader.course.laws import Law\n\n\ndef linear_in_x(call, rng):\n"

Judge = Callable[..., CheckResult]


@pytest.fixture
def judge(tmp_path: Path, pool: Pool) -> Judge:
    """Judge the law linear_in_x, whose body is given or that of the course, for a function that returns `body`."""

    def judge(body: str, law: str | None = None) -> CheckResult:
        root = tmp_path / "course"
        shutil.copytree(TESTS / "course", root, dirs_exist_ok=True)
        if law is not None:
            (root / "solutions/t/slide_properties.py").write_text(f"{HEAD}    {law}\n")
        course = open_course(root)
        source = f"import numpy as np\ndef slide(x, w, bias=0):\n    return {body}\n".encode()
        submission = Submission("s", course.exercise("second", texts=False), None, {"slide.py": source})
        grading = open_submission(course, submission, pool, Options(frozenset({"slide"})))
        (planned,) = grading.questions
        return next(grading.judge(planned, check) for check in planned.checks if check.id == "linear in x")

    return judge


BROKEN = {
    "no result": (
        f"{RIGHT} if len(x) != 6 else x.nothing",
        None,
        "In slide(x=array(6,), w=array(3,)): AttributeError: 'numpy.ndarray' object has no attribute 'nothing'",
    ),
    "a shape that differs": (
        RIGHT,
        "return Law(call(rng.normal(5), rng.normal(2)), np.zeros(3), 'Three.')",
        "Three.\nThat does not hold.\nThe left side has the shape (4,), the right side (3,).",
    ),
    "large inputs by their shapes": (
        RIGHT,
        "x = rng.normal(5, 6); return Law(1, 2, 'One is two.', inputs={'x': x, 'k': 3})",
        "One is two.\nThat does not hold for x of shape (5, 6), k = 3.\nFirst difference: 1 on the left, 2 on the right.",
    ),
    "one result of two": (
        RIGHT,
        "return Law((1, np.ones(2)), (1, np.zeros(2)), 'Alike.')",
        "Alike.\nThat does not hold.\nFirst difference at [0]: 1 on the left, 0 on the right, and 2 of 2 values differ in result 2 of 2.",
    ),
    "equal where nothing may be": (
        RIGHT,
        "return Law(np.ones(2), np.ones(2), 'Not alike.', equal=False, inputs={'k': 3})",
        "Not alike.\nBut both sides are equal for k = 3.",
    ),
}


@pytest.mark.parametrize(("body", "law", "message"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_law_is_told(judge: Judge, body: str, law: str | None, message: str) -> None:
    check = judge(body, law)

    assert check.status is Status.FAILED
    assert check.message.startswith(message), check.message


NOT_COUNTED = "Not counted yet: it finds fault with your results, and not all of those are right themselves."
HOLDS = "Not counted yet: it says nothing against your results, but not all of those are right themselves."
WRONG_RESULTS = {
    "they break it": (
        "np.correlate(x, w) + 1",
        None,
        f"{NOT_COUNTED}\nWithout a bias, the result for x + 2·x' is that for x plus twice that for x'.\n"
        "That does not hold for\n"
        "  x = [-0.2816, 0.4304, -1.685, 0.2918, -1.256, -2.436]\n"
        "  x' = [-0.4282, -2.432, -2.052, -0.7395, -0.1092, 1.42]\n"
        "  w = [-0.3846, -2.324, 1.756]\n"
        "First difference at [0]: 1.57864 on the left, 3.57864 on the right, and 4 of 4 values differ.",
    ),
    "of another shape": (
        "x",
        None,
        f"{NOT_COUNTED}\n"
        "In slide(x=array(6,), w=array(3,)): slide returned its argument x, or a view of it; return a new array.",
    ),
    "zeros": ("0 * np.correlate(x, w)", None, HOLDS),
    "NaN, which equals NaN": ("np.nan * np.correlate(x, w)", None, HOLDS),
    "infinity": ("np.inf * np.ones(len(x) - 2)", None, HOLDS),
    "so large that rounding swallows what differs": ("np.arange(len(x) - 2.0) + 1e250 * x.sum()", None, HOLDS),
    "twice what is right": ("2 * np.correlate(x, w)", None, HOLDS),
    "one right and two wrong": (
        "np.correlate(x, w) * (1 if x[0] < -0.4 else np.nan)",
        "x = rng.normal(6); w = rng.normal(3); return Law(call(x, w), call(x, w) + call(-x, w) * 0, 'Same.')",
        HOLDS,
    ),
    "where the law cannot go on with them": (
        "0 * np.correlate(x, w)",
        "y = call(np.ones(6), np.ones(3)); return Law([][int(y.sum()) or 9], 1, 'Never.')",
        HOLDS,
    ),
}


@pytest.mark.parametrize(("body", "law", "message"), WRONG_RESULTS.values(), ids=WRONG_RESULTS)
def test_what_wrong_results_say_to_each_other_earns_nothing(
    judge: Judge, body: str, law: str | None, message: str
) -> None:
    check = judge(f"({RIGHT}) if len(x) != 6 else {body}", law)

    assert (check.status, check.score, check.message) == (Status.NOT_RUN, 0, message)


def test_a_law_that_holds_earns_its_share(judge: Judge) -> None:
    check = judge(RIGHT)

    assert (check.status, check.message, check.hidden) == (Status.PASSED, "", False)
    assert check.score == check.max_score > 0


def test_float32_keeps_a_law(judge: Judge) -> None:
    assert judge(f"({RIGHT}).astype('float32')").status is Status.PASSED


def test_zeros_earn_nothing_from_a_law(judge: Judge) -> None:
    check = judge(f"0 * ({RIGHT})")

    assert (check.status, check.message) == (Status.NOT_RUN, "Not run: a law is tried once a case is right.")


FAULTS = {
    "an exception": ("return 1 / 0", "6:1: the property linear_in_x raises ZeroDivisionError: division by zero"),
    "an argument that is none": (
        "return call('x', 2)",
        "6:1: the property linear_in_x raises TypeError: x must be an array or a number, not str",
    ),
    "an unknown argument": (
        "return call(1, y=2)",
        "6:1: the property linear_in_x raises TypeError: slide takes (x, w, bias)",
    ),
    "no law": ("return True", "5:1: the property linear_in_x returns bool; a property returns a Law"),
    "a law without words": (
        "return Law(1, 1, ' ')",
        "6:1: the property linear_in_x raises LawError: a law says in words what must hold: Law(left, right, says=...)",
    ),
    "an endless law": (
        "return [call(np.ones(3), np.ones(2)) for _ in range(2001)]",
        "6:1: the property linear_in_x raises RuntimeError: it calls the function more than 2,000 times",
    ),
    "a failure that it tries to catch": (
        "try:\n        return call(np.ones(3), np.ones(0))\n    except BaseException:\n        raise",
        "solutions/t/slide.py:1:1: the reference raises ValueError",
    ),
}


@pytest.mark.parametrize(("law", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_law_is_an_error(judge: Judge, law: str, message: str) -> None:
    check = judge(RIGHT, law)

    assert (check.status, check.score) == (Status.ERROR, 0)
    expected = message if message.startswith("solutions") else f"solutions/t/slide_properties.py:{message}"
    assert check.message.startswith(expected), check.message


def test_a_law_that_is_not_there_is_an_error(judge: Judge) -> None:
    check = judge(RIGHT, "...\n\n\nlinear_in_x = linear_in_y = None")

    assert check.status is Status.ERROR


NO_LAWS = {
    "a text for a side": (("a", 1), {}, "the left side of a law is an array or a number, not str"),
    "objects for a side": ((1, np.array([None])), {}, "the right side of a law is an array or a number, not ndarray"),
    "another number of results": (((1, 2), 1), {}, "both sides of a law must hold as many results"),
    "a tolerance that allows all": ((1, 1), {"tolerance": 2}, "the tolerance of a law lies between 0 and 0.1; it is 2"),
}


@pytest.mark.parametrize(("given", "more", "message"), NO_LAWS.values(), ids=NO_LAWS)
def test_what_is_no_law_is_refused(given: tuple[object, object], more: dict[str, float], message: str) -> None:
    with pytest.raises(LawError) as caught:
        Law(*given, "Words.", **more)  # type: ignore[arg-type]

    assert message == str(caught.value)


def test_a_tolerance_of_its_own_is_relative_to_the_largest_number() -> None:
    precision = Precision("auto")

    assert break_of(Law(1000.0, 1000.9, "Near.", tolerance=1e-3), precision) is None
    assert break_of(Law(1000.0, 1001.1, "Near.", tolerance=1e-3), precision) is not None


def test_whole_numbers_are_compared_exactly() -> None:
    assert break_of(Law(np.array([2**62]), np.array([2**62 + 1]), "Same."), Precision("auto")) is not None


def test_draws_are_the_same_everywhere_and_differ_from_each_other() -> None:
    rng = Draw("seed")

    assert rng.normal(2).round(6).tolist() == [-1.685206, 0.248776]
    assert rng.normal((1, 2), dtype="float32").dtype == np.float32
    assert rng.integers(0, 9, (2, 3)).shape == rng.integers(0, 9, 2, 3).shape == (2, 3)
    assert all(3 <= rng.between(3, 5) <= 5 for _ in range(20))
    assert Draw("seed").normal(2).tolist() == Draw("seed").normal(2).tolist() != Draw("other").normal(2).tolist()


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InputError):
        Draw("seed").normal(-1)
