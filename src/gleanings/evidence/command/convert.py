"""`convert`: a statistic as an effect, an effect as another, an interval as a standard error."""

import argparse
import math
from typing import TYPE_CHECKING, Any

from gleanings.evidence.command.output import write_json, write_text

if TYPE_CHECKING:
    from gleanings.evidence.measures import Scale

_EXAMPLE = """\
examples:
  python -m gleanings.evidence convert t=2.31 df=38
  python -m gleanings.evidence convert f=5.3 n1=20 n2=22 --to g
  python -m gleanings.evidence convert r=0.27 --to fisher_z
  python -m gleanings.evidence convert low=1.2 high=2.7 --measure OR
  python -m gleanings.evidence convert estimate=0.45 se=0.12 --level 90

what to give:
  t with df, n, or n1 and n2; f (1 numerator df) with df2, n, or n1 and n2; chi2 (1 df), z or p
  with n; p with n1 and n2; r; fisher_z; d; log_odds_ratio; odds_ratio;
  low and high, the ends of an interval; or estimate and se. With --measure the interval is taken
  on that measure's scale: logarithms for OR, RR, HR, Fisher's z for r.
"""
_NAMES = (
    "t", "f", "chi2", "z", "p", "r", "fisher_z", "d", "log_odds_ratio", "odds_ratio", "df", "df1",
    "df2", "n", "n1", "n2", "low", "high", "estimate", "se",
)  # fmt: skip
_ALIASES = {
    "chisq": "chi2", "zr": "fisher_z", "or": "odds_ratio", "logor": "log_odds_ratio",
    "log_or": "log_odds_ratio", "ci_low": "low", "ci_high": "high", "n1i": "n1", "n2i": "n2",
    "ni": "n", "yi": "estimate", "sei": "se",
}  # fmt: skip
TO = ("r", "d", "g", "fisher_z", "log_odds_ratio", "odds_ratio")


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "convert",
        help="a statistic as an effect, an interval as a standard error",
        description="Convert a statistic or an effect into other effects.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("given", nargs="*", metavar="NAME=NUMBER", help="what is known; see below")
    for name in _NAMES:
        parser.add_argument(f"--{name}", help=argparse.SUPPRESS)
    parser.add_argument("--to", help=f"one of {', '.join(TO)} (default: all)")
    parser.add_argument("--measure", help="of an interval: OR, RR, HR, r, SMD, …")
    parser.add_argument("--level", default="95", help="of an interval, in percent (default 95)")
    parser.add_argument("--json", action="store_true", help="numbers for a program")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    given = _given(options)
    if given.keys() & {"low", "high", "se", "estimate"}:
        found = _interval(given, options)
    else:
        found = _effects(given, options.to)
    if options.json:
        write_json(found)
    elif options.to and len(found) == 1:
        write_text(f"{next(iter(found.values())):.6g}\n")
    else:
        width = max(map(len, found))
        lines = [f"{name.ljust(width)}  {value:.6g}" for name, value in found.items()]
        write_text("\n".join(lines) + "\n")
    return 0


def _given(options: argparse.Namespace) -> dict[str, float]:
    """From ``t=2.3`` and ``--t 2.3`` alike. ValueError names what is not understood."""
    pairs = [(name, getattr(options, name)) for name in _NAMES]
    texts = {name: text for name, text in pairs if text is not None}
    for word in options.given:
        name, equals, text = word.partition("=")
        name = name.strip().lower().lstrip("-")
        name = _ALIASES.get(name, name)
        if not equals or name not in _NAMES:
            raise ValueError(
                f"{word!r} is not understood; write NAME=NUMBER, such as t=2.31 df=38."
            )
        texts[name] = text
    return {name: _number(name, text) for name, text in texts.items()}


def _number(name: str, text: str) -> float:
    try:
        value = float(text.strip().replace("−", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{name} is {text!r}, not a number; write it with a decimal point.")
    return value


def _effects(given: dict[str, float], to: str | None) -> dict[str, float]:
    from gleanings.evidence.conversions import common_language, convert, variance_explained

    known = _needed(given)
    if to is not None:
        return {to: float(convert(to, **known))}
    r = float(convert("r", **known))
    found = {"r": r}
    wanted = [name for name in TO[1:] if name != "g" or {"n1", "n2"} <= known.keys()]
    for name in wanted if abs(r) < 1 else ():
        found[name] = float(convert(name, **known))
    if "d" in found:
        found["probability_of_superiority"] = float(common_language(d=found["d"]))
    found["variance_explained"] = float(variance_explained(r=r))
    return found


def _needed(given: dict[str, float]) -> dict[str, float]:
    """Without what says the same twice: df beside n1 and n2, n beside df."""
    df1 = given.get("df1", 1.0)
    if df1 != 1:
        raise ValueError(f"df1 is {df1:g}; only F(1, df) and χ²(1) tell the size of one effect.")
    known = {name: value for name, value in given.items() if name != "df1"}
    if "f" in known and "df" in known:
        known["df2"] = known.pop("df")
    if "chi2" in known and known.get("df") == 1:
        del known["df"]
    surplus: tuple[str, ...] = ()
    if {"n1", "n2"} <= known.keys():
        surplus = ("df", "df2", "n")
    elif known.keys() & {"df", "df2"}:
        surplus = ("n",)
    if known.keys() & {"t", "f", "p"}:
        known = {name: value for name, value in known.items() if name not in surplus}
    return known


def _interval(given: dict[str, float], options: argparse.Namespace) -> dict[str, float]:
    from gleanings.evidence.conversions import ci_from_se, se_from_ci

    percent = _number("level", options.level.rstrip("%"))
    level = percent / 100 if percent > 1 else percent
    scale = _scale(options.measure)
    df = given.get("df", math.inf)
    if {"low", "high"} <= given.keys():
        return {
            "se": float(se_from_ci(given["low"], given["high"], scale=scale, level=level, df=df))
        }
    if {"estimate", "se"} <= given.keys():
        low, high = ci_from_se(given["estimate"], given["se"], scale=scale, level=level, df=df)
        return {"low": float(low), "high": float(high)}
    raise ValueError("Give low and high for a standard error, or estimate and se for an interval.")


def _scale(measure: str | None) -> "Scale":
    """ValueError for a measure that is not known: the wrong scale would pass in silence."""
    from gleanings.evidence.measures import MEASURES, Scale

    if measure is None:
        return Scale.IDENTITY
    known = {code.lower(): one for code, one in MEASURES.items()}
    found = MEASURES.get(measure) or known.get(measure.lower())
    if found is None:
        raise ValueError(
            f"--measure is {measure!r}; use metafor's names, such as OR, RR, HR, r or SMD."
        )
    return found.interval or Scale.IDENTITY
