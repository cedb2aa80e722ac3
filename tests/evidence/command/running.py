"""Running the command within the test's own process."""

import io
import json
import sys
from typing import Any, NamedTuple

from gleanings.evidence.command import main


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one sentence on standard error of a refused call."""
        assert self.status == 2
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.strip()


def run(*arguments: str, piped: str | bytes = "") -> Ran:
    given = piped.encode() if isinstance(piped, str) else piped
    before = sys.stdin, sys.stdout, sys.stderr
    out, err = io.StringIO(), io.StringIO()
    try:
        sys.stdin = io.TextIOWrapper(io.BytesIO(given))
        sys.stdout, sys.stderr = out, err
        status = main(arguments)
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    return Ran(status, out.getvalue(), err.getvalue())
