"""What a rollback journal costs against a write-ahead log: ``python -m benchmarks sqlite``.

One writer saves rows of a summary's size, each in a transaction of its own, as a site does.
"""

import tempfile
import time
from contextlib import closing
from pathlib import Path

from gleanings.site import sqlite

SAVES = 300
ROW = "x" * 4000


def milliseconds_a_save(folder: Path, journal: str) -> float:
    file = folder / f"{journal.split('=')[1].split(';')[0]}.sqlite3"
    with closing(sqlite.library().connect(file, isolation_level=None)) as opened:
        for pragma in filter(None, map(str.strip, (journal + sqlite.ALWAYS).split(";"))):
            opened.execute(pragma)
        opened.execute("CREATE TABLE summary (text)")
        begun = time.perf_counter()
        for _save in range(SAVES):
            opened.execute("INSERT INTO summary VALUES (?)", [ROW])
        return (time.perf_counter() - begun) / SAVES * 1000


def main() -> None:
    sqlite.use_a_safe_library()
    print(f"SQLite {sqlite.library().sqlite_version}, {SAVES} saves")
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for name, journal in (
            ("write-ahead log", sqlite.WRITE_AHEAD_LOG),
            ("rollback journal", sqlite.ROLLBACK_JOURNAL),
        ):
            print(f"{name:18} {milliseconds_a_save(Path(folder), journal):6.2f} ms a save")


if __name__ == "__main__":
    main()
