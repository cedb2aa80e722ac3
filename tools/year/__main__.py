"""``python -m tools.year``: a year of a network; see `tools.year.year`.

Where something does not hold it is named, and the exit status is 1.
"""

import argparse
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import psycopg

from tools.postgresql import a_server
from tools.year.own_site import OwnSite
from tools.year.year import SHORT, WHOLE, Year


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.year", description=__doc__)
    parser.add_argument("--short", action="store_true", help="three months instead of twelve")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own")
    parser.add_argument("--folder", type=Path, help="keep the site here, to look at it")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as temporary,
        a_server() if options.postgresql else nullcontext("") as database,
    ):
        site = OwnSite(options.folder or Path(temporary), database)
        year = Year(site, SHORT if options.short else WHOLE, other_database=second(database))
        year.run()
    for fault in year.faults:
        print(f"✗ {fault}")
    print("All held." if not year.faults else f"{len(year.faults)} faults.")
    sys.exit(bool(year.faults))


def second(database: str) -> str:
    """The address of an empty database beside it; empty where there is none."""
    if not database:
        return ""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored")
    return database.rpartition("/")[0] + "/restored"


if __name__ == "__main__":
    main()
