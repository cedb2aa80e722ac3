"""Run the benchmarks: all of them, or those named (`python -m benchmarks evidence`).

`python -m benchmarks delivery_faults --help` is a test of another kind, with arguments of its own.
"""

import sys
from importlib import import_module
from pathlib import Path

PREFIX = "bench_"


def names() -> list[str]:
    """The benchmarks there are: every ``bench_*.py`` in this folder has a ``main()``."""
    here = Path(__file__).parent
    return sorted(path.stem.removeprefix(PREFIX) for path in here.glob(f"{PREFIX}*.py"))


def main(wanted: list[str]) -> int:
    if wanted[:1] == ["delivery_faults"]:
        import_module("benchmarks.delivery_faults").main(wanted[1:])
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        sys.stderr.write(f"No benchmark {', '.join(unknown)}; there are {', '.join(names())}.\n")
        return 2
    for name in wanted or names():
        import_module(f"benchmarks.{PREFIX}{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
