"""Run the tests on PostgreSQL: ``python -m tools.postgresql tests/digest -n 2``.

A database server of its own in a temporary folder, reached by a socket in it alone, and gone
afterwards. Debian's package ``postgresql`` brings all that is needed; nothing has to be set up.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# PostgreSQL refuses to run as root; Debian's package brings this user
UNPRIVILEGED = "postgres"
# what is lost in a crash is made anew by the next run
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def main() -> None:
    with a_server() as url:
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        ended = subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": url})  # noqa: S603
    raise SystemExit(ended.returncode)


@contextmanager
def a_server() -> Iterator[str]:
    """The address of the database of a server that runs until the block ends."""
    programs = _programs()
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    # in /tmp itself: the path of a socket may have no more than 107 characters
    folder = Path(tempfile.mkdtemp(prefix="gleanings-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603
            [programs / program, *arguments],
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    data = str(folder / "data")
    options = " ".join(f"-c {option}" for option in (*QUICK, "listen_addresses=''"))
    try:
        run(
            "initdb", "-D", data, "-U", "gleanings", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust"
        )
        options += f" -k {folder}"
        run("pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", str(folder / "log"))
        try:
            yield f"postgres://gleanings@{quote(str(folder), safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of the newest server that Debian installed."""
    folders = [found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not folders:
        raise SystemExit("PostgreSQL is not installed. On Debian: apt-get install postgresql")
    return max(folders, key=lambda folder: float(folder.parent.name))


if __name__ == "__main__":
    main()
