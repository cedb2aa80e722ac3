"""The names that statistics go by, just before their sign or their degrees of freedom."""

from __future__ import annotations

import re

from gleanings.evidence.measures import reported_measures

TESTS = frozenset(one.code for one in reported_measures() if one.is_test)
ESTIMATES = frozenset(
    {
        "z",
        "r",
        "rho",
        "PCOR",
        "SPCOR",
        "d",
        "g",
        "SMD",
        "beta",
        "b",
        "OR",
        "RR",
        "HR",
        "IRR",
        "RD",
        "MD",
        "estimate",
        "eta2",
        "omega2",
        "f2",
        "R2",
        "I2",
        "tau2",
        "alpha",
        "kappa",
        "ICC",
        "M",
        "percentage",
        "index",
    }
)
RATIOS = frozenset(one.code for one in reported_measures() if one.is_ratio)

_NOISE = r"[\s\x01\x02]{0,24}"
_RAISED = rf"(?:\^{_NOISE}|_{_NOISE}|\*\*)?"
_TWO = rf"{_NOISE}(?:-{_NOISE})?{_RAISED}(?:2|\{{2\}}|\({_NOISE}2{_NOISE}\)|[Ss]quare[ds]?)"
_Q_OF = {"b": "QB", "w": "QW", "m": "QM", "e": "QE", "r": "QE", "t": "QT"}

_SEMI = r"(?:[Ss]emi-?\s?partial(?:\s[Pp]earson)?|[Pp]art)"
_PLAIN_TESTS = [
    ("SPCOR", rf"(?:{_SEMI}\s(?:r|correlations?)|sr)"),
    ("PCOR", r"(?:[Pp]artial(?:\s[Pp]earson)?\s(?:r|correlations?)|pr|r_?(?:part|partial))"),
    (
        "beta_of",
        r"[Ss]tandardi[sz]ed\s(?:betas?|β|(?:regression\s|path\s)?coefficients?)(?:\s(?:was|of|is))?,?\s?\(?r",
    ),
    ("t", r"t(?:s|'s)?(?:[-\s]{1,2}(?:tests?|values?|ratio|statistics?))?"),
    (
        "F",
        r"(?:B|min|Δ|∆)?F(?:s|'s|[12]|'|[-_\s]?(?:change|inc|incr|cha))?(?:[-\s]{1,2}(?:tests?|values?|ratio))?",
    ),
    ("rho", r"(?:r_?s|ρ|rho|Spearman(?:'s)?\s(?:rs?|rho|ρ))"),
    ("r", r"(?:(?:Pearson's|Pearson)\s)?r(?:'s|_?pb|_?p|_?xy)?"),
    (
        "Q",
        r"(?:Cochran'?s?\s)?Q(?:[-_\s\x01\x02]{0,3}\(?(?:B|b|W|w|M|m|E|e|t|[Bb]et|[Bb]etween|[Ww]ith|[Ww]ithin|[Mm]odel|[Ee]rror|[Rr]esidual|[Tt]otal|T|BET(?:WEEN)?|WITHIN)\)?)?",
    ),
]
_CHI_LETTERS = r"(?:χ|[Cc]hi|[Kk]hi|[xX]|[cCwWvV]|G|LR|\x01|\?|□|￿)"
_CHI2 = (
    rf"(?:(?:Δ|∆|(?:Wald|Pearson|LR|McNemar)(?:'s)?\s)?{_CHI_LETTERS}{_TWO}(?:[-\s]{{1,2}}tests?|[-_\s]?(?:diff(?:erence)?|change))?"
    r"|chi\s(?:2|square))"
)
# With "N =" inside the brackets any letter, or none, before the 2 was a chi.
_CHI2_BY_N = r"(?:(?<![A-Za-z])(?:[^\s\w(),;.<>=]|_)?[A-QS-Za-z]?\s?2)"
_ANY_SIGN_2 = r"(?:[^\x00-\x7fητωερσφΔδλ]\s?2)"

_START = r"(?<![A-Za-z0-9α-ωΑ-Ω_.²])"


def _compiled(alternatives: list[tuple[str, str]]) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in alternatives)
    return re.compile(rf"{_START}(?:{groups}){_NOISE}_?$")


_TEST_NAME = _compiled(
    [
        *_PLAIN_TESTS,
        ("t_of", "t[12]"),
        ("z", r"(?:Wald\s)?[zZ]"),
        ("chi2", f"{_CHI2}|{_ANY_SIGN_2}"),
    ]
)
_CHI2_NAME = re.compile(rf"{_START}(?:{_CHI2_BY_N}){_NOISE}$")

_SQUARED = rf"{_NOISE}(?:_?(?:p|G|partial)\x02{{0,12}})?{_NOISE}\^?2"
_LONE_2 = re.compile(r"(?<![^\s,;(])_?2$")
# The most frequent names by themselves, looked up before any pattern; "" is no statistic.
_PLAINEST = {
    **{
        name: name
        for name in ("p", "t", "F", "z", "n", "k", "M", "SD", "SE", "OR", "RR", "HR", "df", "d",
                     "g", "r", "b", "Q", "MD", "SMD")
    },
    "P": "p", "ps": "p", "N": "n", "Z": "z", "B": "b", "β": "beta", "χ2": "chi2", "R2": "R2",
    "I2": "I2", "η2": "eta2", "ηp2": "eta2", "α": "alpha",
    **dict.fromkeys(("CI", "IC", "MSE", "MSe", "V", "phi", "φ", "AIC", "BIC"), ""),
    **dict.fromkeys(("CFI", "TLI", "RMSEA", "SRMR", "GFI", "AUC", "AUROC", "NNT", "NNH"), "index"),
}  # fmt: skip
_PLAINEST_TESTS = {"t": "t", "F": "F", "r": "r", "χ2": "chi2", "Q": "Q"}
_LETTERS_BEFORE_DF = re.compile(
    r"(?:tests?|values?|ratio|statistics?|change|inc|incr|cha|rho|chi|square[ds]?|between|within|"
    r"model|error|residual|total|bet|with|xy|pb|min|diff|difference)$",
    re.IGNORECASE,
)
# What a name may end in that closes a bracket: z (two-tailed), R^{2}.
_MAY_CLOSE = re.compile(r"tailed|sided|2[)}]")
_LONGEST_PLAIN = 8
_SPACES = " \n\x01\x02"
_EDGES = " \n([,;"
# "Cohen's d", "Pearson r", "Hedges g", "Spearman r", "Wald z", "LR χ2": more stands before it.
_OPEN_ENDS = frozenset({"'s ", "s' ", "on ", "es ", "an ", "en ", "ld ", "LR ", "SE "})
# "Partial r", "part correlation", "the standardised beta was r": r by another name.
_OPEN_BEFORE_R = frozenset({"al ", "rt ", "as ", "of ", "is ", "t (", "a (", "β (", "a, "})


def _last_word(text: str, end: int) -> tuple[str, int] | None:
    """The word before ``end`` and its start, or None where it is not a word by itself."""
    while end > 0 and text[end - 1] in _SPACES:
        end -= 1
    start, floor = end, max(0, end - _LONGEST_PLAIN)
    while start > floor and text[start - 1] not in _EDGES:
        start -= 1
    if start == end or (start == floor and start > 0):
        return None
    return text[start:end], start


def _is_open(text: str, start: int) -> bool:
    before = text[start - 3 : start] if start > 2 else ""
    return before in _OPEN_ENDS or (text[start] == "r" and before in _OPEN_BEFORE_R)


_TAILS = r"(?:\s?\((?:one|two|1|2)[-\s]?(?:tailed|sided)\)|[-_\s](?:one|two|1|2)-(?:tailed|sided))?"
_SIMPLE_NAME = _compiled(
    [
        ("p", rf"(?:[pP]s?|[pP]'s|[pP][-\s]{{0,2}}values?|[Vv]aleurs?\s(?:de\s)?p){_TAILS}"),
        *_PLAIN_TESTS,
        ("z", r"[zZ](?:'?s|'|[-\s]{1,2}(?:values?|statistics?|tests?|scores?))?(?:r|_r)?" + _TAILS),
        ("chi2", _CHI2),
        ("df", r"(?:df|d\.f\.|ddl|dl|degrees\sof\sfreedom)"),
        ("n", r"(?:[nN]s?|n's)"),
        ("k", r"(?:[kK]s?|k's)"),
        ("d", r"(?:[Cc]ohen's\s)?d(?:s|'s|'|_?av|_?z|_?ppc\d?|\sde\sCohen)?"),
        ("g", r"(?:[Hh]edges'?\s?s?'?\s)?[g](?:s|'s|\sde\sHedges)?"),
        ("SMD", r"SMDs?"),
        ("MD", r"(?:W?MD|DM)s?"),
        ("OR", r"(?:a|A|DO|RC|R)?ORs?|RC|DOR"),
        ("RR", r"(?:a|A)?RRs?"),
        ("HR", r"(?:a|A|s)?HRs?"),
        ("IRR", r"(?:a|A)?IRRs?"),
        ("RD", r"RD|ARR"),
        ("beta", r"(?:β|[Bb]eta)s?"),
        ("b", r"[bB]s?"),
        ("eta2", rf"(?:η|eta){_SQUARED}"),
        ("omega2", rf"(?:ω|omega){_SQUARED}"),
        ("f2", rf"f{_NOISE}\^?2"),
        ("R2", rf"(?:Δ|∆)?R{_NOISE}\^?2"),
        ("I2", rf"I{_NOISE}\^?(?:2|\(2\)|-squared)"),
        ("tau2", rf"(?:τ|tau|Tau){_NOISE}[\^-]?(?:2|squared)"),
        ("alpha", r"(?:α|[Cc]ronbach's\s(?:α|alpha)|alpha)(?:s|\sde\sCronbach)?"),
        ("kappa", r"(?:κ|kappa)(?:\sde\sCohen)?"),
        ("ICC", r"ICCs?"),
        ("M", r"M(?:s|\s?_?[Aa]ge)?"),
        ("SD", r"(?:SDs?|[sS]\.[dD]\.|ET|É\.?-?T\.?)"),
        ("SE", r"(?:S\.?E\.?M?(?:\s[rdgbB])?|ES|standard\serror|se)"),
    ]
)  # fmt: skip

# What a measure is called in words, small or capital, and the letters that stand for it.
_WORDED = [
    ("OR", r"odds\sratios?|rapports?\sde\scotes", "[aAuc]?ORs?"),
    ("HR", r"hazards?\sratios?|rapports?\sde\srisques\sinstantanés", "[aAu]?HRs?"),
    ("IRR", r"(?:incidence\s)?rate\sratios?", "a?IRRs?"),
    (
        "RR",
        r"risk\sratios?|relative\srisks?(?:\sratios?)?|risques?\srelatifs?|prevalence\sratios?",
        "[aAu]?RRs?",
    ),
    (
        "RD",
        r"(?:absolute\s)?risk\sdifferences?|absolute\srisk\sreductions?|différences?\sde\srisques?",
        "ARD|RD|ARR",
    ),
    (
        "SMD",
        r"standardi[sz]ed\smean\sdifferences?|différences?\smoyennes?\sstandardisées?",
        "SMD",
    ),
    (
        "MD",
        r"(?:weighted\s|adjusted\s)?mean\sdifferences?|différences?\s(?:moyennes?|de\smoyennes?)",
        "W?MD",
    ),
    ("d", r"cohen's\sd|effect\ssizes?\s(?:of\s)?d", ""),
    ("g", r"hedges'?\s?s?'?\sg", ""),
    ("ICC", r"intra-?\s?class\scorrelations?(?:\scoefficients?)?", "ICC"),
    (
        "SPCOR",
        r"(?:semi-?\s?partial|part)\scorrelations?(?:\scoefficients?)?|corrélations?\ssemi-?\s?partielles?",
        "",
    ),
    (
        "PCOR",
        r"partial\scorrelations?(?:\scoefficients?)?|corrélations?\spartielles?",
        "",
    ),
    ("r", r"correlations?|corrélations?|correlation\scoefficients?", ""),
    (
        "alpha",
        r"cronbach's(?:\salphas?(?:\scoefficients?)?|\sα|\scoefficient)?|coefficient\salpha|alpha\scoefficients?",
        "",
    ),
    ("kappa", r"(?:cohen's\s)?kappas?(?:\scoefficients?|\sstatistics?)?", ""),
    (
        "index",
        r"numbers?[\s-]needed[\s-]to[\s-](?:treat|harm)|sensitivity|specificity|area\sunder\sthe\s(?:roc\s)?curve|(?:positive|negative)\spredictive\svalue|"
        r"sensibilité|spécificité|aire\ssous\sla\scourbe",
        "AUC|AUROC|PPV|NPV|NNT|NNH|CFI|TLI|RMSEA|SRMR|GFI",
    ),
    (
        "beta",
        r"standardi[sz]ed\s(?:regression\s|path\s)?(?:coefficients?|betas?)|"
        r"coefficients?\s(?:de\srégression\s)?standardisés?|β",
        "",
    ),
]
WORDED_NAME = re.compile(
    r"(?:(?<![A-Za-z-])|(?<=[Mm]eta-))(?:"
    + "|".join(
        f"(?P<{kind}>(?i:{words})" + (f"|{letters}" if letters else "") + ")"
        for kind, words, letters in _WORDED
    )
    + r")(?![A-Za-z0-9])"
)
# The abbreviation that a name brings along: odds ratio (OR) = 1.62, standard error [SE] = 3.3.
_ABBREVIATED = re.compile(r"[(\[{](?P<name>SE|SD|SEM|n|N)[)\]}]\s?$")


def _kind(match: re.Match[str]) -> str:
    kind = str(match.lastgroup)
    if kind != "Q":
        return kind.removesuffix("_of")
    qualifier = re.sub(r"[\W_]", "", match[0].partition("Q")[2]).lower()[:1]
    return _Q_OF.get(qualifier, "Q")


def _tail(text: str, end: int, width: int) -> str:
    return text[max(0, end - width) : end]


def test_name_before(text: str, end: int, *, with_n: bool) -> tuple[str, int] | None:
    """Kind and start of the test whose bracket with degrees of freedom opens at ``end``."""
    word = _last_word(text, end)
    if word is not None and not _is_open(text, word[1]):
        if word[0] in _PLAINEST_TESTS:
            return _PLAINEST_TESTS[word[0]], word[1]
        if len(word[0]) > 2 and word[0].isalpha() and not _LETTERS_BEFORE_DF.search(word[0]):
            return None
    tail = _tail(text, end, 32)
    match = _TEST_NAME.search(tail)
    if match is None:
        # A chi that left nothing but its 2: sure with an N in the brackets, else with sign and p.
        match = _CHI2_NAME.search(tail) if with_n else _LONE_2.search(tail)
        if match:
            return "chi2", end - len(tail) + match.start()
    if match is None:
        return None
    return _kind(match), end - len(tail) + match.start()


test_name_before.__test__ = False  # type: ignore[attr-defined]


def simple_name_before(text: str, end: int) -> tuple[str, int] | None:
    """Kind and start of the name whose sign stands at ``end``."""
    word = _last_word(text, end)
    if word is not None and not _is_open(text, word[1]):
        kind = _PLAINEST.get(word[0])
        if kind is not None:
            return (kind, word[1]) if kind else None
        if word[0][-1] in ")]}" and not _MAY_CLOSE.search(text, word[1], end):
            short = _ABBREVIATED.search(text, max(0, end - 8), end)
            return (_PLAINEST.get(short["name"], "SE"), short.start()) if short else None
    tail = _tail(text, end, 48)
    match = _SIMPLE_NAME.search(tail)
    if match is None:
        return None
    return _kind(match), end - len(tail) + match.start()


def worded_kind(match: re.Match[str]) -> str:
    return str(match.lastgroup)
