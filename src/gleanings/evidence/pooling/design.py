"""Weighted least squares of effects on moderators, at a given between-study variance τ².

Everything the estimators of τ² need is a sum over the k effects or a p × p matrix, so that time
grows with k; no k × k matrix is formed. P is the matrix that takes weighted residuals:
P = W - W X (X'W X)⁻¹ X'W, with W = diag(1 / (vi + τ²)).
"""

import math

import numpy as np

from ..inputs import Floats


class Design:
    """Effects, variances and moderators, brought to a scale where the arithmetic is safe.

    Effects are divided by a power of two close to the smallest standard error, which rounds
    nothing; `scale` is its square, the factor of every variance. X is replaced by an orthonormal
    basis Q of its columns (X = Q R), so that a year or a dose of any size costs no digits.
    """

    def __init__(self, yi: Floats, vi: Floats, X: Floats | None = None) -> None:
        half = math.frexp(float(vi.min()))[1] // 2
        self.unit = math.ldexp(1.0, half)
        self.scale = self.unit * self.unit
        # with a mean alone, counted from the most precise effect: the mean lies close to it
        self.origin = float(yi[vi.argmin()]) if X is None else 0.0
        self.y, self.v = (yi - self.origin) / self.unit, vi / self.unit / self.unit
        self.k = yi.size
        self.p = 1 if X is None else X.shape[1]
        self.df = self.k - self.p
        self.Q: Floats | None = None
        self.R: Floats | None = None
        if X is not None:
            self.Q, self.R = np.linalg.qr(X)

    def at(self, tau2: float) -> "Intercept | Moderated":
        """The fit at τ² (on the design's own scale)."""
        weights = 1.0 / (self.v + tau2)
        return Intercept(self, weights) if self.Q is None else Moderated(self, weights)

    def scores(self, tau2: Floats, restricted: bool) -> Floats:
        """First derivative of the log-likelihood at several τ² at once, (points,).

        Faster than `at`, and rougher where one effect has almost all the weight.
        """
        w = 1.0 / (self.v + tau2[:, None])
        w2, total = w * w, w.sum(axis=1)
        if self.Q is None:
            residuals = self.y - ((w @ self.y) / total)[:, None]
            taken = w2.sum(axis=1) / total
        else:
            p = self.p
            outer = (self.Q[:, :, None] * self.Q[:, None, :]).reshape(self.k, p * p)
            A = np.linalg.inv((w @ outer).reshape(-1, p, p))
            gamma = A @ (w @ (self.Q * self.y[:, None]))[:, :, None]
            residuals = self.y - gamma[:, :, 0] @ self.Q.T
            taken = np.sum(A * (w2 @ outer).reshape(-1, p, p), axis=(1, 2))
        slopes: Floats = (w2 * residuals**2).sum(axis=1) - total
        return (slopes + taken) / 2 if restricted else slopes / 2

    def unweighted(self) -> "Intercept | Moderated":
        """The fit in which every effect counts alike."""
        weights = np.ones(self.k)
        return Intercept(self, weights) if self.Q is None else Moderated(self, weights)


def others(x: Floats) -> Floats:
    """The sum of all others for each element, summed anew where one of them outweighs the rest.

    Below nine tenths of the sum, a difference costs one digit at most.
    """
    total = float(x.sum())
    rest: Floats = total - x
    top = int(x.argmax())
    if x[top] > 0.9 * total:
        rest[top] = x[:top].sum() + x[top + 1 :].sum()
    return rest


class _Fit:
    """What both kinds of fit have in common."""

    design: Design
    w: Floats
    residuals: Floats
    weighted: Floats
    """weighted residuals, W (y - Xβ) = P y"""

    sum_w: float

    def _finish(self, design: Design, w: Floats, residuals: Floats) -> None:
        self.design, self.w, self.residuals = design, w, residuals
        self.weighted = w * residuals
        self.sum_w = float(w.sum())

    @property
    def q(self) -> float:
        """y'P y, the weighted sum of squared residuals."""
        return float(self.weighted @ self.residuals)

    @property
    def ypp(self) -> float:
        """y'P P y."""
        return float(self.weighted @ self.weighted)

    def log_weights(self) -> float:
        return float(np.log(self.w).sum())


class Intercept(_Fit):
    """A mean alone: k sums in place of matrices."""

    def __init__(self, design: Design, w: Floats) -> None:
        mean = float(w @ design.y) / float(w.sum())
        self.mean = mean
        self._finish(design, w, design.y - mean)

    @property
    def beta(self) -> Floats:
        return np.array([self.mean])

    @property
    def covariance(self) -> Floats:
        """(X'W X)⁻¹."""
        return np.array([[1.0 / self.sum_w]])

    # The diagonal of P is w_i (Σw - w_i) / Σw, its other elements -w_i w_j / Σw. Written so, every
    # term below is positive: nothing cancels where one effect has almost all the weight.

    def _diagonal(self) -> Floats:
        return self.w * others(self.w) / self.sum_w

    def traces(self) -> tuple[float, float]:
        """tr(P), tr(P P)."""
        own, w2 = self._diagonal(), self.w * self.w
        return float(own.sum()), float(own @ own) + float(w2 @ others(w2)) / self.sum_w**2

    def trace_pv(self) -> tuple[float, float, float]:
        """tr(P V), tr(P V P V), tr(P V P), V = diag(vi)."""
        own, v, w2 = self._diagonal(), self.design.v, self.w * self.w
        w2v, total = w2 * v, self.sum_w**2
        pvpv = float((own * v) @ (own * v)) + float(w2v @ others(w2v)) / total
        pvp = float(v @ (own * own)) + float(w2v @ others(w2)) / total
        return float(v @ own), pvpv, pvp

    def yppp(self) -> float:
        """y'P P P y."""
        mean = float(self.w @ self.weighted) / self.sum_w
        return float(self.w @ (self.weighted - mean) ** 2)

    def log_det(self) -> float:
        """log det(Q'W Q), Q an orthonormal basis of the columns of X."""
        return math.log(self.sum_w / self.design.k)


class Moderated(_Fit):
    """A mean that depends on moderators.

    Of P the diagonal is w_i (1 - h_i), h_i the leverage, and its other elements are
    -w_i w_j q_i' A q_j. As in `Intercept` every term below is positive; where one effect has almost
    all the weight, what belongs to it is computed from the fit without it, which loses no digits.
    """

    def __init__(self, design: Design, w: Floats) -> None:
        from scipy import linalg  # slow to load, and pooling without moderators does without

        assert design.Q is not None  # noqa: S101  (what makes this class rather than the other)
        self.Q = design.Q
        # heaviest rows first and columns by size: errors stay small row by row (Cox & Higham 1998)
        order = np.argsort(-w, kind="stable")
        root = np.sqrt(w[order])
        basis, R, columns = linalg.qr(
            root[:, None] * self.Q[order], mode="economic", pivoting=True, check_finite=False
        )
        inverse = np.empty((design.p, design.p))
        inverse[columns] = linalg.solve_triangular(R, np.eye(design.p), check_finite=False)
        self.A = inverse @ inverse.T
        self.gamma = inverse @ (basis.T @ (root * design.y[order]))
        self._finish(design, w, design.y - self.Q @ self.gamma)
        self._leverages()

    def _leverages(self) -> None:
        """Of each effect 1 - h_i, A q_i and its residual."""
        self.spared = 1.0 - self.w * np.einsum("ip,pq,iq->i", self.Q, self.A, self.Q)
        self.along = self.Q @ self.A
        for i in np.flatnonzero(self.spared < 0.1):
            others = np.arange(self.w.size) != i
            root = np.sqrt(self.w[others])
            U, size, Vt = np.linalg.svd(root[:, None] * self.Q[others], full_matrices=False)
            if size[-1] <= np.finfo(float).eps * size[0]:
                self.spared[i] = self.residuals[i] = self.weighted[i] = 0.0
                continue
            inverse = Vt.T / size
            own = inverse.T @ self.Q[i]
            rest = inverse @ (U.T @ (root * self.design.y[others]))
            self.spared[i] = 1.0 / (1.0 + self.w[i] * float(own @ own))
            self.along[i] = self.spared[i] * (inverse @ own)
            self.residuals[i] = self.spared[i] * (self.design.y[i] - self.Q[i] @ rest)
            self.weighted[i] = self.w[i] * self.residuals[i]

    @property
    def beta(self) -> Floats:
        assert self.design.R is not None  # noqa: S101
        beta: Floats = np.asarray(np.linalg.solve(self.design.R, self.gamma), dtype=np.float64)
        return beta

    @property
    def covariance(self) -> Floats:
        assert self.design.R is not None  # noqa: S101
        inverse = np.linalg.inv(self.design.R)
        covariance: Floats = inverse @ self.A @ inverse.T
        return covariance

    def _squares(self, a: Floats, b: Floats) -> float:
        """tr(diag(a) P diag(b) P), the sum of a_i b_j P_ij²; a and b not negative."""
        own = self.w * self.spared
        heavy = b * self.w**2
        middle = self.Q.T @ (heavy[:, None] * self.Q)
        whole = np.einsum("ip,pq,iq->i", self.along, middle, self.along)
        mine = heavy * np.einsum("ip,ip->i", self.along, self.Q) ** 2
        rest = whole - mine
        for i in np.flatnonzero(mine > 0.9 * whole):
            towards = self.Q @ self.along[i]
            towards[i] = 0.0
            rest[i] = float(heavy @ towards**2)
        return float((a * b) @ own**2) + float((a * self.w**2) @ rest)

    def traces(self) -> tuple[float, float]:
        """tr(P), tr(P P)."""
        one = np.ones_like(self.w)
        return float(self.w @ self.spared), self._squares(one, one)

    def trace_pv(self) -> tuple[float, float, float]:
        """tr(P V), tr(P V P V), tr(P V P), V = diag(vi)."""
        v, one = self.design.v, np.ones_like(self.w)
        return (
            float((self.w * v) @ self.spared),
            self._squares(v, v),
            self._squares(v, one),
        )

    def yppp(self) -> float:
        """y'P P P y."""
        fitted = self.Q @ (self.A @ (self.Q.T @ (self.w * self.weighted)))
        return float(self.w @ (self.weighted - fitted) ** 2)

    def log_det(self) -> float:
        return -float(np.linalg.slogdet(self.A)[1])
