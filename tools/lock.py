"""Renew the lock files in requirements/: every version with its hashes, no package host named."""

import subprocess
import sys
from pathlib import Path

LOCKS = {"run": [], "test": ["test"], "check": ["test", "check"], "bench": ["test", "bench"]}
# later locks keep to the versions of earlier ones, so that one environment satisfies all
KEPT = {"run": [], "test": ["run"], "check": ["run", "test"], "bench": ["run", "test"]}


def main() -> None:
    for name, groups in LOCKS.items():
        command = [
            *(str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet"),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
            *("--custom-compile-command", "make lock"),
            *(part for one in KEPT[name] for part in ("--constraint", f"requirements/{one}.lock")),
            *(part for group in groups for part in ("--group", group)),
            *("pyproject.toml", "--output-file", f"requirements/{name}.lock"),
        ]
        subprocess.run(command, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
