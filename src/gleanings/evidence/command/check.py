"""`check`: the statistics in a text, each with its verdict."""

import argparse
from typing import Any

from gleanings.evidence.command.files import text_of
from gleanings.evidence.command.output import write_json, write_text

_EXAMPLE = """\
examples:
  python -m gleanings.evidence check summary.txt
  echo "t(28) = 2.20, p = .036" | python -m gleanings.evidence check - --json

"start" and "end" count characters from 0.
"""
_SIGNS = {
    "consistent": "✓",
    "style note": "~",
    "rounding slip": "~",
    "inconsistent": "✗",
    "decision error": "✗✗",
    "not checkable": "–",
}


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "check",
        help="read the statistics in a text and check them",
        description="Read the statistics in a text and recompute what can be recomputed.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", help="a text file, or - for what is piped in")
    parser.add_argument("--json", action="store_true", help="a list with one object per statistic")
    parser.add_argument("--language", default="en", help="of the reasons: en (default) or fr")
    parser.add_argument(
        "--errors-only", action="store_true", help="only what is inconsistent or a decision error"
    )
    parser.add_argument(
        "--exit-code", action="store_true", help="exit with status 1 if a number is inconsistent"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from gleanings.evidence.checking import check
    from gleanings.evidence.report.checks import why

    verdicts = [
        one.to_dict() | {"why": why(one, options.language)} for one in check(text_of(options.file))
    ]
    wrong = [verdict for verdict in verdicts if _is_wrong(verdict)]
    shown = wrong if options.errors_only else verdicts
    if options.json:
        write_json(shown)
    else:
        write_text(_report(shown, len(verdicts), len(wrong)))
    return 1 if wrong and options.exit_code else 0


def _is_wrong(verdict: dict[str, Any]) -> bool:
    return verdict["verdict"] in ("inconsistent", "decision error")


def _report(shown: list[dict[str, Any]], found: int, wrong: int) -> str:
    lines = []
    for verdict in shown:
        words = " ".join(str(verdict["text"]).split())
        lines.append(f"{_SIGNS[verdict['verdict']]:2} {words}")
        lines.append(f"   {verdict['verdict']}: {verdict['why']}")
    if not found:
        return "No statistics found.\n"
    noun = "statistic" if found == 1 else "statistics"
    lines.append(f"{found} {noun} read, {wrong} inconsistent.")
    return "\n".join(lines) + "\n"
