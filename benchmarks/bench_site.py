"""The site with ten thousand summaries in SQLite: pages, cold start, import, memory.

The database is made once, in var/bench, and kept; another size with GLEANINGS_BENCH_SUMMARIES.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.timing import print_table, shown

SUMMARIES = int(os.environ.get("GLEANINGS_BENCH_SUMMARIES", "10000"))
REPEATS = 40
ENTRIES_TO_IMPORT = 500
PORT = 8765
FOLDER = Path("var") / "bench"


def main() -> None:
    os.environ["GLEANINGS_DATA"] = str(FOLDER / f"site-{SUMMARIES}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    import django

    django.setup()
    prepare()
    pages()
    process()
    importing()


def prepare() -> None:
    from django.core.management import call_command

    from benchmarks.archive.store import store_archive
    from gleanings.digest.demo.store import store_demo
    from gleanings.digest.models import Summary

    call_command("migrate", verbosity=0)
    store_demo()
    if not Summary.objects.count() > SUMMARIES:
        print(f"Making {SUMMARIES} summaries …", flush=True)
        started = time.perf_counter()
        store_archive(SUMMARIES, seed=1)
        print(f"  made in {time.perf_counter() - started:.0f} s")


# --- pages -----------------------------------------------------------------------------------
def pages() -> None:
    rows = [measured(name, addresses) for name, addresses in page_addresses().items()]
    print_table(
        f"Pages with {SUMMARIES:,} summaries in SQLite, time in the server",
        ["", "median", "p95", "processor", "kept", "queries", "bytes"],
        rows,
    )


def page_addresses() -> dict[str, list[str]]:
    """Each kind of page, with as many addresses of it as there are."""
    from gleanings.digest.models import Issue, Summary, Topic

    step = max(1, SUMMARIES // REPEATS)
    some = list(Summary.objects.in_language("en").live().order_by("path")[::step][:REPEATS])
    issues = Issue.objects.in_language("en").live().order_by("-month")[:REPEATS]
    topics = Topic.objects.current()[:REPEATS]
    browse = "/en/summaries/"
    two = "topic=alliance-and-therapeutic-relationship&topic=depression&type=meta-analysis"
    words = ["alliance", "cognitive+therapy+depression", "dropout", "empathy+outcome", "insomnia"]
    return {
        "home": ["/en/"],
        "issue": [issue.url for issue in issues],
        "newest issue": [issues[0].url],
        "summary": [summary.url for summary in some],
        "topic": [f"/en/topics/{topic.slug}/" for topic in topics],
        "archive": ["/en/archive/"],
        "browse": [browse],
        "browse, two topics × one type": [f"{browse}?{two}"],
        "browse, by result": [f"{browse}?measure=link&size=moderate&studies=10-49"],
        "browse, with a query": [f"{browse}?q={word}" for word in words],
        "browse, query and facets": [f"{browse}?q={word}&{two}" for word in words],
        "browse, a misspelt query": [f"{browse}?q=allaince+therapist"],
        "browse in French, with a query": ["/fr/summaries/?q=thérapie"],
        "feed": ["/en/feed.atom"],
    }


def measured(name: str, addresses: list[str]) -> list[str]:
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    turns = [addresses[turn % len(addresses)] for turn in range(REPEATS)]
    with override_settings(PAGE_CACHE_SECONDS=0):
        size = len(get(client, turns[0]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            get(client, turns[0])
            number = len(queries)  # the next request begins the log anew
        busy = time.process_time()
        fresh = [timed(client, address) for address in turns]
        busy = (time.process_time() - busy) / len(turns)
    with override_settings(PAGE_CACHE_SECONDS=3600):
        get(client, turns[0])
        kept = [timed(client, turns[0]) for _ in turns]
    p95 = quantiles(fresh, n=20)[-1]
    # what the processor was busy with one page: the rest is other programs on the machine
    times = [shown(median(fresh)), shown(p95), shown(busy), shown(median(kept))]
    return [name, *times, str(number), f"{size:,}"]


def get(client: Any, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return bytes(response.content)


def timed(client: Any, address: str) -> float:
    started = time.perf_counter()
    get(client, address)
    return time.perf_counter() - started


# --- the process -----------------------------------------------------------------------------
def process() -> None:
    started = time.perf_counter()
    with served() as pid:
        wait_for_answer()
        cold = time.perf_counter() - started
        at_first = memory(pid, "VmRSS")
        for addresses in page_addresses().values():
            for address in addresses[:10]:
                fetch(address)
        print_table(
            "The server's process",
            ["", ""],
            [
                ["cold start to the first page", shown(cold)],
                ["memory after the first page", at_first],
                ["memory after all kinds of pages", memory(pid, "VmRSS")],
                ["  without the database's pages", memory(pid, "RssAnon")],
            ],
        )


@contextmanager
def served() -> Iterator[int]:
    command = [str(Path(sys.executable).parent / "gleanings"), "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def wait_for_answer() -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        try:
            fetch("/en/")
            return
        except urllib.error.HTTPError:
            raise
        except OSError:  # it does not listen yet
            time.sleep(0.02)
    raise TimeoutError("The server does not answer.")


def fetch(address: str) -> None:
    from urllib.parse import quote

    address = quote(address, safe="/?=&+%")
    with urllib.request.urlopen(f"http://localhost:{PORT}{address}") as answer:
        answer.read()


def memory(pid: int, kind: str) -> str:
    """Resident memory, all or its own alone; a dash where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return "–"
    found = re.search(rf"{kind}:\s+(\d+) kB", status.read_text())
    return f"{int(found[1]) / 1024:.0f} MB" if found else "–"


# --- import ----------------------------------------------------------------------------------
def importing() -> None:
    """In a database of its own, so that the pages above stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(blog_page(ENTRIES_TO_IMPORT), encoding="utf-8")
        gleanings = str(Path(sys.executable).parent / "gleanings")
        environment = {**os.environ, "GLEANINGS_DATA": folder}
        subprocess.run([gleanings, "migrate", "--verbosity", "0"], env=environment, check=True)
        rows = []
        for label, option in (("read alone", ["--dry-run"]), ("read and stored", [])):
            started = time.perf_counter()
            subprocess.run(
                [gleanings, "import_page", str(page), *option],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            rows.append([label, shown(time.perf_counter() - started)])
        print_table(f"Import of a page with {ENTRIES_TO_IMPORT} entries", ["", ""], rows)


def blog_page(entries: int) -> str:
    """A page in the layout of the blog that Gleanings replaces, its entries invented."""
    from django.utils.html import strip_tags

    from benchmarks.archive.generate import archive
    from gleanings.literature.models import Article
    from gleanings.literature.styles import apa_text, article_item

    lines = ["Blog", "A digest of invented research.", "This month...", "Topics", "- Depression"]
    for issue in reversed(list(archive(entries, 7))):
        year, month = map(int, issue["month"].split("-"))
        lines.append(time.strftime("%B %Y", (year, month, 1, 0, 0, 0, 0, 1, 0)))
        for summary in issue["summaries"]:
            assert summary["article"]
            lines += [
                summary["title"],
                apa_text(article_item(Article(**summary["article"]))),
                " ".join(strip_tags(summary["text_html"]).split()),
                "Practice Implications",
                " ".join(summary["implications"]),
                "Author email: author@example.org",
            ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
