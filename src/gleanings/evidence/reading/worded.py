"""Measures named in words or without a sign: odds ratio of 1.80, HR 0.71, a correlation of .26."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.names import WORDED_NAME, worded_kind
from gleanings.evidence.reading.numerals import NUMBER, goes_on, parse_number
from gleanings.evidence.reading.siblings import siblings

_LINK = re.compile(
    r"(?:\s?[(\[{](?:[aA]|adj\.?\s?)?(?:OR|RR|HR|IRR|W?MD|SMD|RC|RD|ARD|ARR|ICC|AUC|NN[TH]|r|d|g|α|κ)[)\]}])?"
    r"(?:,?\s(?:of|was|were|is|=|de|était\sde|est\sde)\s|\s?[,:=]\s?|\s)(?P<minus>-)?"
    rf"(?P<number>{NUMBER})(?!\s?%)"
)
# I2 38%, I2 17.58: heterogeneity without a sign.
_I2 = re.compile(
    r"(?<![A-Za-z])I(?:\^?(?:2|\(2\))\s?(?:of\s|was\s|:\s?)?|\s=\s?)"
    rf"(?P<number>{NUMBER})(?P<percent>\s?%)?"
)
_DECIMAL = re.compile(r"\d{0,12}[.,]\d")
# RR: 4; CI …
_NAMED_WHOLE = re.compile(
    r"(?<![A-Za-z])(?:OR|RR|HR|IRR|MD|NNT|NNH)\s?[:=,]?\s?$"
    r"|needed[\s-]to[\s-](?:treat|harm)(?:\s\(NN[TH]\))?(?:\s?[:=,]|\s(?:was|is|of))?\s?$"
)
# "Sensitivity and specificity were .83 and .93": not the second name by itself
_FIRST_OF_TWO = re.compile(
    r"\b(?:(?i:sensitivity|specificity|sensibilité|spécificité)|PPV|(?i:positive\spredictive\svalue))\s(?:and|et)\s$"
)
_MAY_BE_NEEDED = re.compile(r"treat|harm|NN[TH]")
_REACH = 64
_NOT_LINKED = {"(", "[", ";", "/"}
_LINKS = (" of", " was", " were", " is", " de")
_LAST_WORDS = frozenset({
    "aor", "uor", "cor", "ahr", "uhr", "airr", "urr", "ratio", "ratios", "scotes", "cotes", "or",
    "hr", "instantanés", "irr", "risk", "risks", "relatif", "relatifs", "rr", "difference",
    "differences", "différence", "différences", "risque", "risques", "reduction", "reductions",
    "rd", "ard", "arr", "moyenne", "moyennes", "standardisée", "standardisées", "smd", "md",
    "wmd", "d", "g", "correlation", "correlations", "corrélation", "corrélations", "coefficient",
    "coefficients", "β", "était", "est", "icc", "alpha", "alphas", "α", "cronbach's", "kappa",
    "kappas", "statistic", "statistics", "sensitivity", "specificity", "curve", "value", "auc",
    "auroc", "ppv", "npv", "nnt", "nnh", "cfi", "tli", "rmsea", "srmr", "gfi", "sensibilité",
    "spécificité", "courbe", "partielle", "partielles", "beta", "betas", "standardisé",
    "standardisés", "treat", "harm",
})  # fmt: skip
_EDGE = re.compile(r"[(\[{\"]")


def _ends_in_name(before: str) -> bool:
    """Whether a measure may be named right there: cheaper to ask than to search for one."""
    words = before.rstrip(" \n-:=,\x01\x02")
    if words.endswith(_LINKS):
        words = words[: words.rfind(" ")].rstrip(" ,")
    if words[-1:] in {")", "]", "}"}:
        words = words[: max(words.rfind("("), words.rfind("["), words.rfind("{"), 0)].rstrip()
    last = words.rsplit(None, 1)[-1:]
    return bool(last) and _EDGE.split(last[0])[-1].lower() in _LAST_WORDS


def worded_estimates(page: Page) -> Iterator[Draft]:
    """Named measures; the number must have decimals, lest a post code became an odds ratio."""
    for start in page.numbers:
        named = _name_before(page.plain, start)
        if named is None:
            continue
        name, link = named
        begin = link.start("minus") if link["minus"] else start
        number = parse_number(
            link["number"],
            source=page.source[begin : link.end()],
            negative=bool(link["minus"]),
            comma=page.comma,
        )
        if number is None or goes_on(page.plain, link.end()):
            continue
        pair = _FIRST_OF_TWO.search(page.plain, max(0, name.start() - 48), name.start())
        begins = pair.start() if pair else name.start()
        draft = Draft(begins, link.end(), worded_kind(name), number)
        if not number.decimals and "needed" not in name[0].lower():
            draft.needs = "company"
        if name[0].isupper() and link["number"] == link[0].strip():
            # "OR 97.5 FM": two capitals and a number are not yet an odds ratio.
            draft.needs = "company"
        yield draft
        if draft.kind == "index":
            yield from siblings(page, draft)
    if "I2" in page.plain or "I(2)" in page.plain or "I =" in page.plain or "I^2" in page.plain:
        yield from _heterogeneity(page)


def _heterogeneity(page: Page) -> Iterator[Draft]:
    for match in _I2.finditer(page.plain):
        number = parse_number(match["number"], source=page.source[slice(*match.span("number"))])
        raised = "=" not in match[0]  # I = 65.9%: its 2 has fallen
        if number is not None and (match["percent"] or (raised and number.decimals)):
            yield Draft(match.start(), match.end(), "I2", number)


def _name_before(plain: str, start: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """The measure named shortly before a number with decimals, and what links the two."""
    if plain[start - 1 : start] in _NOT_LINKED:
        return None
    if not _DECIMAL.match(plain, start) and (
        (
            plain[start - 2 : start - 1].islower()
            and not _MAY_BE_NEEDED.search(plain, start - 12, start)
        )
        or not _NAMED_WHOLE.search(plain, max(0, start - 36), start)
    ):
        return None
    if not _ends_in_name(plain[max(0, start - 40) : start]):
        return None
    for name in reversed(list(WORDED_NAME.finditer(plain, max(0, start - _REACH), start))):
        link = _LINK.match(plain, name.end())
        if link is not None and link.start("number") == start:
            return name, link
    return None
