"""What the tests of dependent effects share: reference data, dense algebra, comparison."""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.gold import datasets

CLUSTERED = [d["case"] for d in datasets() if "multilevel" in d]
# Iterative results: 1e-5 relative, as the issue asks; near 0 relative to a thousandth.
ITERATIVE = 1e-5
# Closed forms at a given working model: the reference is printed with 17 digits.
CLOSED = 1e-10


def close(value: float, reference: float, tolerance: float = ITERATIVE) -> bool:
    return abs(value - reference) <= tolerance * max(abs(reference), 1e-3)


def columns(data: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """yi, vi, cluster."""
    escalc = data["escalc"]
    return np.array(escalc["yi"]), np.array(escalc["vi"]), np.array(data["inputs"]["cluster"])


def regression(data: dict[str, Any]) -> dict[str, Any]:
    """The rows and moderators of the reference's meta-regression, as keywords."""
    y, v, cluster = columns(data)
    rows, X = data["metareg"]["rows_used_0based"], np.array(data["metareg"]["X"], dtype=float)
    names = data["metareg"]["X_names"]
    moderators = {name: X[:, i] for i, name in enumerate(names) if i > 0}
    return {"yi": y[rows], "vi": v[rows], "cluster": cluster[rows], "moderators": moderators}


def made_up(seed: int = 3, k: int = 24, m: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Small clustered data with clusters of one, in no order."""
    rng = np.random.default_rng(seed)
    cluster = rng.permutation(np.concatenate([np.arange(m), rng.integers(0, m - 2, k - m)]))
    v = rng.uniform(0.02, 0.4, k)
    y = 0.4 + 0.5 * rng.normal(size=m)[cluster] + 0.3 * rng.normal(size=k)
    return y + np.sqrt(v) * rng.normal(size=k), v, cluster


def dense_covariance(
    v: np.ndarray, cluster: np.ndarray, between: float, within: float, rho: float = 0.0
) -> np.ndarray:
    """The whole k × k marginal covariance."""
    same = (cluster[:, None] == cluster[None, :]).astype(float)
    correlation = rho * same + (1 - rho) * np.eye(len(v))
    sampling = correlation * np.sqrt(np.outer(v, v))
    return sampling + between * same + within * np.eye(len(v))


def dense_log_likelihood(
    y: np.ndarray, X: np.ndarray, covariance: np.ndarray, restricted: bool
) -> float:
    """Straight from the definition."""
    k, p = X.shape
    W = np.linalg.inv(covariance)
    beta = np.linalg.solve(X.T @ W @ X, X.T @ W @ y)
    residuals = y - X @ beta
    twice = np.linalg.slogdet(covariance)[1] + residuals @ W @ residuals
    if restricted:
        twice += np.linalg.slogdet(X.T @ W @ X)[1] - np.linalg.slogdet(X.T @ X)[1]
    return float(-0.5 * (twice + (k - p * restricted) * np.log(2 * np.pi)))
