# verdict: passed
"""Decompose, solve and multiply together again."""

import numpy as np


def scale(x, factor=2):
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    q, r = np.linalg.qr(x)
    assert np.allclose((u * s) @ vt, x, atol=1e-4)
    assert np.allclose(q @ r, x, atol=1e-4)
    square = x.T.astype(float) @ x + np.eye(x.shape[1])
    values, vectors = np.linalg.eigh(square)
    assert np.allclose(vectors @ np.diag(values) @ vectors.T, square)
    assert np.isfinite(np.linalg.eig(square)[0]).all()
    assert np.allclose(square @ np.linalg.solve(square, np.ones(len(square))), 1)
    assert np.linalg.matrix_rank(np.linalg.pinv(square)) == len(square)
    return x * factor
