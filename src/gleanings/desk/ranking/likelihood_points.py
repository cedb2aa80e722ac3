"""Reading a stored curve of likelihood: see `likelihood`, which needs scikit-learn to make one."""

from collections.abc import Sequence

import numpy as np


def share_at(curve: Sequence[Sequence[float]], score: float) -> float | None:
    """The share taken up of what scores so; None where there is no curve."""
    if not curve:
        return None
    points = np.array(curve)
    return float(np.interp(score, points[:, 0], points[:, 1]))
