"""Renew the lock files in requirements/: every version with its hashes, no package host named."""

import subprocess
import sys
from pathlib import Path

LOCKS = {
    "run": [],
    "container": ["build"],
    "test": ["test"],
    "check": ["test", "check"],
    "bench": ["test", "bench"],
}
EXTRAS = {"container": ["postgresql", "redis", "s3"]}
# later locks keep to the versions of earlier ones, so that one environment satisfies all
KEPT = {
    "run": [],
    "container": ["run"],
    "test": ["run", "container"],
    "check": ["run", "test"],
    "bench": ["run", "test"],
}


def main() -> None:
    for name, groups in LOCKS.items():
        command = [
            *(str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet"),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
            *("--custom-compile-command", "make lock"),
            *(part for one in KEPT[name] for part in ("--constraint", f"requirements/{one}.lock")),
            *(part for group in groups for part in ("--group", group)),
            *(part for extra in EXTRAS.get(name, []) for part in ("--extra", extra)),
            *("pyproject.toml", "--output-file", f"requirements/{name}.lock"),
        ]
        subprocess.run(command, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
