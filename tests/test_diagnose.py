"""A mistake is named where the results prove it, and only there."""

from collections.abc import Callable

import pytest

from grader.course.loader import Course, load_question
from grader.judging.checks import Options
from grader.judging.grading import Grading, open_submission
from grader.judging.killing import kill_table
from grader.judging.oracle import Oracle
from grader.results import CheckResult, Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

Judge = Callable[..., list[CheckResult]]

TWO = "Your results equal those of two mistakes; the cases do not tell them apart:\n- Your sums are doubled.\n- You added each sum to itself."
BOTH = "Your results equal those of two mistakes together:\n- Your kernel is turned round.\n- Your sums lack the bias."
MISTAKEN = {
    "one": ("np.correlate(x, w[::-1]) + bias", "flipped", "Your kernel is turned round."),
    "one, by loops": (
        "np.array([sum(x[i + k] * w[-1 - k] for k in range(len(w))) for i in range(len(x) - len(w) + 1)]) + bias",
        "flipped",
        "Your kernel is turned round.",
    ),
    "one that leaves a case right": ("np.correlate(x, w)", "no_bias", "Your sums lack the bias."),
    "one of the wrong shape": ("np.correlate(x, w)[:-1] + bias", "off_by_one", "Your last window is missing."),
    "one of the wrong kind": (
        "(np.correlate(x, w) + bias).astype(x.dtype)",
        "int_truncation",
        "Your result cuts fractions off.",
    ),
    "one that changes its argument": ("np.correlate(x.__iadd__(bias), w)", "mutates_input", "You change x in place."),
    "one that raises on a case": (
        "np.correlate(x, w) + bias + 1 if x.dtype.kind == 'f' else len(7)",
        "raises",
        "Your code fails on whole numbers.",
    ),
    "two that cannot be told apart": ("2 * (np.correlate(x, w) + bias)", None, TWO),
    "two together": ("np.correlate(x, w[::-1])", "flipped+no_bias", BOTH),
}
NOT_PROVED = {
    "none of them": "np.correlate(x, w) ** 2 + bias",
    "one on some cases only": "np.correlate(x, w[::-1] if x.dtype.kind == 'f' else w ** 2) + bias",
    "one that crashes elsewhere": "np.correlate(x, w[::-1]) + bias if len(x) != 5 else __import__('os')._exit(3)",
    "one that raises elsewhere": "np.correlate(x, w[::-1]) + bias if len(x) != 5 else len(7)",
    "raises everywhere": "len(7)",
    "right values of another kind": "(np.correlate(x, w) + bias).astype(complex)",
    "changes its argument besides": "np.correlate(x.__imul__(1 + (x < 0)), w[::-1]) + bias",
}


@pytest.fixture
def judge(tiny: Course, pool: Pool) -> Judge:
    def judge(body: str, *ids: str, hidden: bool = False) -> list[CheckResult]:
        source = f"import numpy as np\ndef slide(x, w, bias=0):\n    return {body}\n".encode()
        submission = Submission("s", tiny.exercise("second"), None, {"slide.py": source})
        grading = open_submission(tiny, submission, pool, Options(frozenset({"slide"}), hidden, "salt"))
        return _judged(grading, ids)

    return judge


def _judged(grading: Grading, ids: tuple[str, ...]) -> list[CheckResult]:
    (planned,) = grading.questions
    checks = [check for check in grading.running(planned) if not ids or check.id in ids]
    results = [grading.judge(planned, check) for check in checks]
    grading.finish(planned)
    return results


@pytest.mark.parametrize(("body", "name", "text"), MISTAKEN.values(), ids=MISTAKEN)
def test_a_mistake_that_the_results_prove_is_named(judge: Judge, body: str, name: str | None, text: str) -> None:
    cases = judge(body)[:3]

    wrong = [check for check in cases if check.status is Status.FAILED]
    assert [check.misconception for check in wrong] == [name] * len(wrong)
    assert [text in check.message for check in wrong] == [True] + [False] * (len(wrong) - 1)
    assert {check.misconception for check in cases if check.status is Status.PASSED} <= {None}


@pytest.mark.parametrize("body", NOT_PROVED.values(), ids=NOT_PROVED)
def test_a_mistake_that_is_not_proved_is_not_named(judge: Judge, body: str) -> None:
    checks = judge(body)

    assert {check.misconception for check in checks} == {None}
    assert not any("Your" in check.message for check in checks if not check.message.startswith("Your results"))


def test_a_check_chosen_alone_tells_the_mistake(judge: Judge) -> None:
    (check,) = judge("np.correlate(x, w)", "symmetric")

    assert check.misconception == "no_bias"
    assert check.message.endswith("Your sums lack the bias.")


def test_a_hidden_check_tells_no_mistake(judge: Judge) -> None:
    (check,) = [check for check in judge("np.correlate(x, w[::-1]) + bias", hidden=True) if check.hidden]

    assert (check.misconception, check.message) == (None, "A hidden check failed (wrong).")


def test_a_hidden_check_proves_no_mistake(judge: Judge) -> None:
    (check,) = judge("np.correlate(x, w[::-1] if len(x) == 9 else w) + bias", "secret", hidden=True)

    assert (check.status, check.misconception) == (Status.FAILED, None)


def test_a_second_call_must_give_the_same(judge: Judge) -> None:
    counts = "(n := globals().setdefault('n', [])).append(1)"

    (check,) = judge(f"x + 0 if {counts} or len(n) > 2 else np.correlate(x, w) + bias", "real numbers")

    assert check.message.startswith(
        "The first call is right, and a second one with the same arguments is not. Does something stay behind?\n"
        "The result has shape (7,); it must have (H_out) = (5,)."
    )


def test_nothing_is_asked_of_the_mistakes_where_every_call_raised(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stub is graded often, and some mistakes take as long as the reference."""
    monkeypatch.setattr(Oracle, "kept", lambda *_: pytest.fail("a mistake was called"))

    checks = judge("len(7)")

    assert {check.misconception for check in checks} == {None}


def test_the_kill_table_shows_what_catches_what(tiny: Course) -> None:
    table = kill_table(load_question(tiny.root, "t/slide"), tiny.root)

    assert table.checks == ("real numbers", "whole numbers", "symmetric", "secret", "linear in x", "depends on w")
    assert table.kills["flipped"] == {"real numbers", "whole numbers", "secret"}
    assert table.kills["no_bias"] == {"real numbers", "symmetric", "secret"}
    assert table.kills["raises"] == {"real numbers", "whole numbers", "symmetric", "secret", "linear in x"}
    assert table.survivors == ()
    assert table.alike == (("doubled", "added_twice"),)
    assert table.needless == ("real numbers", "symmetric", "secret", "linear in x", "depends on w")
