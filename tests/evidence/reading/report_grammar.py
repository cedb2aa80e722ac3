"""Reports of tests put together out of points that vary by themselves, with what they say."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

# Name, brackets or subscript with the degrees of freedom, kind, df1, df2, may be negative.
HEADS: list[tuple[str, str, float | None, float | None]] = [
    *((f"{name}(28)", "t", None, 28) for name in ("t", "ts", "t's", "t1", "paired t", "<i>t</i>")),
    ("*t*(28)", "t", None, 28), ("*F*(1, 28)", "F", 1, 28),
    *((f"t{df}", "t", None, 28) for df in (
        " (28)", "[28]", "{28}", "( 28 )", "(df = 28)", "(df=28)", "(d.f. = 28)", "(28 df)", "28",
        "_28", "_{28}", "<sub>28</sub>", "(1, 28)", "-test (28)",
    )),
    ("t(1,526)", "t", None, 1526), ("t(229.88)", "t", None, 229.88), ("t(1526)", "t", None, 1526),
    *((f"{name}(1, 36)", "F", 1, 36) for name in ("F", "Fs", "F's", "F1", "F2", "ΔF", "Fchange")),
    *((f"F{df}", "F", 1, 36) for df in (
        "(1,36)", " (1, 36)", "[1, 36]", "(1; 36)", "(1/36)", "(1 and 36)", "(1 , 36)", "1,36",
        "(df = 1, 36)", "(dfs = 1, 36)", "(df1 = 1, df2 = 36)", "<sub>1,36</sub>", "_{1,36}",
        "(1,\n36)", "1, 36",
    )),
    ("F(1, 1,234)", "F", 1, 1234), ("F(1.87, 229.41)", "F", 1.87, 229.41),
    *((f"{name}(2)", "chi2", 2, None) for name in (
        "χ2", "χ²", "Χ2", "χ 2", "X2", "x2", "chi2", "Chi2", "chi-square", "Chi-Square", "G2", "G²",
        "chi square", "chi-squared", "χ^2", "Δχ2", "Wald χ2", "Pearson χ2", "LR χ2", "χ2diff",
        "&chi;2", "<i>χ</i>²", "χ<sup>2</sup>", "𝜒2", "?2", "χ2 diff",
    )),
    *((f"χ2{df}", "chi2", 2, None) for df in (
        " (2)", "[2]", "(2, N = 120)", "(2, n = 120)", "(2,N=120)", "(2; N = 120)", "(2, 120)",
        "(df = 2)", "(df = 2, N = 120)", "(N = 120, df = 2)", "(2, N = 1,441)", "(2 df)",
        "(2, N\n= 120)", " (df = 2, n = 120)",
    )),
    *((f"{name}(48)", "r", None, 48) for name in ("r", "r's", "Pearson's r", "Pearson r", "rpb")),
    *((f"r{df}", "r", None, 48) for df in (" (48)", "[48]", "(df = 48)", "(N = 50)", "(n=50)")),
    *((f"{name}(48)", "rho", None, 48) for name in ("rs", "ρ", "rho", "Spearman's rho", "r_s")),
    *((name, "z", None, None) for name in (
        "z", "Z", "z-score", "z score", "z-value", "z value", "Wald z", "z(N = 120)", "z statistic",
        "z (two-tailed)", "z's",
    )),
    *((f"{name}(5)", kind, 5, None) for kind, names in {
        "Q": ("Q", "Q ", "Cochran's Q"), "QB": ("QB", "Qb", "QBetween", "Q-between", "Q_b", "QBET"),
        "QW": ("Qw", "QWithin", "Q within"), "QM": ("QM", "Q_M"), "QE": ("QE", "Qresidual"),
        "QT": ("QT", "Qtotal", "Qt"),
    }.items() for name in names),
]  # fmt: skip
# Behind the value rather than in brackets.
BEHIND = [
    ("t", ", df = 28", "t", None, 28), ("t", "; df=28", "t", None, 28),
    ("t", " (df = 28)", "t", None, 28),
    ("t", ", 28 df", "t", None, 28), ("F", ", df = 1, 36", "F", 1, 36),
    ("F", "; df = 1,36", "F", 1, 36),
    ("χ2", ", df = 2", "chi2", 2, None), ("χ²", "; d.f. = 2", "chi2", 2, None),
    ("Q", ", df = 5", "Q", 5, None),
    ("χ2", " (df = 2)", "chi2", 2, None), ("Chi²", ", df = 2", "chi2", 2, None),
]  # fmt: skip
SIGNS = [" = ", "=", "= ", " =", " < ", " > ", "<", " of ", " was "]
MINUS = ["", "-", "−", "–", "- ", "− ", "‑"]
BETWEEN = [
    "", ", MSE = 12.3", ", MSE = 1,234.50", ", MSe = 0.04", ", d = 0.45", ", d = -0.45",
    ", η2 = .12",
    ", ηp2 = .12", ", partial η² = .12", ", partial eta squared = .12", ", ω2 = .04", ", SE = 0.40",
    ", β = .23", ", R2 = .12", ", Cohen’s d = 0.45", ", 95% CI [0.12, 0.45]", ", g = 0.31",
    ", f = .25",
    ", 95% CI = 0.12 to 0.45", ", V = .22", ", φ = .15", " (n = 45)", ", N = 120", ", two-tailed",
    ", hp2 = .12", ", prep = .92", ", ε = .84", ", OR = 1.42", ", M = 3.4, SD = 0.5", ", r = .31",
]  # fmt: skip
SEPARATORS = [", ", "; ", ",", " ", ";", " , ", ", with ", " and ", ",\n", " (", " ["]
P_NAMES = [
    "p", "P", "ps", "p's", "p’s", "p-value", "p value", "P-value", "p-val", "<i>p</i>", "*p*",
    "p (two-tailed)", "p(one-tailed)", "two-tailed p", "all ps", "exact p", "p_adj", "padj",
    "pcorr",
    "p for trend", "prob", "Sig. (2-tailed)",
]  # fmt: skip
P_SIGNS = {
    "=": [" = ", "=", "= ", " =", " of ", ": ", " equal to ", " is "],
    "<": [" < ", "<", "< ", " &lt; ", " less than ", " is below ", " = <", " ＜ "],
    ">": [" > ", ">", " &gt; ", " greater than "],
    "<=": [" ≤ ", "≤", " <= ", " ⩽ ", " < or = ", " less than or equal to "],
    ">=": [" ≥ ", " >= "],
}
P_NUMBERS = {
    ".032": 0.032, "0.032": 0.032, ".05": 0.05, ".0001": 0.0001, ". 032": 0.032,
    "1.2 × 10−5": 1.2e-5,
    "1.2e-5": 1.2e-5, "1.2E-05": 1.2e-5, "1.2 x 10^-5": 1.2e-5, "1.2·10−5": 1.2e-5, "10−5": 1e-5,
    "10^{-5}": 1e-5, "1.2 × 10⁻⁵": 1.2e-5,
}  # fmt: skip
# Significance in words, and what it says.
WORDS = {
    **dict.fromkeys((
        ", ns", ", n.s.", ", NS", " ns", " (ns)", ", p = ns", ", p = n.s.", "; ns", ", n. s.",
    ", p ns",
        ", ps = ns", ", not significant", ", nonsignificant", ", non-significant", ", all ns",
        ", was not significant", ", which was not significant", ", a nonsignificant result",
        ", MSE = 12.3, ns", ", MSE = 12.3, not significant",
    ), ("ns", None)),
    **dict.fromkeys((
        ", significant at the .05 level", ", was statistically significant at the .05 level",
        ", significant at the 5% level", ", a result significant at the .05 level",
        ", was significant at p < .05", " (significant at .05)", " at p < .05",
    ), ("<", 0.05)),
}  # fmt: skip
BEFORE = [
    "The groups differed, ", "The groups differed (", "(see Table 3; ", "B = 0.15, ", "β = .23, ",
    "b = -0.31, SE = 0.12, ", "(M = 3.45, SD = 1.20) than controls (M = 2.87, SD = 1.11), ", "all ",
    "For women (n = 45), ", "both ", "A main effect was found: ", "Smith (2008) found ",
    "ΔR2 = .04, ",
    "was significant—", "“", "main effect of time,", "95% CI [0.12, 0.45], ",
    "with 12.5% vs. 7.3%, ",
]  # fmt: skip
AFTER = [
    ".", ").", "].", ", d = 0.45.", ", η2 = .12.", ", 95% CI [-0.12, 1.45].", ", one-tailed.",
    "*.", "..",
    " (two-tailed).", " in the second session.", "; the others did not.", "”.", ", n = 45.", "^) .",
]  # fmt: skip


@dataclass(frozen=True)
class Report:
    """The parts of a report; the values that they stand for are in ``said``."""

    head: tuple[str, str, float | None, float | None] = ("t(28)", "t", None, 28)
    behind: str = ""
    sign: str = " = "
    minus: str = ""
    value: str = "0.52"
    between: str = ""
    separator: str = ", "
    p_name: str = "p"
    p_comparison: str = "="
    p_sign: str = " = "
    p_number: str = ".032"
    words: str = ""
    before: str = "The groups differed, "
    after: str = "."

    @property
    def core(self) -> str:
        return f"{self.head[0]}{self.sign}{self.minus}{self.value}{self.behind}"

    @property
    def text(self) -> str:
        p = f"{self.separator}{self.p_name}{self.p_sign}{self.p_number}"
        closing = {" (": ")", " [": "]"}.get(self.separator, "")
        tail = self.words or f"{self.between}{p}{closing}"
        return f"{self.before}{self.core}{tail}{self.after}"

    @property
    def said(self) -> tuple:
        """kind, df1, df2, comparison, value, comparison of p, p."""
        _, kind, df1, df2 = self.head
        comparison = self.sign.strip() if self.sign.strip() in {"<", ">"} else "="
        value = float(self.value) * (-1 if self.minus else 1)
        p = WORDS[self.words] if self.words else (self.p_comparison, P_NUMBERS[self.p_number])
        return kind, df1, df2, comparison, value, *p


def each_point_by_itself() -> list[Report]:
    """Reports that depart from the plainest in one thing."""
    plain = Report()
    of_p = [
        replace(plain, p_comparison=comparison, p_sign=sign)
        for comparison, signs in P_SIGNS.items()
        for sign in signs
    ]
    return [
        *(replace(plain, head=head) for head in HEADS),
        *(replace(plain, head=(name, *rest), behind=behind) for name, behind, *rest in BEHIND),
        *(replace(plain, sign=sign) for sign in SIGNS),
        *(replace(plain, minus=minus) for minus in MINUS),
        *(replace(plain, value=value) for value in (".52", "0.5", "0.520", "0.5213")),
        *(replace(plain, between=between) for between in BETWEEN),
        *(replace(plain, separator=separator) for separator in SEPARATORS),
        *(replace(plain, p_name=name) for name in P_NAMES),
        *of_p,
        *(replace(plain, p_number=number) for number in P_NUMBERS),
        *(replace(plain, words=words) for words in WORDS),
        *(replace(plain, before=before) for before in BEFORE),
        *(replace(plain, after=after) for after in AFTER),
    ]


def at_random(random_: random.Random) -> Report:
    """Every point at once."""
    choose = random_.choice
    if random_.random() < 0.15:
        name, behind, *rest = choose(BEHIND)
        head, sign = (name, *rest), choose(SIGNS[:7])
    else:
        head, behind = choose(HEADS), ""
        sign = choose(SIGNS[:7] if head[1] in {"z", "rho"} else SIGNS)
    comparison = choose(list(P_SIGNS))
    return Report(
        head=head,
        behind=behind,
        sign=sign,
        minus=choose(MINUS) if head[1] in {"t", "r", "z", "rho"} else "",
        value=choose([".52", "0.52", "0.5", "0.047"]),
        between=choose(BETWEEN) if random_.random() < 0.5 else "",
        separator=choose(SEPARATORS),
        p_name=choose(P_NAMES) if random_.random() < 0.6 else "p",
        p_comparison=comparison,
        p_sign=choose(P_SIGNS[comparison]),
        p_number=choose(list(P_NUMBERS)),
        words=choose(list(WORDS)) if random_.random() < 0.2 else "",
        before=choose(BEFORE),
        after=choose(AFTER),
    )
