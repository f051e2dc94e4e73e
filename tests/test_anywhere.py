"""The experiments of exercise-7 show what they are for: sharing seen from the outside, and from training."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.course.inputs import Draw
from grader.course.loader import builtin_root
from grader.course.made import make
from grader.course.references import load_reference

FOLDER = builtin_root() / "solutions" / "anywhere"


def reference(key: str) -> Any:
    return load_reference(builtin_root() / "solutions" / f"{key}.py", key.split("/")[1])


conv2d, local2d, tie = (reference(key) for key in ("conv/conv2d", "local/local2d", "local/tie"))
conv2d_backward, local2d_backward = reference("conv/conv2d_backward"), reference("local/local2d_backward")
tell_apart, left_to_right = reference("anywhere/tell_apart"), reference("anywhere/left_to_right")

KINDS = {
    "one_of_each": [0, 1, 2],
    "in_another_order": [2, 0, 1],
    "two_alike": [1, 2, 2],
    "shared_at_first": [1, 1, 2],
    "equal_totals": [1, 1, 0],
}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("name", "kinds"), KINDS.items())
def test_boxes_are_told_apart(name: str, kinds: list[int], seed: int) -> None:
    responses = make(FOLDER / "tell_apart_inputs.py", name, f"seed {seed}")

    assert tell_apart(responses).tolist() == kinds


def test_an_answer_that_was_learned_by_heart_does_not_pass_for_boxes_of_any_kind() -> None:
    answers = [tuple(tell_apart(make(FOLDER / "tell_apart_inputs.py", "of_any_kind", f"seed {n}"))) for n in range(200)]

    assert len(set(answers)) == 27
    assert max(answers.count(answer) for answer in answers) < 20


def test_the_layers_of_this_course_are_told_apart() -> None:
    rng = np.random.default_rng(0)
    images = np.zeros((9, 6, 8, 1))
    images[1:, 3, :, 0] = np.eye(8)
    w, b, kernels, biases = (rng.standard_normal(s) for s in ((2, 3, 1, 2), 2, (5, 6, 2, 3, 1, 2), (5, 6, 2)))
    dense = images.reshape(9, 48) @ rng.standard_normal((48, 60)) + rng.standard_normal(60)
    tied = local2d(images, tie(w, 5, 6), np.broadcast_to(b, (5, 6, 2)))

    kinds = tell_apart(np.stack([conv2d(images, w, b), local2d(images, kernels, biases), dense.reshape(9, 5, 6, 2)]))

    assert kinds.tolist() == [2, 1, 0]
    assert tell_apart(np.stack([tied] * 3)).tolist() == [2, 2, 2]


def train(train_on: str, test_on: str, seed: int, steps: int = 40) -> Any:
    made = {}
    classes = "classes_24" if train_on == "both_sides" else "classes_12"
    for name in (train_on, classes, test_on, "classes_24", "start"):
        made[name] = make(FOLDER / "left_to_right_inputs.py", name, f"seed {seed} {name}")
    return left_to_right(made[train_on], made[classes], made[test_on], made["classes_24"], made["start"], 0.2, steps)


@pytest.mark.parametrize("seed", range(5))
def test_sharing_generalises_and_the_lack_of_it_does_not(seed: int) -> None:
    at_home, elsewhere = train("left", "left_again", seed), train("left", "right_again", seed)
    everywhere = train("both_sides", "right_again", seed, steps=80)

    assert min(at_home[0, 0], elsewhere[0, 0], everywhere[0, 0]) >= 0.95
    assert min(at_home[1, 0], everywhere[1, 0]) >= 0.9
    assert 0.25 <= elsewhere[1, 0] <= 0.75


def by_steps(x: Any, labels: Any, test_x: Any, test_labels: Any, w: Any, rate: float, steps: int) -> Any:
    """The recipe of the docstring, with the layers of this course."""
    results = []
    positions = (x.shape[1] - w.shape[0] + 1, x.shape[2] - w.shape[1] + 1)
    shared = (conv2d, conv2d_backward, w, np.zeros(2))
    for layer, backward, kernel, bias in (
        shared,
        (local2d, local2d_backward, tie(w, *positions), np.zeros((*positions, 2))),
    ):
        for step in range(steps + 1):
            y = layer(x, kernel, bias)
            powers = np.exp((y**2).sum(axis=(1, 2)))
            p = powers / powers.sum(axis=1)[:, None]
            loss = np.mean([-np.log(p[n, label]) for n, label in enumerate(labels)])
            dy = np.array([2 * y[n] * (p[n] - np.eye(2)[label]) / len(x) for n, label in enumerate(labels)])
            if step < steps:
                kernel = kernel - rate * backward(x, kernel, dy)[1]
        scores = (layer(test_x, kernel, bias) ** 2).sum(axis=(1, 2))
        results.append([np.mean([s.argmax() == label for s, label in zip(scores, test_labels, strict=True)]), loss])
    return np.array(results)


def test_training_is_the_recipe_of_the_docstring_with_the_gradients_of_exercise_5() -> None:
    make_one = lambda name: make(FOLDER / "left_to_right_inputs.py", name, name)  # noqa: E731
    arguments = [make_one(n) for n in ("left", "classes_12", "right_again", "classes_24", "start")]

    began = time.perf_counter()
    result = left_to_right(*arguments, 0.2, 40)
    seconds = time.perf_counter() - began

    np.testing.assert_allclose(result, by_steps(*arguments, 0.2, 40), rtol=1e-9)
    assert seconds < 1.0


def test_no_window_sees_strokes_of_both_sides() -> None:
    left, right = (make(FOLDER / "left_to_right_inputs.py", name, "key") for name in ("left", "right"))

    assert np.abs(left).mean(axis=(0, 1, 3))[6:].max() < 0.2  # type: ignore[union-attr]
    assert np.abs(right).mean(axis=(0, 1, 3))[:6].max() < 0.2  # type: ignore[union-attr]
    assert Draw("seed").normal(1).shape == (1,)


@pytest.fixture
def started(tmp_path: Path) -> Path:
    shutil.copy(builtin_root() / "exercises" / "exercise-7" / "files" / "draw.py", tmp_path)
    shutil.copy(FOLDER / "left_to_right.py", tmp_path)
    return tmp_path


def draw(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, *options, "draw.py"]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_picture_is_drawn_as_text_where_matplotlib_is_missing(started: Path) -> None:
    (started / "matplotlib.py").write_text("raise ImportError\n", encoding="utf-8")

    done = draw(started)

    assert done.returncode == 0, done.stderr
    assert "   9  ████████████████████████████████████████ 1.00" in done.stdout
    assert done.stdout.endswith("\nFor a picture: pip install matplotlib\n")
    shared, unshared = (
        [float(line[-4:]) for line in part.splitlines() if "█" in line] for part in done.stdout.split("unshared")
    )
    assert min(shared) >= 0.95
    assert min(unshared[:2]) >= 0.95
    assert max(unshared[4:]) <= 0.75


def test_the_picture_is_written_with_matplotlib(started: Path) -> None:
    pytest.importorskip("matplotlib")

    done = draw(started)

    assert done.returncode == 0, done.stderr
    assert (started / "accuracy.png").read_bytes().startswith(b"\x89PNG")


def test_the_picture_of_a_stub_says_what_to_do_first(started: Path) -> None:
    stub = "def left_to_right(*arguments):\n    raise NotImplementedError\n"
    (started / "left_to_right.py").write_text(stub, encoding="utf-8")

    done = draw(started)

    expected = "left_to_right is not written yet. Solve it first; learn grade -q left_to_right says how far you are.\n"
    assert (done.returncode, done.stderr) == (1, expected)
