"""Where work is handed in, points need right results on inputs of the run: a table of known results earns nothing, nor do laws between wrong ones."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grader.course.loader import Course, LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.judging.calls import Calls
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.judging.oracle import Oracle
from grader.judging.weights import case_weights, varies
from grader.reports.json import parse_report, report_object
from grader.reports.text import last_line, render_text
from grader.results import Category, Report, Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

ATTEMPTS = Path(__file__).parent / "attempts"
ONLY_VISIBLE = "It is right for the inputs that can be seen, and not for others that were drawn for this run (wrong)."

HandIn = Callable[..., Report]


def loaded_in(course: Course, exercise: str, question: str) -> LoadedQuestion:
    return next(loaded for _, loaded in course.exercise(exercise, texts=False).questions if loaded.id == question)


@pytest.fixture
def hand_in(course: Course, pool: Pool) -> HandIn:
    """Judge a source for one question as handed in, or as on a student's machine."""

    def run(exercise: str, question: str, source: str, *, hidden: bool = True, untrusted: bool = True) -> Report:
        files = {f"{question}.py": source.encode()}
        submission = Submission("s", course.exercise(exercise, texts=False), None, files)
        options = Options(frozenset({question}), hidden=hidden, untrusted=untrusted)
        grading = open_submission(course, submission, pool, options)
        grading.judge_all()
        return grading.report()

    return run


TABLE = """
import base64, hashlib
import numpy as np

TABLE = {table!r}

def {function}(*arguments):
    seen = hashlib.sha256(b"".join(np.asarray(a).tobytes() for a in arguments)).hexdigest()
    if seen not in TABLE:
        {otherwise}
    dtype, shape, data = TABLE[seen]
    values = np.frombuffer(base64.b64decode(data), dtype).reshape(shape).copy()
    return values if shape else int(values)
"""


def table_of(course: Course, loaded: LoadedQuestion, otherwise: str = "return np.zeros(3)") -> str:
    """Return a source that looks up what is right for every input that anybody can know: those of the visible cases."""
    assert isinstance(loaded.question, CodeQuestion)
    calls = Calls(loaded)
    oracle = Oracle(course.root, loaded, calls)
    table = {}
    for case in loaded.question.cases:
        for draw in range(0 if case.hidden else case.repeat):
            call = calls.draw(case, draw)
            arguments = calls.positional(call).values()
            seen = hashlib.sha256(b"".join(np.asarray(value).tobytes() for value in arguments)).hexdigest()
            right = np.asarray(oracle.expected(call))
            table[seen] = (right.dtype.str, right.shape, base64.b64encode(right.tobytes()).decode())
    return TABLE.format(table=table, function=loaded.question.function, otherwise=otherwise)


LOOKED_UP = [
    ("exercise-3", "conv2d"),
    ("exercise-4", "local2d"),
    ("exercise-4", "tie"),
    ("exercise-2", "dense_parameters"),
    ("exercise-2", "conv_parameters"),
    ("exercise-2", "local_parameters"),
    ("exercise-6", "conv_matrix"),
    ("exercise-7", "tell_apart"),
    ("exercise-8", "conv2d_fast"),
]


@pytest.mark.parametrize(("exercise", "question"), LOOKED_UP, ids=[question for _, question in LOOKED_UP])
def test_a_table_of_known_results_earns_nothing(exercise: str, question: str, course: Course, hand_in: HandIn) -> None:
    source = table_of(course, loaded_in(course, exercise, question))

    (judged,) = hand_in(exercise, question, source).questions
    (seen,) = hand_in(exercise, question, source, hidden=False, untrusted=False).questions

    assert judged.score == 0, [(check.id, check.score) for check in judged.checks]
    assert seen.score > 0
    assert ONLY_VISIBLE in {check.message for check in judged.checks}


LAWS = {
    "one case right, NaN for all else": ("exercise-3", "conv2d", "np.nan"),
    "one case right, zeros for all else": ("exercise-3", "conv2d", "0.0"),
    "one case right, infinity for all else": ("exercise-3", "conv2d", "np.inf"),
}


@pytest.mark.parametrize(("exercise", "question", "filling"), LAWS.values(), ids=LAWS)
def test_laws_between_wrong_results_earn_nothing(exercise: str, question: str, filling: str, hand_in: HandIn) -> None:
    source = (
        "import numpy as np\n"
        "def conv2d(x, w, b, stride=1, pad=0):\n"
        "    H, W = ((n + 2 * pad - k) // stride + 1 for n, k in zip(x.shape[1:3], w.shape[:2]))\n"
        "    y = np.zeros((len(x), H, W, w.shape[3]))\n"
        f"    return y + b if not w.any() else y + {filling}\n"
    )

    for hidden in (True, False):
        (judged,) = hand_in(exercise, question, source, hidden=hidden).questions
        assert judged.score == 0, [(check.id, check.score) for check in judged.checks if check.score]


def test_huge_numbers_swallow_no_law(hand_in: HandIn) -> None:
    source = """
import numpy as np
def local2d(x, w, b, stride=1):
    Ho, Wo, kh, kw, _, co = w.shape
    y = np.zeros((len(x), Ho, Wo, co))
    if (Ho, Wo) == (1, 1):
        return np.einsum('nhwc,hwcd->nd', x[:, :kh, :kw], w[0, 0])[:, None, None, :] + b
    y[:] = 1.0
    y[..., 0] = 0
    return y + (1e250 * x.sum() if np.all(b == 0) else np.arange(y.size).reshape(y.shape))
"""
    (judged,) = hand_in("exercise-4", "local2d", source).questions

    # The one case that it computes, by a sum over the window, is right, and is all that it is paid for.
    assert {check.id for check in judged.checks if check.score} == {"kernel as large as the image, so one position"}


def test_a_right_function_has_full_marks_and_says_on_what(hand_in: HandIn) -> None:
    report = hand_in("exercise-3", "conv2d", (ATTEMPTS / "conv2d/loops.py").read_text())
    (judged,) = report.questions

    assert judged.score == judged.max_score
    assert all(check.anew for check in judged.checks if not check.hidden)
    assert last_line(report) == "18 of 18 checks passed (15 also on inputs of this run)."
    assert last_line(report) in render_text(report)
    assert [check.anew for check in parse_report(report_object(report)).checks] == [c.anew for c in judged.checks]


def test_on_a_students_machine_nothing_is_drawn_anew(hand_in: HandIn) -> None:
    source = (ATTEMPTS / "conv2d/loops.py").read_text()
    report = hand_in("exercise-3", "conv2d", source, hidden=False, untrusted=False)

    assert not any(check.anew for check in report.checks)
    assert last_line(report) == "15 of 15 visible checks passed; 3 hidden checks run when you hand in."


def test_a_report_from_before_has_nothing_drawn_anew(hand_in: HandIn) -> None:
    stored = report_object(hand_in("exercise-3", "conv2d", "", hidden=False))
    for check in stored["questions"][0]["checks"]:
        del check["anew"]

    assert not any(check.anew for check in parse_report(stored).checks)


def test_what_it_raises_on_inputs_of_the_run_is_not_told(hand_in: HandIn) -> None:
    """Its text could hold the inputs."""
    source = (ATTEMPTS / "conv2d/loops.py").read_text()
    source = source.replace(
        '    """See the stub."""',
        "    calls.append(1)\n    print(len(calls), 'TOLD' * (len(calls) > 40))\n"
        "    if len(calls) > 40:\n        raise ValueError(f'TOLD {x}')",
    )
    (judged,) = hand_in("exercise-3", "conv2d", f"calls = []\n{source}").questions

    failed = [check for check in judged.checks if check.status is Status.FAILED]
    assert failed
    assert {check.category for check in failed} == {Category.EXCEPTION}
    assert "TOLD" not in judged.printed
    assert all("TOLD" not in check.message for check in judged.checks)


def test_a_right_submission_costs_one_child(course: Course, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """All calls whose inputs can be seen come first, so that one process serves them all."""
    started = []
    forked = Pool.child
    monkeypatch.setattr(Pool, "child", lambda pool, *limits: started.append(1) or forked(pool, *limits))

    hand_in("exercise-3", "conv2d", (ATTEMPTS / "conv2d/loops.py").read_text())

    assert len(started) == 1


def test_inputs_of_a_run_are_of_the_same_kind_and_differ(course: Course) -> None:
    loaded = loaded_in(course, "exercise-3", "conv2d")
    one, other = Calls(loaded, "salt"), Calls(loaded, "another")
    case = one.case("same kernel, another resolution")
    seen, anew, next_run = one.draw(case, 0), one.draw_anew(case, 0), other.draw_anew(case, 0)
    origin = one.draw_anew(one.case("rectangular, stride 2, pad 1"), 0)

    for name in ("x", "w", "b"):
        shapes = {(call.arguments[name].shape, call.arguments[name].dtype) for call in (seen, anew, next_run)}
        assert len(shapes) == 1
        assert len({call.arguments[name].tobytes() for call in (seen, anew, next_run)}) == 3
    assert anew.arguments["stride"] == 2
    assert anew.arguments["w"].tobytes() == origin.arguments["w"].tobytes()


def test_fixed_numbers_are_drawn_from_what_stands_in_their_place(course: Course) -> None:
    loaded = loaded_in(course, "exercise-2", "conv_parameters")
    calls = Calls(loaded, "salt")
    case = calls.case("alexnet, second layer, two groups")
    drawn = [calls.draw_anew(case, draw).arguments for draw in range(20)]

    assert calls.draw(case, 0).arguments["c_in"] == 96
    assert len({arguments["c_in"] for arguments in drawn}) > 5
    assert all(arguments["c_in"] % 2 == arguments["c_out"] % 2 == 0 for arguments in drawn)
    assert {arguments["groups"] for arguments in drawn} == {2}


def weights(tiny: Course, cases: list[Case], *, anew: bool) -> dict[str, int]:
    loaded = loaded_in(tiny, "second", "slide")
    assert isinstance(loaded.question, CodeQuestion)
    question = loaded.question.model_copy(update={"cases": cases})
    changed = LoadedQuestion(loaded.key, question, loaded.path, loaded.reference)
    calls = Calls(changed, "salt")
    return dict(case_weights(question, calls, Oracle(tiny.root, changed, calls), anew=anew))


def case(id: str, x: str, w: str = "normal(2)", **fields: object) -> Case:
    return Case.model_validate({"id": id, "args": {"x": x, "w": w}, **fields})


DRAWN, FIXED = case("drawn", "normal(5)", points=3), case("fixed", "arange(5)", "ones(2)")
ZERO, EMPTY = case("zero", "normal(5)", "zeros(2)"), case("empty", "normal(5)", "normal(6)", points=2)
SECRET = case("secret", "normal(3)", hidden=True)


def test_what_can_be_told_without_the_work_is_worth_nothing(tiny: Course) -> None:
    here = weights(tiny, [DRAWN, FIXED, ZERO, SECRET], anew=False)
    handed_in = weights(tiny, [DRAWN, FIXED, ZERO, SECRET], anew=True)

    assert here == {"drawn": 3, "fixed": 1, "zero": 0, "secret": 0}
    assert handed_in == {"drawn": 3, "fixed": 0, "zero": 0, "secret": 1}


def test_what_is_all_that_there_is_keeps_its_worth(tiny: Course) -> None:
    assert weights(tiny, [FIXED, ZERO], anew=True) == {"fixed": 1, "zero": 0}
    assert weights(tiny, [ZERO], anew=True) == {"zero": 1}


def test_a_case_may_be_worth_nothing(hand_in: HandIn) -> None:
    (judged,) = hand_in("exercise-3", "conv2d", (ATTEMPTS / "conv2d/loops.py").read_text()).questions
    worth = {check.id: check.max_score for check in judged.checks}

    assert worth["empty batch"] == worth["kernel of zeros, so that only the bias is left"] == 0
    assert sum(worth.values()) == judged.max_score == 2000


BY_HEART = """
import numpy as np

SEEN = [[0, 1, 2], [0, 1, 2], [2, 0, 1], [1, 2, 2], [1, 1, 2], [1, 1, 0]]
calls = []

def tell_apart(responses):
    calls.append(1)
    k = len(calls) - 1
    return np.array(SEEN[k] if k < 6 else SEEN[k - 10] if 11 <= k < 16 else [2, 2, 2])
"""


def test_results_that_are_the_same_whatever_is_drawn_earn_nothing(hand_in: HandIn) -> None:
    """Who counts the calls knows which case it is; so its result must not be known from that alone."""
    seen = hand_in("exercise-7", "tell_apart", BY_HEART, hidden=False, untrusted=False)
    (judged,) = hand_in("exercise-7", "tell_apart", BY_HEART).questions

    assert [check.id for check in seen.checks if check.status is Status.PASSED] == [
        "one of each",
        "in another order",
        "two alike",
        "shared in part",
        "kernels with the same numbers in another order",
    ]
    assert judged.score <= judged.max_score / 2, [(check.id, check.score) for check in judged.checks]


def test_every_result_of_the_course_that_counts_depends_on_what_is_drawn(course: Course) -> None:
    known = [
        (loaded.id, case.id)
        for exercise in course.exercise_ids()
        for _, loaded in course.exercise(exercise, texts=False).questions
        if isinstance(loaded.question, CodeQuestion)
        for calls in [Calls(loaded, "salt")]
        for case in loaded.question.cases
        if case.points and not varies(case, calls, Oracle(course.root, loaded, calls))
    ]

    assert known == []


def test_a_result_that_no_draw_changes_is_worth_nothing(course: Course) -> None:
    loaded = loaded_in(course, "exercise-7", "tell_apart")
    assert isinstance(loaded.question, CodeQuestion)
    cases = [case.model_copy(update={"anew": {}}) for case in loaded.question.cases]
    question = loaded.question.model_copy(update={"cases": cases})
    changed = LoadedQuestion(loaded.key, question, loaded.path, loaded.reference)
    calls = Calls(changed, "salt")
    worth = case_weights(question, calls, Oracle(course.root, changed, calls), anew=True)

    assert [id for id, points in worth.items() if points] == ["of any kind", "of any kind, drawn when you hand in"]


SLOW = """
import time
import numpy as np

def conv2d_fast(x, w, b, stride=1, pad=0):
    if x.size > 10_000:
        time.sleep(60)
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.tensordot(windows, w, axes=((4, 5, 3), (0, 1, 2))) + b
"""


def test_what_is_too_slow_for_two_cases_keeps_the_points_of_the_others(hand_in: HandIn) -> None:
    here = {check.id: check.status for check in hand_in("exercise-8", "conv2d_fast", SLOW, hidden=False).checks}
    handed_in = {check.id: check.status for check in hand_in("exercise-8", "conv2d_fast", SLOW).checks}

    late = {"a larger image", "same kernel, more and larger images"}
    after = {"few positions", "many positions", "number of lines"}  # not called any more
    hidden = {"tall image, stride 3, pad 2"}
    assert {id for id, status in here.items() if status is Status.PASSED} == handed_in.keys() - late - after - hidden
    assert {id for id, status in handed_in.items() if status is not Status.PASSED} == late | after
