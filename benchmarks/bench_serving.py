"""Requests a second for a page of the demo, by ``ab -c 4``: nginx's own file beside ours.

Needs Debian's nginx-light and apache2-utils. What is compared is asked for in turns, in one run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.timing import print_table

PORT, ONE_PORT, NGINX, PLAIN = 8771, 8772, 8773, 8774
ROUNDS = 3
REQUESTS = {"file": 8000, "kept": 2000, "made": 300}


def main() -> None:
    if not (shutil.which("nginx") and shutil.which("ab")):
        print("serving: needs nginx and ab (apt-get install nginx-light apache2-utils)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        prepare(folder)
        with served(folder, PORT, NGINX), served(folder, ONE_PORT, ONE_PORT, 1), nginx(folder):
            measure()


def prepare(folder: Path) -> None:
    os.environ |= {"GLEANINGS_DATA": str(folder), "GLEANINGS_URL": f"http://localhost:{NGINX}"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from gleanings.digest.demo.store import store_demo

    call_command("migrate", verbosity=0)
    store_demo()
    connections.close_all()
    # the second site, which would share its files with the first
    shutil.copytree(folder, folder / "one", ignore=lambda *_args: ["one"])


def measure() -> None:
    home = f"http://localhost:{NGINX}/en/"
    for _look in range(6):  # until the files are there
        plain = fetch(home)
        time.sleep(0.2)
    (Path(os.environ["GLEANINGS_DATA"]) / "plain.html").write_bytes(plain)
    ours = [f"localhost:{PORT}/en/", "-H", f"Host: localhost:{NGINX}"]
    rows = {
        "nginx, a file": ("file", [f"localhost:{PLAIN}/plain.html"]),
        "nginx with our files": ("file", [home.removeprefix("http://")]),
        "gleanings serve, files": ("kept", ours),
        "  from memory, with one process": ("kept", [f"localhost:{ONE_PORT}/en/?x=1"]),
        "  made anew, all processes": ("made", [*ours, "-H", "Cookie: sessionid=x"]),
        "  made anew, one process": (
            "made",
            [f"localhost:{ONE_PORT}/en/", "-H", "Cookie: sessionid=x"],
        ),
    }
    found: dict[str, list[float]] = {name: [] for name in rows}
    for _round in range(ROUNDS):
        for name, (kind, (address, *options)) in rows.items():
            found[name].append(per_second(address, REQUESTS[kind], options))
    best = median(found["nginx, a file"])
    print_table(
        f"The home page ({len(plain):,} bytes), ab -c 4, {os.cpu_count()} cores",
        ["", "requests a second", "of nginx's file"],
        [
            [name, f"{median(speeds):,.0f}", f"{median(speeds) / best:.2f}"]
            for name, speeds in found.items()
        ],
    )


def per_second(address: str, number: int, options: list[str]) -> float:
    command = ["ab", "-q", "-c", "4", "-n", str(number), *options, f"http://{address}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests per second:\s+([0-9.]+)", said)
    assert found, said
    return float(found[1])


@contextmanager
def served(folder: Path, port: int, front: int, processes: int = 0) -> Iterator[None]:
    environment = {**os.environ, "GLEANINGS_URL": f"http://localhost:{front}"}
    if processes:
        environment |= {
            "GLEANINGS_PROCESSES": str(processes),
            "GLEANINGS_DATA": str(folder / "one"),
        }
    command = [str(Path(sys.executable).parent / "gleanings"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://localhost:{port}/healthz")
        yield
    finally:
        server.terminate()
        server.wait()


@contextmanager
def nginx(folder: Path) -> Iterator[None]:
    """As ``gleanings deploy_files`` configures it, but without TLS; and a server of one file."""
    from django.template.loader import render_to_string

    from gleanings.reader.cache import files
    from gleanings.site.management.commands.deploy_files import context_of

    context = context_of(
        port=PORT,
        user="",
        settings_file=folder,
        backups=folder,
        certificate="-",
        certificate_key="-",
    )
    text = render_to_string("site/deploy/gleanings.nginx", {**context, "cache": files.folder()})
    text = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r".*(ssl_certificate|\[::\]).*\n", "", text).replace(" ssl;", ";")
    (folder / "site.conf").write_text(text)
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; user root; worker_processes auto;\n"
        f"events {{}}\nhttp {{ access_log off; include {folder}/site.conf;\n"
        f"server {{ listen {PLAIN}; root {folder}; default_type text/html; }} }}\n"
    )
    command = ["nginx", "-e", str(folder / "errors"), "-c", str(folder / "nginx.conf")]
    server = subprocess.Popen(command)
    try:
        wait_for(f"http://localhost:{NGINX}/healthz")
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    ends = time.monotonic() + 120
    while True:
        try:
            fetch(address)
            return
        except OSError as error:
            if "HTTP Error" in str(error):  # it answers, if only that no clock is kept yet
                return
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        return bytes(answer.read())


if __name__ == "__main__":
    main()
