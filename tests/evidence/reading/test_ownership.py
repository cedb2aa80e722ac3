"""Whose p and whose interval: what may belong to another number is given to none."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.reading import read_statistics
from gleanings.evidence.report import why


def _of(text: str, kind: str) -> tuple[float | None, float | None, tuple[str, ...]]:
    found = [s for s in read_statistics(text) if s.kind == kind][-1]
    return found.p, found.ci_low, found.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "g = 0.45, 95% CI [0.20, 0.70], and did not differ between subgroups (p = .64).",
        "g = 0.45 (95% CI 0.20 to 0.70; p for interaction = .64).",
        "g = 0.45 (95% CI 0.20 to 0.70; Pinteraction = .64).",
        "g = 0.45 (95% CI 0.20 to 0.70; ptrend = .64).",
        "g = 0.45 (95% CI 0.20 to 0.70) (chi2-homogeneity test, 18; P = .64).",
        "g = 0.45 (95% CI 0.20 to 0.70), without heterogeneity (p = .64).",
        "g = 0.45, 95% CI 0.20 to 0.70, three studies, I2 38%, p = .64.",
        "g = 0.45, 95% CI [0.20, 0.70]; Egger's test: p = .64.",
    ],
)
def test_the_p_of_another_comparison(text: str):
    p, low, _doubtful = _of(text, "g")
    assert (p, low) == (None, 0.2)
    assert not any(v.is_alarm for v in check(text))


@pytest.mark.parametrize(
    "text",
    [
        "g = 0.45, 95% CI [0.20, 0.70], p < .001.",
        "g = 0.45 (95% CI 0.20 to 0.70) in favour of feedback (p < .001).",
        "(p < .001, g = 0.45) and largely kept (p < .10, d = 0.48)",
        "g = 0.45, p < .001, d = 0.48, p < .10",
    ],
)
def test_its_own_p(text: str):
    assert _of(text, "g")[0] == 0.001


def test_p_stays_with_its_test():
    text = "F(1, 30) = 4.20, p for interaction = .049"
    assert [s.p for s in read_statistics(text)] == [0.049]


@pytest.mark.parametrize(
    "text",
    [
        "Remission was 63% vs. 66% (95% CI, -14 to 21%).",
        "Rates of patients were 89% and 87%, respectively, in the two groups (95% CI: -8.7; 13.7).",
        "Of patients 73% improved, which differed from controls (95% CI 3.2-28.0).",
        "A 17% decrease in patients' scores resulted in 90% confidence limits of 79% to 88%.",
        "Of patients 45% left (P: < 0.001, 95% confidence interval 33-39).",
        "Healing of patients differed little (LAN 87.5%, OME 80.6%; 95% CI (-4.0; +17.8)).",
        "The rate of patients was 80.6% (95% CI -4.0 to 17.8).",
    ],
)
def test_the_interval_of_another(text: str):
    assert not any(s.ci_low is not None for s in read_statistics(text) if s.kind == "percentage")
    assert not any(v.is_alarm for v in check(text))


def test_an_interval_in_doubt_says_so():
    verdict = check("Remission was 63% vs. 66% (95% CI, -14 to 21%).")[-1]
    assert verdict.verdict == "not checkable"
    assert "may be of a difference" in why(verdict)


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("Remission was 8% (95% CI = 70-91%) in patients.", True),
        ("Remission was 95% (95% CI = 91-98%) and 8% (95% CI = 70-91%) in patients.", True),
        ("Remission was 63% vs. 66% (95% CI, 58 to 74%).", False),
    ],
)
def test_its_own_interval_is_held_against_a_percentage(text: str, outside: bool):
    assert any(v.rule == "estimate-outside" for v in check(text)) is outside


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(RR 0.81 CI 0.66 to 0.98, NNT 12 CI 7 to 108)", "index"),
        ("OR 3.07, 95% CI 1.15-8.16; AST (Mean difference 160.8, 95% CI 64.8-256)", "MD"),
        ("(-3%) vs (-2%) of patients (net difference 0.06 mmol l-1, 95% CI -0.10 to 0.22)", None),
        ("HR increase for one unit: 0.356, 95% CI 0.0249-0.6871", "estimate"),
        ("The odds ratio for relapse was 1.8 (95% CI 1.2-2.7)", "OR"),
        ("stay was 3.5 days [95% CI, 3.2 to 3.8] in patients", "estimate"),
        ("a 3.53-fold (95% CI 1.66-7.51) increase", "RR"),
    ],
)
def test_the_measure_of_a_number_with_an_interval(text: str, kind: str | None):
    found = [s for s in read_statistics(text) if s.ci_low is not None]
    assert kind is None or found[-1].kind == kind
    assert not any(v.is_alarm for v in check(text))


def test_a_list_has_the_measure_that_it_began_with():
    text = "sexual abuse (odds ratio=4.88; 95% CI=3.30, 7.21); physical abuse (2.79 [2.03, 3.84])"
    found = [(s.kind, s.value, s.ci_low) for s in read_statistics(text)]
    assert found == [("OR", 4.88, 3.30), ("OR", 2.79, 2.03)]


def test_a_number_with_bounds_and_no_list_is_not_read():
    assert read_statistics("The village (2.79 [2.03, 3.84]) was far.") == []


@pytest.mark.parametrize(
    "text",
    [
        "a reduction of 33% prevalence by 20 years (95% CI 30%-37%) in patients",
        "hair mercury was 0.15 ug/g (95 CI: 0.11-0.19)",
        "a pooled rate of patients of 47% (9% CI: 35-60%)",
        "of samples (n = 105; 95% CI: 14-59.2) were positive",
        "higher levels (ratio of means = 1.63, 95% CI: 1.18; 2.26)",
    ],
)
def test_a_time_a_level_and_an_n_are_no_estimates(text: str):
    values = [s.value for s in read_statistics(text) if s.ci_low is not None]
    assert not {20, 95, 9, 105} & set(values)
    assert not any(v.is_alarm for v in check(text))


def test_i2_whose_superscript_fell():
    hr, i2 = read_statistics("HR 2.95, 95% CI 2.45-3.55, I = 65.9%, P = .032")
    assert (hr.kind, hr.p, i2.kind, i2.value, i2.p) == ("HR", None, "I2", 65.9, 0.032)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("(Sobel Z = 2.339, SE = 0.044, p = .019)", "consistent"),
        ("(Z = 2.339, SE = 0.044, p = .19)", "decision error"),
        ("(z = 4.26, CI 5.03-48.73, p < .001)", "consistent"),
        ("z = .30 (CI = .20, .39, SE = .048)", "consistent"),
        ("z = .30 (CI = .20, .59)", "inconsistent"),
    ],
)
def test_the_z_of_a_test_and_fishers(text: str, verdict: str):
    assert check(text)[0].verdict == verdict


def test_an_n_before_its_estimate():
    (r,) = [s for s in read_statistics("(N = 48, r = -0.71, p < .001)") if s.kind == "r"]
    assert (r.n, r.n_stated) == (48, True)
    (d,) = [s for s in read_statistics("adults (N = 48); d = 0.71 later") if s.kind == "d"]
    assert d.n is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("body mass index, +0.3 kg/m2 (95% CI, -0.8, 1.4)", 0.3),
        ("they slept 1.3 more hours per night for all nights (CI, 0.4 to 2.2 hours)", 1.3),
        ("they slept 3.3 more hours per night for all nights (CI, 0.4 to 2.2 hours)", None),
        ("they slept 1.3 hours more than the others and (CI, 0.4 to 2.2 hours)", None),
        ("pooled SMD = -0.12, 0.12, 95% CI = -0.32 to 0.080", -0.12),
    ],
)
def test_the_number_of_an_interval_some_words_away(text: str, value: float | None):
    found = [s.value for s in read_statistics(text) if s.ci_low is not None]
    assert found == ([] if value is None else [value])
    assert [v for v in check(text) if v.is_alarm] == []


def test_signs_as_they_are_pasted():
    (r,) = read_statistics("a relationship (r = 0.73, P </= 0.001)")
    assert (r.p, r.p_comparison) == (0.001, "<=")
    (z,) = read_statistics("a relationship (Z = 2.0, P >/= 0.04)")
    assert (z.p, z.p_comparison) == (0.04, ">=")
    (n, d) = read_statistics("(n? = 76) and d' = 1.09")
    assert (n.kind, n.value, d.kind, d.value) == ("n", 76, "d", 1.09)


def test_a_list_with_its_bounds_in_the_same_brackets():
    text = "CHD (hazard ratio 1.30, 95% CI 1.20-1.41), stroke (1.39, 1.27-1.52) and age (4, 3-5)"
    found = [(s.kind, s.value, s.ci_low, s.ci_high) for s in read_statistics(text)]
    assert found == [("HR", 1.30, 1.20, 1.41), ("HR", 1.39, 1.27, 1.52)]
    assert read_statistics("stroke (1.39, 1.27-1.52)") == []
    text = "smoking (odds ratio 0.40, 0.20 to 1.00) and risk as a measure (-0.4, -1.2 to 0.3)"
    assert [s.value for s in read_statistics(text) if s.ci_low is not None] == [0.4]


def test_a_density_is_no_correlation_however_its_line_breaks():
    assert read_statistics("dense solids (quartz, ρ = 2.23 \ng/cm3) indicate") == []
    (rho,) = read_statistics("a correlation (ρ = .23, p = .04) of gains")
    assert rho.kind == "rho"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of two numbers, each has its own
        (
            "Patients were younger (7.8 versus 8.3 years, 95% CI 7.4-8.1 versus 8.0-8.4).",
            [(8.3, 8.0, 8.4)],
        ),
        (
            "Of the patients 12% versus 25% left (95% CI 8-16 versus 20-30).",
            [(12, 8, 16), (25, 20, 30)],
        ),
        (
            "Of the patients 59% (95% CI, 44%-72%) vs 46% (95% CI, 32%-60%) left.",
            [(59, 44, 72), (46, 32, 60)],
        ),
        (
            "Patients left (59%, 95% CI, 44%-72% vs 46%, 95% CI, 32%-60%).",
            [(59, 44, 72), (46, 32, 60)],
        ),
        # a dash behind the label may be a minus
        ("MD -0.34, 95% CI-0.47 to -0.22", [(-0.34, -0.47, -0.22)]),
        ("MD 0.40, 95% CI-0.29-0.51", [(0.40, 0.29, 0.51)]),
        ("MD 0.11, 95% CI-0.29-0.51", [(0.11, -0.29, 0.51)]),
        ("OR 1.40, 95% CI-0.93-2.11", [(1.40, 0.93, 2.11)]),
        # the number is the one before "per 1000"
        ("Prevalence in patients was 3.4 per 1000 (95% CI 2.9-4.0).", [(3.4, 2.9, 4.0)]),
        ("Prevalence in patients was 3.4 (95% CI 2.9-4.0).", [(3.4, 2.9, 4.0)]),
        # a p in the brackets of a list
        (
            "The odds ratios were 0.99 (95% CI 0.68 to 1.44, P = 0.95) at 6 months and 0.88 "
            "(0.59 to 1.33, P = 0.52) later.",
            [(0.99, 0.68, 1.44), (0.88, 0.59, 1.33)],
        ),
    ],
)
def test_whose_bounds(text: str, expected: list[tuple[float, float, float]]):
    assert [
        (s.value, s.ci_low, s.ci_high) for s in read_statistics(text) if s.ci_low is not None
    ] == expected
    assert not any(v.is_alarm for v in check(text))


def test_the_p_of_each_of_a_list():
    text = "OR 0.99 (95% CI 0.68 to 1.44, P = 0.95) and 0.88 (0.59 to 1.33, P = 0.52)."
    assert [s.p for s in read_statistics(text)] == [0.95, 0.52]


def test_an_f_whose_degrees_have_a_point_between():
    (found,) = read_statistics("An effect was found (F = 6.59, df = 2.10, p = .014).")
    assert (found.df1, found.df2, found.p) == (2, 10, 0.014)
    assert check("(F = 6.59, df = 2.10, p = .9)")[0].verdict == "not checkable"


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("The indirect effect was b = .21, 95% CI [.06, .43].", False),
        ("The effect was b = .21, BCa 95% CI [.06, .43].", False),
        ("The effect was b = .21, 95% CI [.06, .43].", True),
        ("The indirect effect was b = .51, 95% CI [.06, .43].", True),
    ],
)
def test_bootstrapped_intervals_are_skewed(text: str, alarm: bool):
    assert any(v.is_alarm for v in check(text)) is alarm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the number needed to treat was 8 in patients", 8),
        ("number needed to treat (NNT) = 4.85", 4.85),
        ("the number needed to harm was 14.5", 14.5),
    ],
)
def test_numbers_needed(text: str, expected: float):
    assert [(s.kind, s.value) for s in read_statistics(text)] == [("index", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After Bonferroni correction, t(80) = 2.81, p = .024.", "not checkable"),
        ("After Bonferroni correction, t(80) = 2.81, p = .0249.", "consistent"),
        ("Adjusted for multiple tests, t(80) = 2.81, p = .09.", "not checkable"),
        ("After a change, t(80) = 2.81, p = .024.", "inconsistent"),
        ("We used the Bonferroni correction. In men, t(80) = 2.81, p = .024.", "inconsistent"),
    ],
)
def test_a_correction_that_the_sentence_speaks_of(text: str, expected: str):
    assert check(text)[-1].verdict == expected


def test_a_standard_error_is_no_estimate():
    text = "The difference of patients was -3.3 (SE 1.4; 95% CI -6.0, -0.6; p = .018)."
    assert 1.4 not in [s.value for s in read_statistics(text)]


def test_the_standard_error_of_an_r():
    (found,) = read_statistics("The pooled r = .19, SE r = .03, was small.")
    assert (found.value, found.se) == (0.19, 0.03)


@pytest.mark.parametrize(
    ("text", "p"),
    [
        (
            "It took 25.8 hours (95% CI 13.8-44.8) vs. 10.7 hours (95% CI 8.3-13.8); P = 0.005.",
            None,
        ),
        (
            "They scored more (32.3; CI, 27.4-37.1) than others (22.5; CI, 20.2-24.8; P < .001).",
            None,
        ),
        (
            "They gained in mood (32.3; CI, 27.4-37.1) and sleep (22.5; CI, 20.2-24.8; P < .001).",
            0.001,
        ),
        ("It fell in patients (d = 1.5), as did the other scale (p < .001).", None),
        ("It fell in patients (d = 1.5) and others (U = 11, p < .001).", None),
        ("It fell in patients (d = 1.5) of the other clinic (p < .001).", 0.001),
    ],
)
def test_the_p_of_what_is_compared_or_comes_next(text: str, p: float | None):
    last = [s for s in read_statistics(text) if s.kind in {"estimate", "d"}][-1]
    assert last.p == p


def test_an_interval_whose_label_has_its_level_twice():
    text = "The prevalence in patients was 9.35% (95% confidence interval [95% CI], 8.05%-10.78%)."
    (found,) = read_statistics(text)
    assert (found.kind, found.ci_low, found.ci_high) == ("percentage", 8.05, 10.78)


@pytest.mark.parametrize("text", ["I(2)=81%", "I(2) 81%", "I^2 = 81%"])
def test_i2_with_its_superscript_in_brackets(text: str):
    (found,) = read_statistics(f"The studies differed (OR 1.35, 95% CI 1.04 to 1.76; {text}).")[1:]
    assert (found.kind, found.value) == ("I2", 81)


def test_the_n_of_those_named_next():
    text = "Patients took a mean dose of {} (n = 12)."
    (mean, _n) = read_statistics(text.format("166 mg/day and group 2"))
    assert mean.n is None
    (mean, _n) = read_statistics(text.format("166 mg/day"))
    assert mean.n == 12


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("OR 5.02, 95%CI 2.87-8.79, I2=0%, p<.001", None),
        ("OR 5.02, 95%CI 2.87-8.79, p<.001, I2=60%, p = .04", 0.04),
        ("OR 5.02, 95%CI 2.87-8.79, I2=60%, p = .002", 0.002),
        ("I2=60%, p < .001", 0.001),
    ],
)
def test_the_p_behind_i2_is_of_either(text: str, p: float | None):
    i2 = read_statistics(f"It helped the patients ({text}).")[-1]
    assert (i2.kind, i2.p) == ("I2", p)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "It fell in patients (p = .03, d = 0.57) and rose (p = .04; d = 0.60).",
            "d",
            [0.03, 0.04],
        ),
        ("In patients d = 0.40 was better (p = .03, d = 0.57).", "d", [None, 0.03]),
        ("In patients d = 0.40, p = .03, d = 0.57.", "d", [0.03, None]),
        ("In patients d = 0.40 was better (p = .03), while d = 0.57.", "d", [0.03, None]),
        ("In patients t(28) = 2.20 in all, p = .036, d = 0.83.", "t", [0.036]),
    ],
)
def test_a_p_that_stands_before_its_estimate(text: str, kind: str, expected: list):
    assert [s.p for s in read_statistics(text) if s.kind == kind] == expected


@pytest.mark.parametrize(
    ("text", "low"),
    [
        # the second of two has the interval of their difference, unless it lies within
        ("Of the patients 63% vs. 66% (95% CI 1% to 5%) left.", None),
        ("Of the patients 63% vs. 66% (95% CI 60% to 70%) left.", 60),
        ("Of the patients 63% vs. 66% (95% CI 50% to 66%) left.", 50),
        ("Of the patients (n = 120) 66% (95% CI 70% to 80%) left.", 70),
        ("Of the patients 63% (95% CI 60% to 66%) vs. 66% (95% CI 70% to 80%) left.", 70),
        # a decrease may have the sign in its interval alone
        ("Fewer: 1.9% (95% CI -2.9% to 0.9%) of the patients.", -2.9),
        ("The patients had a 1.9% (95% CI -2.9% to 0.9%) decrease.", -2.9),
        ("The patients had a 1.9% (95% CI -2.9% to 0.9%) rise.", None),
        # a few words between, where nothing else has a claim
        ("The patients had 20.8% more nights (95% CI 10.0% to 30.0%).", 10),
        ("In 5% of patients it took 20.8% more nights (95% CI 10.0% to 30.0%).", None),
        ("The patients had 20.8% more nights (95% CI 21.0% to 30.0%).", None),
    ],
)
def test_the_interval_of_a_percentage(text: str, low: float | None):
    last = [s for s in read_statistics(text) if s.kind == "percentage"][-1]
    assert last.ci_low == low


def test_words_may_stand_before_an_interval_that_holds_the_size():
    text = "In patients d = 0.45 was the size for all of them, 95% CI {}."
    assert _of(text.format("-0.70 to -0.20"), "d")[1] == -0.7
    assert _of(text.format("0.20 to 0.70"), "d")[1] == 0.2
    assert _of(text.format("0.50 to 0.70"), "d")[1:] == (None, ("interval",))


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("Patients had less (55% reduction; 95% CI, 44%-66%).", 55, 44, 66),
        ("It was 9.0% for the patients (95% CI, 3.3%-17.1%) of the first.", 9, 3.3, 17.1),
        ("It was 9.0% for the patients (95% CI, 13.3%-17.1%) of the first.", 9, None, None),
        ('a mean change difference of patients, 2.78"; 95% CI, 1.02 to 4.53', 2.78, 1.02, 4.53),
        ("patients (OR 3.3 (95% CI 2.1 to 5.0), OR 2.7 (95% CI 1.9-3 9))", 3.3, 2.1, 5),
    ],
)
def test_an_interval_a_few_words_behind(
    text: str, value: float, low: float | None, high: float | None
):
    found = read_statistics(text)[0]
    assert (found.value, found.ci_low, found.ci_high) == (value, low, high)


@pytest.mark.parametrize("text", ["OR = 0.66,95% CI 0.5 to 0.8", "OR = 0.66, 95 % CI 0.5 to 0.8"])
def test_a_level_is_not_joined_to_the_number_before(text: str):
    [found] = read_statistics(text)
    assert (found.value, found.level) == (0.66, 95)


def test_a_level_with_a_decimal_comma():
    [found] = read_statistics("OR = 0,66 (IC à 97,5 % : 0,5 à 0,8)")
    assert (found.value, found.level) == (0.66, 97.5)


def test_the_second_of_a_list_behind_a_comma():
    found = read_statistics("HR 0.70 [0.60, 0.80] for all; for some, 0.58, [0.50, 0.67]")
    assert [(one.kind, one.ci_low, one.ci_high) for one in found] == [
        ("HR", 0.6, 0.8),
        ("HR", 0.5, 0.67),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("I2 = 0%, p = .09", None), ("I2 = 0%, p = .45", 0.45), ("I2 = 40%, p = .09", 0.09)],
)
def test_where_nothing_varies_a_small_p_is_of_the_ratio(text: str, expected: float | None):
    assert _of(f"OR 0.32, 95% CI 0.08-1.19, {text}", "I2")[0] == expected


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("It was 0.56 (95% CI 0.47-0.65) with and 0.53 (95% CI 0.44-0.62) without (p = .8).", None),
        ("It was 0.56 (95% CI 0.47-0.65) and on placebo 0.53 (95% CI 0.44-0.62; p = .80).", 0.8),
        ("Use (HR = 2.9; p = .02), and less than 1 year of it (HR = 2.7; p = .03), were.", 0.03),
        ("School (2 = .07, p = .03; model R2 = .36) was poor.", None),
        ("Health (p = .03; model R2 = .36) was poor.", 0.03),
    ],
)  # fmt: skip
def test_the_p_of_two_of_the_one_before_and_of_a_lost_name(text: str, p: float | None):
    assert read_statistics(text)[-1].p == p


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was 8%, 0.2% to 16%, of patients.", (8, 0.2, 16)),
        ("In patients specificity = 100% (69-100%).", (100, 69, 100)),
        ("In patients it was 0.0% (0.0-2.9) then.", (0, 0, 2.9)),
        ("In patients the difference was 7.9%, -7.9% to 24%.", (7.9, -7.9, 24)),
        ("It was 8% of patients, 10% to 16% of others.", (8, None, None)),
        ("In patients it was 77%, 52% to 53%, then.", (77, None, None)),
    ],
)
def test_bounds_of_a_percentage_without_a_label(text: str, expected: tuple):
    first = read_statistics(text)[0]
    assert (first.value, first.ci_low, first.ci_high) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("(HR > 1 was a higher risk)", []),
        ("(HR > 1, p = .02)", [1]),
        ("(OR = 1.0)", [1]),
        ("we had power to detect true correlations of 0.11", []),
        ("we found correlations of 0.11", [0.11]),
        ("(β = 05, p < .05)", []),
        ("(β = 0.5, p < .05)", [0.5]),
        ("(z = 4.27, x, y, z = 62, 4, 15, k = 604, pcorr < .05)", [4.27]),
        ("the L and K < 45 profile of patients", []),
        ("we did n = 1 studies", []),
        ("a review (N = 14,827 participants across studies)", [14827]),
        ("adrenaline (1/200000) for patients", []),
    ],
)
def test_what_was_planned_or_lost_or_is_of_something_else(text: str, values: list):
    assert [s.value for s in read_statistics(text)] == values


def test_an_n_of_participants_across_studies_counts_people():
    (size,) = read_statistics("A review (N = 14,827 participants across studies).")
    assert size.kind == "n"


def test_two_intervals_of_two_percentages():
    plural = read_statistics("Ulcers healed in 87% and 86% (95% CIs 77-98 and 74-99) of patients.")
    assert [(s.value, s.ci_low, s.ci_high) for s in plural] == [(87, 77, 98), (86, 74, 99)]
    single = read_statistics("Ulcers healed in 87% and 86% (95% CI 77-98 and 74 more) of patients.")
    assert [(s.value, s.ci_low) for s in single if s.kind == "percentage"] == [(87, None), (86, 77)]


def test_an_interval_in_small_letters_behind_its_level():
    (odds,) = read_statistics("The adjusted OR was 2.06; 95% ci, 1.10-3.86.")
    assert (odds.ci_low, odds.ci_high, odds.level) == (1.10, 3.86, 95)
