"""On which measure a question is answered, and which findings fit it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from gleanings.evidence.effect_sizes import measures

COMMON = {
    "ZCOR": _("correlation (r)"),
    "SMD": _("standardized mean difference (Hedges' g)"),
    "OR": _("odds ratio"),
    "RR": _("risk ratio"),
    "RD": _("risk difference"),
    "IRR": _("incidence rate ratio"),
    "MD": _("mean difference"),
    "PLO": _("proportion"),
    "GEN": _("another effect, with its variance"),
}
"""What psychotherapy research reports most, in readers' words; first in the list."""


def choices() -> list[tuple[str, str]]:
    """Every measure that the evidence library pools, the common ones first."""
    others = [
        (name, f"{name}: {measure.title}")
        for name, measure in measures().items()
        if name not in COMMON
    ]
    return [*((name, str(label)) for name, label in COMMON.items()), *others]


def label_of(measure: str) -> str:
    return str(COMMON.get(measure) or measures()[measure].title)


@dataclass(frozen=True)
class Fit:
    """How a finding's measure becomes an effect of the question: the scale of its interval."""

    scale: str
    """identity, log or fisher, as in `evidence.conversions`."""
    is_on_scale: bool = False
    """Whether the finding's value is already on that scale, as Fisher's z is."""


FITTING: dict[str, dict[str, Fit]] = {
    "ZCOR": {"r": Fit("fisher"), "z": Fit("identity", is_on_scale=True)},
    "COR": {"r": Fit("identity")},
    "SMD": {"d": Fit("identity"), "g": Fit("identity"), "SMD": Fit("identity")},
    "MD": {"MD": Fit("identity")},
    "OR": {"OR": Fit("log")},
    "RR": {"RR": Fit("log")},
    "IRR": {"IRR": Fit("log")},
    "RD": {"RD": Fit("identity")},
}
"""By the question's measure, the findings' measures that answer it.

A d is taken for a g: they differ by less than 1 % from 80 people on (Hedges 1981). Nothing else is
converted: a correlation and a difference between groups answer different questions.
"""
