"""What goes wrong in sharing a gradient, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Gradient = Callable[..., tuple[np.ndarray, ...]]


def averaged_gradient(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Average over the positions where the sum belongs."""
    dw, db = share_gradient(dw_local, db_local)
    positions = db_local[..., 0].size
    return dw / positions, db / positions


def first_position_only(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Take what position (0, 0) says."""
    return dw_local[0, 0].copy(), db_local[0, 0].copy()


def last_position_only(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Overwrite at each position, so that what the last one says is left."""
    return dw_local[-1, -1].copy(), db_local[-1, -1].copy()


def summed_over_rows_only(
    share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Sum from top to bottom, and keep the columns."""
    return dw_local.sum(axis=0), db_local.sum(axis=0)


def summed_over_kernel(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Sum over the rows and columns of the kernels, and keep the positions."""
    _, db = share_gradient(dw_local, db_local)
    return dw_local.sum(axis=(2, 3)), db


def summed_over_cin(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Sum over the input channels too."""
    dw, db = share_gradient(dw_local, db_local)
    return dw.sum(axis=2), db


def reshape_not_transpose(
    share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Reshape until the positions come last, and sum over them."""
    _, db = share_gradient(dw_local, db_local)
    return dw_local.reshape(*dw_local.shape[2:], -1).sum(axis=-1), db


def bias_averaged(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Sum the gradient of the kernel, and average that of the bias."""
    dw, db = share_gradient(dw_local, db_local)
    return dw, db / db_local[..., 0].size


def bias_ignored(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Leave the gradient of the bias at zero."""
    dw, db = share_gradient(dw_local, db_local)
    return dw, 0 * db


def unshared(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Keep a gradient of the bias for each position."""
    dw, _ = share_gradient(dw_local, db_local)
    return dw, db_local.copy()


def one_bias(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Sum the gradient of the bias over the output channels too."""
    dw, db = share_gradient(dw_local, db_local)
    return dw, np.full_like(db, db.sum())


def largest_not_sum(share_gradient: Gradient, dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, ...]:
    """Take the largest gradient of all positions."""
    return dw_local.max(axis=(0, 1)), db_local.max(axis=(0, 1))
