"""Made-up studies, some with several effects."""

from typing import Any

import numpy as np

CBT, PDT = "cognitive-behavioural", "psychodynamic"


def studies(seed: int = 5, k: int = 40, m: int = 15) -> dict[str, Any]:
    """Arguments of `appraise` for k effects of m studies, in no order."""
    rng = np.random.default_rng(seed)
    study = rng.permutation(np.concatenate([np.arange(m), rng.integers(0, m, k - m)]))
    vi = rng.uniform(0.01, 0.1, k)
    yi = 0.3 + rng.normal(0, 0.2, m)[study] + rng.normal(0, np.sqrt(0.02 + vi))
    return {
        "yi": yi,
        "vi": vi,
        "measure": "ZCOR",
        "labels": [f"Study {number}, outcome {place}" for place, number in enumerate(study)],
        "cluster": [f"Study {number}" for number in study],
        "years": (1990 + 2 * study).tolist(),
        "subgroups": [CBT if number % 3 else PDT for number in study],
        "ni": (40 + study).tolist(),
    }


def independent(seed: int = 5, k: int = 14) -> dict[str, Any]:
    """One effect a study."""
    return studies(seed, k, k) | {"cluster": None}
