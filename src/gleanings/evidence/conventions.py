"""Limits that the field goes by and several parts share, each with its source.

What a single part goes by stands there; sizes of effects stand in `measures.sizes`.
"""

STUDIES_TO_POOL = 3
"""From fewer nobody can tell how much results differ from one setting to the next: they stand side
by side, and without an interval nothing can be said of them but their small number. A convention of
this library; three is the least from which Knapp and Hartung's interval is of use."""

STUDIES_FOR_SPREAD = 5
"""With fewer the amount of difference between studies is barely known, and a random-effects model
says little more than the single studies (Jackson & Turner 2017, Res Synth Methods 8:290)."""

STUDIES_FOR_ASYMMETRY = 10
"""Fewer tell chance from an asymmetric funnel too badly: neither is it tested nor drawn (Sterne et
al. 2011, BMJ 343:d4002)."""

DOUBTFUL_P = 0.10
"""Tests for heterogeneity and for small-study effects have little power, so that p below this is a
sign already (Cochrane Handbook, version 6, section 10.10.2; Egger et al. 1997, BMJ 315:629)."""

NOTICEABLE_I2 = 1.0
"""In per cent; below, nothing would be left of it when it is rounded."""

SUBSTANTIAL_I2 = 50.0
CONSIDERABLE_I2 = 75.0
"""In per cent: "substantial" and "considerable" heterogeneity (Cochrane Handbook, version 6,
section 10.10.2; Guyatt et al. 2011, J Clin Epidemiol 64:1294)."""
