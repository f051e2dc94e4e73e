"""Images of 5×10 pixels with one of two strokes, falling or rising, and noise; and a kernel to begin with."""

from typing import Any

import numpy as np

ROWS, COLUMNS, STROKE = 5, 10, 3
LEFT, RIGHT = (0, 1), (6, 7)  # columns where a stroke begins; no window sees strokes of both
NOISE = 0.12


def left(rng: Any) -> np.ndarray:
    """Each stroke once at each place on the left."""
    return _images(rng, LEFT, 1)


def right(rng: Any) -> np.ndarray:
    """Each stroke once at each place on the right."""
    return _images(rng, RIGHT, 1)


def left_again(rng: Any) -> np.ndarray:
    """The same places on the left as for training, with other noise, each twice."""
    return _images(rng, LEFT, 2)


def right_again(rng: Any) -> np.ndarray:
    """Places on the right, each twice."""
    return _images(rng, RIGHT, 2)


def both_sides(rng: Any) -> np.ndarray:
    """Each stroke once at each place on the left and on the right."""
    return _images(rng, LEFT + RIGHT, 1)


def classes_12(rng: Any) -> np.ndarray:
    """The strokes of 12 images: falling, rising, falling, …"""
    return np.arange(12) % 2


def classes_24(rng: Any) -> np.ndarray:
    """The strokes of 24 images."""
    return np.arange(24) % 2


def start(rng: Any) -> np.ndarray:
    """A kernel that knows nothing yet, a little larger for the first class."""
    kernel: np.ndarray = 0.02 * rng.normal(STROKE, STROKE, 1, 2) + np.array([0.13, 0.1])
    return kernel


def _images(rng: Any, columns: tuple[int, ...], repeats: int) -> np.ndarray:
    strokes = np.eye(STROKE), np.eye(STROKE)[::-1]
    places = [(row, column) for row in range(ROWS - STROKE + 1) for column in columns] * repeats
    images: np.ndarray = NOISE * rng.normal(2 * len(places), ROWS, COLUMNS, 1)
    for number, (row, column) in enumerate(place for place in places for _ in strokes):
        images[number, row : row + STROKE, column : column + STROKE, 0] += strokes[number % 2]
    return images
