"""What the experiment must show."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.course.laws import Law

Call = Callable[..., Any]
ENOUGH, CHANCE = 0.95, (0.25, 0.75)


def shared_finds_it_anywhere(call: Call, rng: Any) -> Law:
    """Train on the left, test on the right: the shared layer decides rightly."""
    arguments = _draw(rng)
    share = call(*arguments.values())[0, 0]
    return Law(
        np.array(share >= ENOUGH),
        np.array(True),
        "Trained on the left, the shared layer decides rightly for strokes on the right, in 95 of 100 images or more.",
        inputs=arguments,
    )


def unshared_does_not(call: Call, rng: Any) -> Law:
    """Train on the left, test on the right: the unshared layer guesses."""
    arguments = _draw(rng)
    share = call(*arguments.values())[1, 0]
    return Law(
        np.array(CHANCE[0] <= share <= CHANCE[1]),
        np.array(True),
        "Trained on the left, the unshared layer only guesses for strokes on the right: about half of its decisions are right.",
        inputs=arguments,
    )


def _draw(rng: Any) -> dict[str, Any]:
    """Return arguments as those of the cases, with strokes on the left to train with and on the right to test with."""
    x, labels = _strokes(rng, (0, 1))
    test_x, test_labels = _strokes(rng, (6, 7))
    w = 0.02 * rng.normal(3, 3, 1, 2) + np.array([0.13, 0.1])
    return {
        "x": x,
        "labels": labels,
        "test_x": test_x,
        "test_labels": test_labels,
        "w": w,
        "rate": 0.2,
        "steps": 40,
    }


def _strokes(rng: Any, columns: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    shapes = np.eye(3), np.eye(3)[::-1]
    places = [(row, column) for row in range(3) for column in columns] * 2
    labels = np.arange(2 * len(places)) % 2
    images = 0.12 * rng.normal(len(labels), 5, 10, 1)
    for image, label, (row, column) in zip(images, labels, [p for p in places for _ in shapes], strict=True):
        image[row : row + 3, column : column + 3, 0] += shapes[label]
    return images, labels
