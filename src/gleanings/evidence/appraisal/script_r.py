"""The analysis redone in R, by metafor and clubSandwich."""

from __future__ import annotations

from typing import Any

from gleanings.evidence.appraisal.result import Appraisal
from gleanings.evidence.appraisal.script_data import (
    TEXTS,
    TOLERANCE,
    TOLERATED,
    Content,
    comment,
    wrapped,
)
from gleanings.evidence.measures import measure_of
from gleanings.evidence.measures.funnel import Compared, given_sizes

_BOTTOM = r"""
differs <- with(page, abs(again - page) > tolerance * unit)
print(page[, c("page", "again")], digits = 8)
if (any(is.na(differs)) || any(differs)) {
  stop("These numbers differ from those of the page: ",
       paste(rownames(page)[is.na(differs) | differs], collapse = "; "))
}
cat("All numbers agree with those of the page.\n")
"""

_INDEPENDENT = r"""
fit <- rma(yi, vi, data = data, method = {method}, test = {test}, level = {level},
           control = list(threshold = 1e-10, maxiter = 10000))
print(fit)
prediction <- predict(fit)
again <- list(
  estimate = as.numeric(fit$beta), ci_low = fit$ci.lb, ci_high = fit$ci.ub,
  df = fit$k - 1, p = fit$pval,
  prediction_low = prediction$pi.lb, prediction_high = prediction$pi.ub,
  tau2 = fit$tau2, i2 = fit$I2, q = fit$QE
)
"""
_SIZE = r"""
# the variance holds the effect, and so small studies are told from large ones by their size
imprecision <- 1 / sqrt(data$n)
"""
_STABLE = r"""
# where the variance does not hold the effect
seen <- transform(data, yi = {onto}, vi = vi * ({slope})^2)
"""
_STANDARD_ERROR = r"""
imprecision <- sqrt({rows}$vi)
"""
_V = r"""
{V} <- impute_covariance_matrix({rows}$vi, data$cluster, r = {rho}, return_list = FALSE)
"""
_EGGER = r"""
# Egger's regression
regression <- rma(yi, vi, mods = ~ imprecision, data = {rows}, method = {method}, test = {test},
                  control = list(threshold = 1e-10, maxiter = 10000))
print(regression)
again$egger_slope <- as.numeric(regression$beta[2])
again$egger_p <- regression$pval[2]
"""

_DEPENDENT = r"""
# effects within studies, tested by CR2
fit <- rma.mv(yi, {V}, random = ~ 1 | cluster / effect, data = data, method = {method})
print(fit)
tested <- coef_test(fit, vcov = "CR2", cluster = data$cluster)
interval <- conf_int(fit, vcov = "CR2", cluster = data$cluster, level = {fraction})
print(tested)
se <- tested$SE
half <- qt(1 - (1 - {fraction}) / 2, interval$df) * sqrt(se^2 + sum(fit$sigma2))
again <- list(
  estimate = as.numeric(fit$beta), ci_low = interval$CI_L, ci_high = interval$CI_U,
  df = interval$df, p = tested$p_Satt,
  prediction_low = as.numeric(fit$beta) - half, prediction_high = as.numeric(fit$beta) + half,
  sigma2_between = fit$sigma2[1], sigma2_within = fit$sigma2[2], q = fit$QE
)
"""
_CLUSTERED_EGGER = r"""
# Egger's regression, tested by CR2
regression <- rma.mv(yi, {V}, mods = ~ imprecision, random = ~ 1 | cluster / effect,
                     data = {rows}, method = {method})
slope <- coef_test(regression, vcov = "CR2", cluster = data$cluster)
print(slope)
again$egger_slope <- slope$beta[2]
again$egger_p <- slope$p_Satt[2]
"""


def script(of: Content, title: str, address: str) -> str:
    """The whole text."""
    clustered = of.of.model in ("three-level", "correlated-hierarchical")
    packages = ["metafor", "clubSandwich"] if clustered else ["metafor"]
    head = [
        comment(title),
        comment(address),
        f"# Written by Gleanings {of.of.version}. It needs R with {' and '.join(packages)}:",
        f"# install.packages(c({', '.join(map(text, packages))}))",
        "# yi: effects on the scale they are pooled on; vi: their sampling variances.",
    ]
    lines = [line for line in head if line]
    lines += [f"suppressPackageStartupMessages(library({name}))" for name in packages]
    parts = ["\n".join(lines), _data(of), _analysis(of, clustered), _page(of)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n" + _BOTTOM


def _data(of: Content) -> str:
    columns = []
    for name, values in of.columns.items():
        written = [text(value) if name in TEXTS else number(value) for value in values]
        columns.append(f"  {name} = c(\n{wrapped(written)}\n  )")
    joined = ",\n".join([*columns, "  stringsAsFactors = FALSE"])
    return f"data <- data.frame(\n{joined}\n)"


def _analysis(of: Content, clustered: bool) -> str:
    a = of.of
    names = {
        "method": text("EE" if a.model == "common-effect" else a.method),
        "test": text("adhoc" if a.test == "knapp-hartung-adhoc" else "z"),
        "level": number(100 * a.level),
        "fraction": number(a.level),
        "rho": number(a.rho),
        "rows": "data",
        "V": "V" if a.rho else "vi",
    }
    analysis = _filled(_DEPENDENT if clustered else _INDEPENDENT, names)
    if a.small_studies.egger is not None:
        analysis += _small_studies(a, clustered, names)
    if not clustered:
        return analysis
    before = "data$effect <- seq_len(nrow(data))\n"
    if a.rho:
        before += "# sampling errors within a study are assumed to correlate"
        before += _filled(_V, names)
    return before + analysis.lstrip("\n")


def _small_studies(a: Appraisal, clustered: bool, names: dict[str, str]) -> str:
    """On the scale on which the variance does not hold the effect."""
    columns = ([getattr(one, name) for one in a.effects] for name in ("yi", "vi", "n"))
    way = given_sizes(measure_of(a.measure or "GEN").funnel, *columns)
    parts = [_SIZE if way.compared is Compared.BY_SIZE else _STANDARD_ERROR]
    if way.in_r is not None:
        parts.insert(0, _STABLE)
        names = names | {"rows": "seen", "onto": way.in_r[0], "slope": way.in_r[1]}
        if clustered and a.rho:
            names["V"] = "V_seen"
            parts.append(_V)
    parts.append(_CLUSTERED_EGGER if clustered else _EGGER)
    return "".join(_filled(part, names) for part in parts)


def _filled(template: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        template = template.replace("{" + name + "}", value)
    return template


def _page(of: Content) -> str:
    """The page's numbers beside those that were computed."""
    rows = of.compared
    columns = {
        "page": wrapped([number(row.value) for row in rows]),
        "again": wrapped([f"again${row.code}" for row in rows]),
        "unit": wrapped([number(row.unit) for row in rows]),
        "row.names": wrapped([text(row.name) for row in rows]),
    }
    table = ",\n".join(f"  {name} = c(\n{values}\n  )" for name, values in columns.items())
    return f"{TOLERATED}\ntolerance <- {number(TOLERANCE)}\npage <- data.frame(\n{table}\n)"


def number(value: Any) -> str:
    """Every digit; NA where there is none."""
    return "NA" if value is None else repr(value)


def text(value: str | None) -> str:
    """A string of ASCII letters alone, which no encoding of the reader's can change."""
    return "NA" if value is None else f'"{"".join(map(_letter, value))}"'


def _letter(letter: str) -> str:
    code = ord(letter)
    if letter in '"\\':
        return "\\" + letter
    if 32 <= code < 127:
        return letter
    if code == 0 or 0xD800 <= code < 0xE000:  # R knows neither NUL nor half a letter
        return "\\ufffd"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
