"""How people write statistics, beyond the style guides."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics

TESTS = [
    ("t(28) = 2.20, p = .036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t(28)=2.20;p=.036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t[28] = −2.20, P=0.036", ("t", -2.2, None, 28, "=", 0.036)),
    ("t(df = 28) = 2.20, p = .036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t = 2.20, df = 28, P = 0.036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t28 = 2.20, p = .036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t(28) = 2.20, p-value of .036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t(28) = 2.20, p less than .05", ("t", 2.2, None, 28, "<", 0.05)),
    ("t(28) = 2.20, SE = 0.4, p = .036", ("t", 2.2, None, 28, "=", 0.036)),
    ("t(28) = 2,000.20, p < .001", ("t", 2000.2, None, 28, "<", 0.001)),
    ("t(28) = 1.2, n.s.", ("t", 1.2, None, 28, "ns", None)),
    ("t(28) = 1.2, p = ns", ("t", 1.2, None, 28, "ns", None)),
    ("(p = .036; t(28) = 2.20)", ("t", 2.2, None, 28, "=", 0.036)),
    ("t(28) = 2.20, p = 3.6 × 10−2", ("t", 2.2, None, 28, "=", 0.036)),
    ("t(28) = 2.20, p = 3.6e-2", ("t", 2.2, None, 28, "=", 0.036)),
    ("F(1,36)=4.03,p=.052", ("F", 4.03, 1, 36, "=", 0.052)),
    ("F1,36 = 4.03, p = .052", ("F", 4.03, 1, 36, "=", 0.052)),
    ("F(1, 36) = 4.03, MSE = 6.61, p > .05", ("F", 4.03, 1, 36, ">", 0.05)),
    ("F(1.5, 36.4) = 4.03, p < .05", ("F", 4.03, 1.5, 36.4, "<", 0.05)),
    ("Fs(5, 670) < 1.46, ps > .20", ("F", 1.46, 5, 670, ">", 0.2)),
    ("F(1, 15) = 4.03, p = <.05", ("F", 4.03, 1, 15, "<", 0.05)),
    ("χ²(1, N = 226) = 6.90, p = .009", ("chi2", 6.9, 1, None, "=", 0.009)),
    ("chi-square(1) = 6.90, p ≤ .01", ("chi2", 6.9, 1, None, "<=", 0.01)),
    ("X2(1) = 6.90, p < .01", ("chi2", 6.9, 1, None, "<", 0.01)),
    ("χ2 = 6.53, df = 1, p = .011", ("chi2", 6.53, 1, None, "=", 0.011)),
    ("X^{2} (1, N = 84) = 8.9, p = .0029", ("chi2", 8.9, 1, None, "=", 0.0029)),
    ("2(18) = 4.25, p = .458", ("chi2", 4.25, 18, None, "=", 0.458)),
    ("2(1, N =\n90) = 0.89, p = .35", ("chi2", 0.89, 1, None, "=", 0.35)),
    ("G2(1) = 6.53, p = .011", ("chi2", 6.53, 1, None, "=", 0.011)),
    ("z = -2.42, p = 0.016", ("z", -2.42, None, None, "=", 0.016)),
    ("Z= 2.15, p= .031", ("z", 2.15, None, None, "=", 0.031)),
    ("r(48) = .35, p = .013", ("r", 0.35, None, 48, "=", 0.013)),
    ("r(N = 50) = .35, p = .013", ("r", 0.35, None, 48, "=", 0.013)),
    ("rs(28) = .52, p = .003", ("rho", 0.52, None, 28, "=", 0.003)),
    ("Q(20) = 31.4, p = .05", ("Q", 31.4, 20, None, "=", 0.05)),
    ("QB(2) = 5.4, p = .067", ("QB", 5.4, 2, None, "=", 0.067)),
    ("Q-within(20) = 31.4, p = .05", ("QW", 31.4, 20, None, "=", 0.05)),
    ("Qb(2, N = 187) = 5.4, p = .067", ("QB", 5.4, 2, None, "=", 0.067)),
    ("QBetween(2) = 11.46, was significant at the .05 level", ("QB", 11.46, 2, None, "<", 0.05)),
    ("t(28) = 2,20 ; p = 0,036", ("t", 2.2, None, 28, "=", 0.036)),
    ("F(1 ; 28,5) = 4,20, p < 0,05", ("F", 4.2, 1, 28.5, "<", 0.05)),
]


@pytest.mark.parametrize(("text", "expected"), TESTS)
def test_a_test_with_its_df_and_p(text: str, expected: tuple):
    (s,) = read_statistics(f"The groups differed, {text}.")
    assert (s.kind, s.value, s.df1, s.df2, s.p_comparison, s.p) == expected


FRENCH_NAMES = [
    ("d de Cohen = 0,86 ; IC à 95 % : 0,58 à 1,14", ("d", 0.86)),
    ("g de Hedges = 0,40", ("g", 0.4)),
    ("α de Cronbach = 0,88", ("alpha", 0.88)),
    ("alpha de Cronbach = 0,88", ("alpha", 0.88)),
    ("kappa de Cohen = 0,74", ("kappa", 0.74)),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH_NAMES)
def test_a_name_in_french_order(text: str, expected: tuple):
    (s,) = read_statistics(text)
    assert (s.kind, s.value) == expected


SIZES = [
    ("La méta-analyse (N = 2 910) donne g = 0,32.", "n", 2910),
    ("r = 0,28 (N = 30\u202f000).", "n", 30000),
    ("k = 1\u00a0024 études", "k", 1024),
    ("n = 45 120 femmes", "n", 45120),
    ("n = 12 345 678", "n", 12345678),
    ("n = 45, 120 femmes", "n", 45),
    ("n = 12 100 mg", "n", 12),
    ("n = 12 34", "n", 12),
    ("n = 1234 567", "n", 1234),
]


@pytest.mark.parametrize(("text", "kind", "value"), SIZES)
def test_thousands_that_a_space_sets_apart(text: str, kind: str, value: int):
    assert [s.value for s in read_statistics(text) if s.kind == kind] == [value]


def test_the_level_of_a_prediction_interval_is_no_percentage_of_people():
    text = "(95% CI 0.18 to 0.46; I² = 61%; 95% PI −0.17 to 0.81) in 200 patients"
    assert [s.kind for s in read_statistics(text)] == ["I2", "count"]


ESTIMATES = [
    ("r = 0.26 (95% CI [.19–.32])", ("r", 0.26, 0.19, 0.32, 95, None)),
    ("OR = 1.80 (95% CI 1.20 to 2.70)", ("OR", 1.8, 1.2, 2.7, 95, None)),
    ("odds ratio of 1.8 (95% CI: 1.2-2.7)", ("OR", 1.8, 1.2, 2.7, 95, None)),
    ("odds ratio for relapse was 1.8 (95% CI, 1.2–2.7)", ("OR", 1.8, 1.2, 2.7, 95, None)),
    ("OR 1.80 (1.20–2.70)", ("OR", 1.8, 1.2, 2.7, None, None)),
    ("HR, 0.71; 95% CI, 0.52-0.97", ("HR", 0.71, 0.52, 0.97, 95, None)),
    ("RR 0·71 [99% CI 0·52 to 0·97]", ("RR", 0.71, 0.52, 0.97, 99, None)),
    ("mean difference −2.3 (95% CI −4.1 to −0.5)", ("MD", -2.3, -4.1, -0.5, 95, None)),
    ("d = 0.45 [0.20, 0.70]", ("d", 0.45, 0.2, 0.7, None, None)),
    ("Hedges' g = 0.45, SE = 0.13, 95% CI = [0.20, 0.70]", ("g", 0.45, 0.2, 0.7, 95, 0.13)),
    ("β = −.25, 95% CI [−.40, −.10]", ("beta", -0.25, -0.4, -0.1, 95, None)),
    ("z = .30 (CI=.20, .39, SE=.048)", ("z", 0.3, 0.2, 0.39, None, 0.048)),
    ("r = 0,26 (IC à 95 % [0,19 ; 0,32])", ("r", 0.26, 0.19, 0.32, 95, None)),
    ("r = 0,26, IC 95 % 0,19 à 0,32", ("r", 0.26, 0.19, 0.32, 95, None)),
    ("Cohen's d of 0.5", ("d", 0.5, None, None, None, None)),
    ("effect of .31, 95% CI [.20, .42]", ("estimate", 0.31, 0.2, 0.42, 95, None)),
    ("remission in 45% (95% CI 38 to 52)", ("percentage", 45, 38, 52, 95, None)),
]


@pytest.mark.parametrize(("text", "expected"), ESTIMATES)
def test_an_estimate_with_its_interval_and_se(text: str, expected: tuple):
    (s,) = read_statistics(f"The trial found {text} in adults.")
    assert (s.kind, s.value, s.ci_low, s.ci_high, s.level, s.se) == expected


COUNTS = [
    ("13 RCTs", "count", 13, None),
    ("over 1,000 patients", "count", 1000, None),
    ("Eight studies", "count", 8, None),
    ("twenty-two trials", "count", 22, None),
    ("18 of 22 studies", "fraction", 18, 22),
    ("eighteen of the 22 studies", "fraction", 18, 22),
    ("dix-huit des 22 études", "fraction", 18, 22),
    ("1 200 participants", "count", 1200, None),
    ("N = 1,065", "n", 1065, None),
    ("k = 59", "k", 59, None),
]


@pytest.mark.parametrize(("text", "kind", "value", "total"), COUNTS)
def test_counts(text: str, kind: str, value: float, total: float | None):
    (s,) = read_statistics(f"The review covered {text}.")
    assert (s.text, s.kind, s.value, s.total) == (text, kind, value, total)


@pytest.mark.parametrize(
    ("text", "count", "total"),
    [
        ("12 of 37 (32.4%) dropped out", 12, 37),
        ("12 of 37 patients (32.4%) dropped out", 12, 37),
        ("twelve of 37 patients (32.4%) dropped out", 12, 37),
        ("32.4% (12/37) dropped out", 12, 37),
        ("dropouts (n = 37) 32.4%", None, 37),
        ("32.4% of the 37 patients dropped out", None, 37),
        ("of the 37 patients, 32.4% dropped out", None, 37),
        ("of the 37 patients, 12 (32.4%) dropped out", 12, 37),
    ],
)
def test_a_percentage_whose_n_the_sentence_states(text: str, count: int | None, total: int):
    (s,) = [s for s in read_statistics(f"In all, {text}.") if s.kind == "percentage"]
    assert (s.value, s.count, s.n, s.n_stated) == (32.4, count, total, True)


@pytest.mark.parametrize(
    "text",
    [
        "In 3 of 4 studies, 45% of patients improved.",
        "Three of four studies (45% women) found it.",
        "We asked 37 patients. Later 35.2% dropped out.",
        "Women (n = 37; 35.2%) were fewer among the patients.",
        "Of the 37 patients, 35.2% of sessions were missed.",
    ],
)
def test_a_percentage_whose_n_is_not_certain(text: str):
    (s,) = [s for s in read_statistics(text) if s.kind == "percentage"]
    assert not s.n_stated


def test_two_values_share_their_degrees_of_freedom():
    first, second = read_statistics("F(1, 15) = 19.9 and 5.16, p <.001 and p <.05.")
    assert (first.value, first.p, second.value, second.p) == (19.9, 0.001, 5.16, 0.05)
    assert (first.df1, first.df2) == (second.df1, second.df2) == (1, 15)


def test_a_p_passes_over_an_effect_size_to_its_test():
    t, d = read_statistics("t(28) = 2.20, d = 0.45, p = .036")
    assert (t.p, d.p) == (0.036, None)


def test_decimals_and_figures_are_kept_as_written():
    (s,) = read_statistics("t(28) = 2.20, p = .036")
    assert (s.value_written.text, s.decimals, s.p_written.text, s.p_written.decimals) == (
        "2.20", 2, ".036", 3,
    )  # fmt: skip


def test_a_one_tailed_test_is_noted():
    (s,) = read_statistics("t(28) = 2.20, p = .018, one-tailed")
    assert s.one_tailed
    (s,) = read_statistics("t(28) = 2.20, p = .036, non-directional")
    assert not s.one_tailed
