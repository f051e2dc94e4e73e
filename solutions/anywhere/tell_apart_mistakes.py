"""What goes wrong in telling layers apart, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Layer = Callable[..., np.ndarray]


def bias_ignored(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Take the responses for the effect of the pixel, and leave what the empty image gives in them."""
    return tell_apart(np.concatenate([0 * responses[:, :1], responses[:, 1:]], axis=1))


def kinds_in_other_order(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Count the kinds from the convolution to the fully connected layer."""
    return 2 - tell_apart(responses)


def dense_is_local(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Call everything that is not shared locally connected."""
    return np.maximum(tell_apart(responses), 1)


def local_is_dense(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Call everything that is not shared fully connected."""
    kinds = tell_apart(responses)
    return np.where(kinds == 2, 2, 0)


def local_is_shared(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Call everything that has windows a convolution."""
    kinds = tell_apart(responses)
    return np.where(kinds == 0, 0, 2)


def first_shift_only(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Watch the pixel in its first two columns only."""
    return tell_apart(responses[:, :3])


def first_channel_only(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Watch the first output channel only."""
    return tell_apart(responses[..., :1])


def total_not_place(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Compare the sum of the effect, away from the borders, and not where it is."""
    effects = responses[:, 3:-2] - responses[:, :1]
    totals = effects.sum(axis=(2, 3))
    same = np.isclose(totals, totals[:, :1]).all(axis=(1, 2))
    return np.where(same, 2, np.minimum(tell_apart(responses), 1))


def invariant_not_equivariant(tell_apart: Layer, responses: np.ndarray) -> np.ndarray:
    """Ask for an effect that stays where it is while the pixel moves."""
    effects = responses[:, 1:] - responses[:, :1]
    stays = np.isclose(effects[:, 1:], effects[:, :-1]).all(axis=(1, 2, 3, 4))
    return np.where(stays, 2, np.minimum(tell_apart(responses), 1))
