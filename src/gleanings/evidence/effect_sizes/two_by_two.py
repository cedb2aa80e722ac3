"""Two groups, two outcomes: ai, bi of the first group with and without the event, ci, di of the
second. `n1i` may stand for ai + bi, `n2i` for ci + di."""

import numpy as np
from scipy import special

from ..distributions import COX, LOGISTIC_SD
from ..inputs import Faults, Floats
from .checks import counts, need, part_of
from .formula import Columns, Compute, Family, Formula, Options, Pair, weighted_mean
from .tetrachoric import tetrachoric
from .zero_cells import adjusted


def _prepare(columns: Columns, faults: Faults) -> Columns:
    given = dict(columns)
    for event, other, size in (("ai", "bi", "n1i"), ("ci", "di", "n2i")):
        if other not in given and event in given and size in given:
            counts(given, (event, size), faults)
            part_of(event, given[event], size, given[size], faults)
            if faults.messages:
                continue
            given[other] = given[size] - given[event]
    if not faults.messages and need(given, ("ai", "bi", "ci", "di"), faults):
        counts(given, ("ai", "bi", "ci", "di"), faults)
        for event, other in (("ai", "bi"), ("ci", "di")):
            empty = given[event] + given[other] == 0
            faults.undefined(
                f"{event} + {other}", given[event], empty, "is a group with nobody in it"
            )
    return given


FAMILY = Family("two groups, two outcomes", ("ai", "bi", "ci", "di", "n1i", "n2i"), _prepare)


class _Table:
    """The four cells after what is added for empty ones, and their margins."""

    def __init__(self, c: Columns, o: Options) -> None:
        cells = tuple(c[name] for name in ("ai", "bi", "ci", "di"))
        if o.drop00:
            a, b, cc, d = cells
            neither = ((a == 0) & (cc == 0)) | ((b == 0) & (d == 0))
            cells = tuple(np.where(neither, np.nan, cell) for cell in cells)
        self.a, self.b, self.c, self.d = adjusted(cells, o)
        self.n1, self.n2 = self.a + self.b, self.c + self.d
        self.m1, self.m2 = self.a + self.c, self.b + self.d
        self.n = self.n1 + self.n2
        self.p1, self.p2 = self.a / self.n1, self.c / self.n2

    def log_odds_ratio(self) -> Pair:
        """Woolf 1955."""
        a, b, c, d = self.a, self.b, self.c, self.d
        return np.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d


def _odds_ratio(c: Columns, o: Options) -> Pair:
    return _Table(c, o).log_odds_ratio()


def _risk_ratio(c: Columns, o: Options) -> Pair:
    t = _Table(c, o)
    return np.log(t.p1) - np.log(t.p2), 1 / t.a - 1 / t.n1 + 1 / t.c - 1 / t.n2


def _risk_difference(c: Columns, o: Options) -> Pair:
    t = _Table(c, o)
    p1, p2, n1, n2 = t.p1, t.p2, t.n1, t.n2
    if o.vtype == "AV":
        kept = np.isfinite(p1) & np.isfinite(p2)
        p1 = np.full_like(p1, weighted_mean(p1[kept], n1[kept]))
        p2 = np.full_like(p2, weighted_mean(p2[kept], n2[kept]))
    less = 1 if o.vtype == "UB" else 0
    return t.p1 - t.p2, p1 * (1 - p1) / (n1 - less) + p2 * (1 - p2) / (n2 - less)


def _peto(c: Columns, o: Options) -> Pair:
    """One-step log odds ratio (O - E)/V (Yusuf et al. 1985)."""
    t = _Table(c, o)
    observed_less_expected = t.a - t.n1 * t.m1 / t.n
    v = t.n1 * t.n2 * t.m1 * t.m2 / (t.n**2 * (t.n - 1))
    return observed_less_expected / v, 1 / v


def _arcsine(c: Columns, o: Options) -> Pair:
    """Rücker et al. 2009."""
    t = _Table(c, o)
    yi = np.arcsin(np.sqrt(t.p1)) - np.arcsin(np.sqrt(t.p2))
    return yi, 1 / (4 * t.n1) + 1 / (4 * t.n2)


def _phi(c: Columns, o: Options) -> Pair:
    t = _Table(c, o)
    yi = (t.a * t.d - t.b * t.c) / np.sqrt(t.n1 * t.n2 * t.m1 * t.m2)
    return yi, _phi_stratified(t) if o.vtype == "ST" else _phi_multinomial(t, yi)


def _phi_multinomial(t: _Table, phi: Floats) -> Floats:
    """All n drawn at once (Yule 1912, p. 603): the delta method on four cells."""
    r1, r2, c1, c2 = t.n1 / t.n, t.n2 / t.n, t.m1 / t.n, t.m2 / t.n
    skew = (r1 - r2) * (c1 - c2) / np.sqrt(r1 * r2 * c1 * c2)
    margins = (r1 - r2) ** 2 / (r1 * r2) + (c1 - c2) ** 2 / (c1 * c2)
    return (1 - phi**2 + phi * (1 + phi**2 / 2) * skew - 0.75 * phi**2 * margins) / t.n


def _phi_stratified(t: _Table) -> Floats:
    """The two groups' sizes given: the delta method on two binomial proportions."""
    root = np.sqrt(t.n1 * t.n2 / (t.m1 * t.m2))
    bend = (t.p1 - t.p2) * (t.m2 - t.m1) / (2 * t.m1 * t.m2)
    by_p1, by_p2 = root * (1 - bend * t.n1), root * (-1 - bend * t.n2)
    v1, v2 = t.p1 * (1 - t.p1) / t.n1, t.p2 * (1 - t.p2) / t.n2
    return by_p1**2 * v1 + by_p2**2 * v2


def _yule_q(c: Columns, o: Options) -> Pair:
    """Yule 1912; Bonett & Price 2007."""
    yi, vi = _Table(c, o).log_odds_ratio()
    q = np.tanh(yi / 2)
    return q, (1 - q**2) ** 2 * vi / 4


def _yule_y(c: Columns, o: Options) -> Pair:
    """Yule's coefficient of colligation (Yule 1912; Bonett & Price 2007)."""
    yi, vi = _Table(c, o).log_odds_ratio()
    y = np.tanh(yi / 4)
    return y, (1 - y**2) ** 2 * vi / 16


def _tetrachoric(c: Columns, o: Options) -> Pair:
    t = _Table(c, o)
    return tetrachoric(t.a, t.b, t.c, t.d)


def _probit(c: Columns, o: Options) -> Pair:
    """Difference of probits (Sánchez-Meca et al. 2003)."""
    t = _Table(c, o)
    z1, z2 = special.ndtri(t.p1), special.ndtri(t.p2)
    v1 = t.p1 * (1 - t.p1) * np.exp(z1**2) / t.n1
    v2 = t.p2 * (1 - t.p2) * np.exp(z2**2) / t.n2
    return z1 - z2, 2 * np.pi * (v1 + v2)


def _as_d(width: float) -> Compute:
    def formula(c: Columns, o: Options) -> Pair:
        yi, vi = _Table(c, o).log_odds_ratio()
        return yi / width, vi / width**2

    return formula


FORMULAS = [
    Formula("OR", FAMILY, _odds_ratio, add=0.5),
    Formula("RR", FAMILY, _risk_ratio, add=0.5),
    Formula("RD", FAMILY, _risk_difference, add=0.5, vtypes=("LS", "UB", "AV")),
    Formula("PETO", FAMILY, _peto, add=0.5),
    Formula("AS", FAMILY, _arcsine),
    Formula("PHI", FAMILY, _phi, vtypes=("LS", "ST")),
    Formula("YUQ", FAMILY, _yule_q, add=0.5),
    Formula("YUY", FAMILY, _yule_y, add=0.5),
    Formula("RTET", FAMILY, _tetrachoric, has_edge=True),
    Formula("PBIT", FAMILY, _probit, add=0.5),
    Formula("OR2D", FAMILY, _as_d(LOGISTIC_SD), add=0.5),
    Formula("OR2DL", FAMILY, _as_d(LOGISTIC_SD), add=0.5),
    Formula("OR2DN", FAMILY, _as_d(COX), add=0.5),
]
