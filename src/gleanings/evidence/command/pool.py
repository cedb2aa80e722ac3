"""`pool`: effects out of a table, pooled, with figures."""

import argparse
import sys
from typing import Any

from gleanings.evidence.command.output import write_json, write_text

_EXAMPLE = """\
examples:
  python -m gleanings.evidence pool trials.csv --measure RR --test knapp-hartung
  python -m gleanings.evidence pool correlations.csv --measure ZCOR --cluster study --json
  python -m gleanings.evidence pool effects.csv --forest forest.svg

Columns are named as in metafor, in upper or lower case: ri, ni for ZCOR; ai, bi, ci, di or
ai, n1i, ci, n2i for RR and OR; m1i, sd1i, n1i, m2i, sd2i, n2i for SMD; yi, vi (or sei) for GEN.
Rows with a missing cell (NA, empty) are left out, and standard error says which.
Other columns are kept: study, or author and year, label the figures.
"""


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "pool",
        help="pool the effects in a table",
        description="Compute effect sizes from a table and pool them.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", help="a table with a header (comma, semicolon or tab), or - for what is piped in")
    add("--measure", default="GEN", type=str.upper, help="metafor's name (default GEN: yi and vi)")
    add("--method", default="REML", type=_method, help="estimator of τ² (default REML), or EE")
    add("--test", default="z", type=_test, help="z (default), t, knapp-hartung (knha) or adhoc")
    add("--level", default=0.95, type=_level, help="confidence level, 95 (default) or 0.95")
    add("--vtype", type=str.upper, help="which sampling variance, where a measure has several")
    add("--add", type=float, help="what to add to empty cells (default as in metafor)")
    add("--to", default="only0", help="add it to only0 (default), all, if0all or none")
    add("--strict", action="store_true", help="refuse rows with missing values, not leave out")
    # what is done anyway, for those who ask for it
    add("--drop-missing", action="store_true", help=argparse.SUPPRESS)
    add("--cluster", metavar="COLUMN", help="effects within studies: three levels, robust errors")
    add("--rho", type=float, help="with --cluster: correlation of sampling errors in a study")
    add("--moderators", metavar="COLUMNS", type=_names, default=[], help="meta-regression; a,b,c")
    add("--subgroups", metavar="COLUMN", help="pool each subgroup, and test between them")
    add("--labels", metavar="COLUMN", help="what the studies are called in figures")
    add("--forest", metavar="FILE", help="draw a forest plot (.svg, .png or .pdf)")
    add("--funnel", metavar="FILE", help="draw a funnel plot with trim and fill")
    add("--phone", action="store_true", help="figures 320 px wide")
    add("--json", action="store_true", help="numbers for a program")
    parser.set_defaults(run=run)


def _method(text: str) -> str:
    return text.lower() if text.lower() in ("common", "fixed") else text.upper()


def _test(text: str) -> str:
    return text.lower().replace("_", "-")


def _level(text: str) -> float:
    try:
        level = float(text.rstrip("%"))
    except ValueError:
        level = 0.0
    level = level / 100 if level > 1 else level
    if not 0 < level < 1:
        raise argparse.ArgumentTypeError(f"{text} is no confidence level; write 95 or 0.95")
    return level


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def run(options: argparse.Namespace) -> int:
    from gleanings.evidence.command import pool_figures, pool_report
    from gleanings.evidence.command.study_table import read_studies

    if options.rho is not None and not options.cluster:
        raise ValueError("--rho needs --cluster, the column that says which study an effect is of.")
    if options.cluster and options.subgroups:
        raise ValueError("--cluster and --subgroups cannot be combined; use --moderators.")
    pool_figures.refuse_unknown_formats(options)
    studies = read_studies(options)
    if studies.note:
        sys.stderr.write(studies.note + "\n")
    result = fitted(studies, options)
    between = subgrouped(studies, options)
    pool_figures.draw(studies, result, options)
    if options.json:
        facts = pool_report.facts(result, between, options)
        if studies.dropped:
            facts |= {"dropped": studies.dropped, "notes": [studies.note]}
        write_json(facts)
    else:
        write_text(pool_report.report(result, between, studies, options))
    return 0


def fitted(studies: Any, options: argparse.Namespace) -> Any:
    """The model that the options ask for."""
    moderators = {name: studies.moderator(name) for name in options.moderators} or None
    if options.cluster:
        from gleanings.evidence.dependent import pool_clustered

        return pool_clustered(
            studies.yi,
            studies.vi,
            studies.table.text(options.cluster),
            rho=options.rho,
            moderators=moderators,
            method=options.method,
            level=options.level,
        )
    from gleanings.evidence.pooling import pool

    return pool(
        studies.yi,
        studies.vi,
        method=options.method,
        test=options.test,
        level=options.level,
        moderators=moderators,
        measure=options.measure,
    )


def subgrouped(studies: Any, options: argparse.Namespace) -> Any:
    if options.subgroups is None:
        return None
    from gleanings.evidence.pooling import subgroups

    return subgroups(
        studies.yi,
        studies.vi,
        studies.table.text(options.subgroups),
        method=options.method,
        test=options.test,
        level=options.level,
        measure=options.measure,
    )
