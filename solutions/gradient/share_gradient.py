"""Sharing in the gradient: what all positions say about their one kernel."""

import numpy as np


def share_gradient(dw_local: np.ndarray, db_local: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn the gradient of a locally connected layer with tied kernels into that of the convolution with their one kernel.

    Arguments:
        dw_local  dL/dw of the locally connected layer, shape (H_out, W_out, K_h, K_w, C_in, C_out)
        db_local  dL/db of the locally connected layer, shape (H_out, W_out, C_out)

    Returns two new arrays, of the dtypes of dw_local and db_local:
        dw  dL/dw of the convolution, shape (K_h, K_w, C_in, C_out)
        db  dL/db of the convolution, shape (C_out,)

    dw_local and db_local stay as they are. Raises ValueError where their numbers of axes, positions or channels do not fit.
    """
    for name, array, axes in (("dw_local", dw_local, 6), ("db_local", db_local, 3)):
        if array.ndim != axes:
            raise ValueError(f"{name} must have {axes} axes; its shape is {array.shape}")
    positions_and_channels = (*dw_local.shape[:2], dw_local.shape[5])
    if db_local.shape != positions_and_channels:
        raise ValueError(f"db_local must have the shape {positions_and_channels}; its shape is {db_local.shape}")
    return dw_local.sum(axis=(0, 1), dtype=dw_local.dtype), db_local.sum(axis=(0, 1), dtype=db_local.dtype)
