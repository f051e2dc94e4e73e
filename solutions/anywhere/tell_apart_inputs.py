"""Responses of black boxes: layers with biases for images of 5×9 pixels, and a pixel that wanders along row 2."""

import itertools
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

ROWS, COLUMNS, ROW = 5, 9, 2
POSITIONS = (3, 7)  # windows of 3×3
CHANNELS = 2


def one_of_each(rng: Any) -> np.ndarray:
    """A fully connected layer, a locally connected one, a convolution."""
    return np.stack([_dense(rng), _local(rng, _kernels(rng)), _shared(rng)])


def in_another_order(rng: Any) -> np.ndarray:
    """A convolution, a fully connected layer, a locally connected one."""
    return np.stack([_shared(rng), _dense(rng), _local(rng, _kernels(rng))])


def two_alike(rng: Any) -> np.ndarray:
    """A locally connected layer, and two convolutions."""
    return np.stack([_local(rng, _kernels(rng)), _shared(rng), _shared(rng)])


def of_any_kind(rng: Any) -> np.ndarray:
    """Three layers, each of a kind that is drawn: 27 answers are possible, and nothing but the responses tells which."""
    return np.stack([(_dense(rng), _local(rng, _kernels(rng)), _shared(rng))[rng.between(0, 2)] for _ in range(3)])


def shared_at_first(rng: Any) -> np.ndarray:
    """A layer that is shared but in the last columns, one whose first channel alone is shared; and a convolution."""
    nearly, half = _shared_in_part(rng)
    return np.stack([_local(rng, nearly), _local(rng, half), _shared(rng)])


def shared_at_first_anywhere(rng: Any) -> np.ndarray:
    """Such layers in boxes that are drawn, among layers of other kinds."""
    return _anywhere(rng, [_local(rng, kernels) for kernels in _shared_in_part(rng)])


def equal_totals(rng: Any) -> np.ndarray:
    """Two layers whose kernels hold the same numbers at each position, in another order, one of them without biases; dense."""
    return np.stack([*_equal_in_total(rng), _dense(rng)])


def equal_totals_anywhere(rng: Any) -> np.ndarray:
    """Such layers in boxes that are drawn, among layers of other kinds."""
    return _anywhere(rng, _equal_in_total(rng))


def _anywhere(rng: Any, locals: list[np.ndarray]) -> np.ndarray:
    """Three boxes, one of these locally connected layers at least among them: 19 answers are possible."""
    kinds = [kinds for kinds in itertools.product(range(3), repeat=3) if 1 in kinds]
    drawn = kinds[rng.between(0, len(kinds) - 1)]
    return np.stack([(_dense(rng), locals[rng.between(0, 1)], _shared(rng))[kind] for kind in drawn])


def _shared_in_part(rng: Any) -> list[np.ndarray]:
    nearly, half = _kernels(rng), _kernels(rng)
    nearly[:, :5] = nearly[0, 0]
    half[..., 0] = half[0, 0, ..., 0]
    return [nearly, half]


def _equal_in_total(rng: Any) -> list[np.ndarray]:
    kernel = rng.normal(3, 3, CHANNELS)
    turned = np.stack([np.roll(kernel, j, axis=1) for j in range(POSITIONS[1])])
    kernels = np.broadcast_to(turned, (POSITIONS[0], *turned.shape))
    return [_local(rng, kernels), _respond(kernels, np.zeros((*POSITIONS, CHANNELS)))]


def _kernels(rng: Any) -> np.ndarray:
    kernels: np.ndarray = rng.normal(*POSITIONS, 3, 3, CHANNELS)
    return kernels


def _local(rng: Any, kernels: np.ndarray) -> np.ndarray:
    return _respond(kernels, rng.normal(*POSITIONS, CHANNELS))


def _shared(rng: Any) -> np.ndarray:
    kernel, bias = rng.normal(3, 3, CHANNELS), rng.normal(CHANNELS)
    return _respond(
        np.broadcast_to(kernel, (*POSITIONS, 3, 3, CHANNELS)), np.broadcast_to(bias, (*POSITIONS, CHANNELS))
    )


def _dense(rng: Any) -> np.ndarray:
    weights = rng.normal(ROWS * COLUMNS, *POSITIONS, CHANNELS)
    bias: np.ndarray = rng.normal(*POSITIONS, CHANNELS)
    responses: np.ndarray = np.tensordot(_images().reshape(-1, ROWS * COLUMNS), weights, 1) + bias
    return responses


def _respond(kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    windows = sliding_window_view(_images(), (3, 3), axis=(1, 2))
    responses: np.ndarray = np.einsum("nijpq,ijpqc->nijc", windows, kernels) + biases
    return responses


def _images() -> np.ndarray:
    images = np.zeros((1 + COLUMNS, ROWS, COLUMNS))
    images[1:, ROW] = np.eye(COLUMNS)
    return images
