"""The command: every fault of the user's is one sentence on standard error, and exit status 2."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from gleanings.evidence.command import check, convert, pool

_PROGRAM = "python -m gleanings.evidence"
_EXAMPLES = f"""\
examples:
  {_PROGRAM} pool data.csv --measure RR --test knapp-hartung --forest forest.svg
  {_PROGRAM} check summary.txt
  {_PROGRAM} convert r=0.27 n=120 --to d
"""


class Parser(argparse.ArgumentParser):
    """One sentence in place of the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}; see {self.prog} --help\n")


def parser() -> Parser:
    top = Parser(
        prog=_PROGRAM,
        description="Pool effect sizes, check the numbers in a text, convert statistics.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (pool, check, convert):
        module.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    try:
        options = parser().parse_args(arguments)
        return int(options.run(options))
    except SystemExit as end:  # argparse: help has been printed, or a fault
        return end.code if isinstance(end.code, int) else 2
    except (ValueError, ArithmeticError) as error:
        return _refuse(str(error) or type(error).__name__)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        name = error.filename if isinstance(error.filename, str) else "file"
        return _refuse(f"{name}: {(error.strerror or str(error)).lower()}")
    except KeyboardInterrupt:
        return 130


def _refuse(message: str) -> int:
    sentence = " ".join(message.split())
    sys.stderr.write(sentence if sentence.endswith((".", "?", "!")) else sentence + ".")
    sys.stderr.write("\n")
    return 2
