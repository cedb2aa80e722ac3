"""Thirteen trials of BCG against tuberculosis (Colditz et al. 1994), as log risk ratios.

The counts are dat.bcg of metadat; the pooled numbers are metafor's (REML, Knapp-Hartung).
"""

import math
from types import SimpleNamespace

LABELS = [
    "Aronson 1948", "Ferguson & Simes 1949", "Rosenthal et al. 1960", "Hart & Sutherland 1977",
    "Frimodt-Moller et al. 1973", "Stein & Aronson 1953", "Vandiviere et al. 1973",
    "TPT Madras 1980", "Coetzee & Berjak 1968", "Rosenthal et al. 1961", "Comstock et al. 1974",
    "Comstock & Webster 1969", "Comstock et al. 1976",
]  # fmt: skip
ALLOCATION = [
    "random", "random", "random", "random", "alternate", "alternate", "random", "random",
    "random", "systematic", "systematic", "systematic", "systematic",
]  # fmt: skip
AI = [4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27]
BI = [119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886]
CI = [11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29]
DI = [128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825]

_CELLS = list(zip(AI, BI, CI, DI, strict=True))
YI = [math.log((a / (a + b)) / (c / (c + d))) for a, b, c, d in _CELLS]
VI = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in _CELLS]

POOLED = SimpleNamespace(
    estimate=-0.7145323421581397,
    se=0.18079174409284798,
    ci_low=-1.1084437136855514,
    ci_high=-0.32062097063072803,
    prediction_low=-1.9960168341962121,
    prediction_high=0.5669521498799327,
    tau2=0.3132432581364859,
    i2=92.22138452126907,
    q=152.2330080823733,
    q_df=12,
    q_p=1.9967645908459738e-26,
)
