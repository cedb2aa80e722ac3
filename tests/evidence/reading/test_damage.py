"""What PDF conversion makes of signs, font by font: each family damages every sign its own way."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import Statistic, read_statistics

# =, <, >, minus, chi and its 2, brackets
FAMILIES = {
    "untouched": ("=", "<", ">", "-", "χ2"),
    "typographic": ("=", "<", ">", "−", "χ²"),
    "letters b and N": ("=", "b", "N", "−", "χ2"),
    "quarters and o": ("¼", "o", "4", "À", "w2"),
    "quarters": ("¼", "<", ">", "\ufffd", "v2"),
    "letter p": ("p", "!", "1", "\x01", "x2"),
    "Coptic": ("ϭ", "Ͻ", "Ͼ", "Ϫ", "␹2"),
    "arrows": ("⫽", "⬍", "⬎", "⫺", "␹2"),
    "control characters": ("\x01", "\x02", "\x03", "\x04", "\x052"),
    "figures": ("5", ",", ".", "-", "x2"),
    "replacement characters": ("\ufffd", "\ufffd", "\ufffd", "\ufffd", "\ufffd2"),
    "raw bytes": ("<bc>", "<", ">", "\x04", "<U+03C7>2"),
    "noise beside signs": ("=\x01", "\x03<", "\x03>", "-\x07", "\x182"),
    "private use": ("\uf03d", "\uf03c", "\uf03e", "\uf02d", "\uf063²"),
    "glyph numbers": ("(cid:3)", "(cid:4)", "(cid:5)", "(cid:6)", "(cid:7)2"),
    "letter Z": ("Z", "o", "4", "K", "c2"),
    "entities": ("=", "&lt;", "&gt;", "&minus;", "&chi;<sup>2</sup>"),
    "TeX": ("=", "¡", "¿", "−", "χ2"),
    "question marks": ("=", "<", ">", "?", "?2"),
    "quarters and eth": ("¼", "o", "4", "À", "w2", "ð", "Þ"),
    "tilde and exclamation mark": ("5", ",", ">", "-", "x2", "~", "!"),
    "letters s and y": ("s", "-", ")", "y", "x 2", "Ž", "."),
    "backslash": ("=", "\\", "[", "-", "v2"),
    "quarters and backslash": ("¼", "\\", "[", "À", "v2"),
    "letter D": ("D", "<", ">", "¡", "Â2"),
    "Hebrew": ("ס", "Ͻ", "Ͼ", "מ", "χ2"),
    "Georgian": ("ⴝ", "⬍", "⬎", "ⴚ", "␹2"),
    "old Coptic": ("⳱", "⬍", "⬎", "ⳮ", "␹2"),
    "letter B": ("=", "B", "[", "-", "x2"),
    "yen": ("¥", "<", ">", "-", "χ2"),
    "euro": ("€", "<", ">", "⫺", "χ2"),
    "diaeresis": ("¨", "Ͻ", "Ͼ", "Ϫ", "␹2"),
    "boxes": ("□", "□", "□", "□", "□2"),
    "UTF-8 read as Latin-1": ("=", "<", ">", "âˆ’", "Ï‡2"),
}
TESTS = [
    ("t({df2})", "t", 1, False), ("t({df2})", "t", 1, True), ("F({df1}, {df2})", "F", 1, False),
    ("z", "z", 1, False), ("Q({df1})", "Q", 1, False),
    ("{chi}({df1})", "chi2", 1, False), ("{chi}({df1}, N {eq} {df2})", "chi2", 1, False),
    ("r({df2})", "r", 0.1, False),
]  # fmt: skip
PS = [("<", ".05"), ("<", ".001"), ("=", ".032"), (">", ".25")]


def _one(sentence: str, kind: str) -> Statistic:
    found = [statistic for statistic in read_statistics(sentence) if statistic.kind == kind]
    assert len(found) == 1, (sentence, found)
    return found[0]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("head", "kind", "scale", "negative"), TESTS)
@pytest.mark.parametrize(("comparison", "p"), PS)
def test_a_test_is_read_through_the_damage(
    family: str, head: str, kind: str, scale: float, negative: bool, comparison: str, p: str
):
    equals, less, more, minus, chi, *brackets = FAMILIES[family]
    head = head.format(df1=3, df2=124, eq=equals, chi=chi)
    for plain, damaged in zip("()", brackets, strict=False):
        head = head.replace(plain, damaged)
    value = f"{3.47 * scale:.2f}"
    sign = {"=": equals, "<": less, ">": more}[comparison]
    sentence = f"This was clear, {head} {equals} {minus if negative else ''}{value}, p {sign} {p}."
    statistic = _one(sentence, kind)
    assert statistic.value == pytest.approx(-float(value) if negative else float(value))
    assert statistic.df1 == (3 if kind in {"F", "chi2", "Q"} else None)
    assert statistic.df2 == (124 if kind in {"t", "F", "r"} else None)
    assert statistic.p == float(p)
    assert sentence[statistic.start : statistic.end] == statistic.text


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("F(l, 2O) = 4.50, p < .05", "F", (4.5, 1, 20, 0.05)),
        ("t (28) = 2 .20, p = . 036", "t", (2.2, None, 28, 0.036)),
        ("F(1, 36) = 4. 03, p < .0 5", "F", (4.03, 1, 36, 0.05)),
        ("Fð1, 36Þ ¼ 4.03, p ¼ .05", "F", (4.03, 1, 36, 0.05)),
        ("F~1, 58! 5 4.31, p , .05", "F", (4.31, 1, 58, 0.05)),
        ("t(1,526) = 2.31, p = .021", "t", (2.31, None, 1526, 0.021)),
        ("F(1, 1,526) = 33.64, p<.001", "F", (33.64, 1, 1526, 0.001)),
        ("<i>t</i>(28) = 2.20, <i>p</i> &lt; .05", "t", (2.2, None, 28, 0.05)),
        ("z p 8.40, p ! .05", "z", (8.4, None, None, 0.05)),
        ("t(43) 5 22.18, p , .05", "t", (-2.18, None, 43, 0.05)),
        ("F(2,   The Running Head 48:1205   70) = 4.48, p <.02", "F", (4.48, 2, 70, 0.02)),
        ("t(28) 2.20, p .04", "t", (2.2, None, 28, 0.04)),
        ("z 4.10, p .16", "z", (4.1, None, None, 0.16)),
        ("F(1, 12 0) = 4.03, p = . 032", "F", (4.03, 1, 120, 0.032)),
        ("x2(1, N p 12O) p 12.74, p ! .05", "chi2", (12.74, 1, None, 0.05)),
        ("F(2,93) 5 3.43, p . .10", "F", (3.43, 2, 93, 0.1)),
        ("_2(3) _ 26.30, p _ .10", "chi2", (26.3, 3, None, 0.1)),
        ("r~93! 5 20.29, p , .05", "r", (-0.29, None, 93, 0.05)),
    ],
)
def test_split_figures_lost_brackets_and_the_like(sentence: str, kind: str, expected: tuple):
    statistic = _one(sentence, kind)
    assert (statistic.value, statistic.df1, statistic.df2, statistic.p) == expected


def test_a_sign_that_had_to_be_guessed_is_marked():
    assert _one("t(28) \ufffd 2.20, p \ufffd .05", "t").damaged
    assert not _one("t(28) = 2.20, p < .05", "t").damaged
