"""Requests a second with PostgreSQL and Redis, and what the stamp's query costs, by ``ab -c 4``.

Needs Debian's postgresql, redis-server and apache2-utils. What is compared is asked for in turns.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from tools.postgresql import a_server

from benchmarks.bench_serving import fetch, per_second, wait_for
from benchmarks.timing import print_table

ALONE, SHARED, REDIS = 8775, 8776, 8777
ROUNDS = 3
LOOKS = 2000
GLEANINGS = str(Path(sys.executable).parent / "gleanings")


def main() -> None:
    missing = [name for name in ("redis-server", "ab") if not shutil.which(name)]
    if missing:
        print(f"scale: needs {', '.join(missing)} (apt-get install redis-server apache2-utils)")
        return
    with tempfile.TemporaryDirectory() as name, a_server() as database, ExitStack() as stack:
        os.environ |= {"GLEANINGS_DATABASE_URL": database, "GLEANINGS_DATA": name}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
        prepare()
        query = stamp_query()
        stack.enter_context(running("redis-server", "--port", str(REDIS), "--save", ""))
        stack.enter_context(served(ALONE, {}))
        shared = {"GLEANINGS_CACHE_URL": f"redis://127.0.0.1:{REDIS}/0"}
        stack.enter_context(served(SHARED, shared))
        measure(query)


def prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from gleanings.digest.demo.store import store_demo

    call_command("migrate", verbosity=0)
    store_demo()
    connections.close_all()


def stamp_query() -> float:
    """Milliseconds of one, through Django."""
    from gleanings.reader.cache import content_version

    content_version.current()
    began = time.perf_counter()
    for _look in range(LOOKS):
        content_version.current()
    return (time.perf_counter() - began) / LOOKS * 1000


def measure(query: float) -> None:
    rows = {
        "kept in the process's memory": (2000, f"localhost:{ALONE}/en/", []),
        "kept in Redis": (2000, f"localhost:{SHARED}/en/", []),
        "made anew": (200, f"localhost:{ALONE}/en/", ["-H", "Cookie: sessionid=x"]),
    }
    found: dict[str, list[float]] = {name: [] for name in rows}
    for port in (ALONE, SHARED):
        for _look in range(20):  # each process has loaded what it needs
            fetch(f"http://localhost:{port}/en/")
    for _round in range(ROUNDS):
        for name, (number, address, options) in rows.items():
            found[name].append(per_second(address, number, options))
    print_table(
        f"The home page on PostgreSQL, one process, ab -c 4, {os.cpu_count()} cores",
        ["", "requests a second"],
        [[name, f"{median(speeds):,.0f}"] for name, speeds in found.items()],
    )
    print(f"The query for the stamp: {query:.2f} ms")


@contextmanager
def served(port: int, more: dict[str, str]) -> Iterator[None]:
    environment = {
        **os.environ,
        "GLEANINGS_URL": f"http://localhost:{port}",
        "GLEANINGS_PROCESSES": "1",
        **more,
    }
    with running(
        GLEANINGS, "serve", "--port", str(port), "--no-scheduler", environment=environment
    ):
        wait_for(f"http://localhost:{port}/healthz")
        yield


@contextmanager
def running(*command: str, environment: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
