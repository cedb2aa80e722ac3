"""Three machines on one PostgreSQL and one Redis, behind nginx: fresh on all at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
import redis
import requests

from own_site import OwnSite, free_port
from postgresql_databases import new_database

SHELL = """
import os, signal, sys
from gleanings.site.command import load
load()
from django.db import transaction
from gleanings.digest.models import Summary
def publish(title):
    summary = Summary.objects.in_language("en").get()
    summary.title, summary.correction_is_style = title, True
    summary.save_revision().publish()
exec(sys.argv[1])
"""
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from digest.factories import make_issue, make_summary
print(make_summary(make_issue("2018-03"), "Title 0").url)
"""
NGINX = """
pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream machines {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://machines;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
        }}
    }}
}}
"""


class Machines:
    def __init__(self, folder, database: str, cache: str, front: int) -> None:
        self.front, self.page = f"http://127.0.0.1:{front}", ""
        self.sites = []
        for number in range(3):
            data = folder / f"machine-{number}"
            data.mkdir()
            self.sites.append(
                OwnSite(
                    data,
                    more={
                        "GLEANINGS_URL": self.front,
                        "GLEANINGS_DATABASE_URL": database,
                        "GLEANINGS_CACHE_URL": cache,
                        "GLEANINGS_PROXIES": "1",
                        "GLEANINGS_PROCESSES": "1",
                        "GLEANINGS_API_RATE": "4/day",
                        "GLEANINGS_SECRET_KEY": "g7Q2-" * 12,
                    },
                )
            )

    def titles(self) -> list[str]:
        """That each machine shows, asked for directly."""
        return [title(f"{site.url}{self.page}", self.front) for site in self.running()]

    def running(self) -> list[OwnSite]:
        return [site for site in self.sites if site.process and site.process.poll() is None]

    def on(self, number: int, code: str) -> int:
        """Run it in a process of that machine, as its desk would; how it ended."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", SHELL, code], env=self.sites[number].environment, check=False
        ).returncode


def title(address: str, front: str) -> str:
    answer = requests.get(address, headers={"Host": front.removeprefix("http://")}, timeout=20)
    assert answer.status_code == 200, answer.status_code
    return answer.text.partition("<h1>")[2].partition("</h1>")[0].strip()


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    for program in ("nginx", "redis-server"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    folder = tmp_path_factory.mktemp("machines")
    with new_database() as database, ExitStack() as stack:
        cache_port, front = free_port(), free_port()
        stack.enter_context(
            running("redis-server", "--port", str(cache_port), "--bind", "127.0.0.1", "--save", "")
        )
        all_three = Machines(folder, database, f"redis://127.0.0.1:{cache_port}/0", front)
        all_three.cache = redis.from_url(f"redis://127.0.0.1:{cache_port}/0")
        all_three.page = all_three.sites[0].must_run(PREPARE)
        for site in all_three.sites:
            stack.enter_context(site.served(scheduler=True))
        servers = " ".join(f"server 127.0.0.1:{site.port};" for site in all_three.sites)
        whole = folder / "nginx.conf"
        whole.write_text(NGINX.format(folder=folder, port=front, servers=servers))
        stack.enter_context(
            running("nginx", "-e", f"{folder}/error.log", "-c", str(whole), "-g", "daemon off;")
        )
        wait_until(lambda: requests.get(f"{all_three.front}/healthz", timeout=5).ok)
        yield all_three


def running(*command: str):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    stack = ExitStack()
    stack.callback(process.wait, timeout=20)
    stack.callback(process.terminate)
    return stack


def wait_until(is_so) -> None:
    for _attempt in range(200):
        try:
            if is_so():
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def test_what_one_publishes_all_three_show_at_once(machines):
    for number in range(6):
        assert len(set(machines.titles())) == 1  # kept by each
        assert machines.on(number % 3, f"publish('Title {number + 1}')") == 0
        assert machines.titles() == [f"Title {number + 1}"] * 3
        assert title(f"{machines.front}{machines.page}", machines.front) == f"Title {number + 1}"


def test_a_page_that_one_has_made_the_others_have(machines):
    machines.on(0, "publish('Made once')")
    for site in machines.sites:
        title(f"{site.url}{machines.page}", machines.front)
    assert any(b":page:" in key for key in machines.cache.scan_iter())
    pages = machines.cache.dbsize()
    for site in machines.sites:
        title(f"{site.url}{machines.page}", machines.front)
    assert machines.cache.dbsize() == pages


def test_one_that_is_killed_amid_a_publication_has_published_nothing(machines):
    assert machines.on(0, "publish('Before')") == 0
    assert machines.titles() == ["Before"] * 3
    killed = machines.on(
        1, "with transaction.atomic():\n publish('Half')\n os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert killed == -signal.SIGKILL
    assert machines.titles() == ["Before"] * 3
    assert machines.on(2, "publish('After')") == 0
    assert machines.titles() == ["After"] * 3


def test_they_count_requests_together(machines):
    asked = [
        requests.get(f"{site.url}/api/v1/", headers={"Host": machines.front[7:]}, timeout=20)
        for site in machines.sites * 2
    ]
    assert [answer.status_code for answer in asked] == [200] * 4 + [429] * 2


def test_one_of_them_keeps_the_clock(machines):
    count = "from gleanings.site.models import ClockKeeper as C; sys.exit(C.objects.count())"
    wait_until(lambda: machines.on(0, count) == 1)


def test_readers_notice_nothing_when_one_is_lost(machines):
    """Comes last: it does not come back."""
    lost = machines.sites[1].process
    for child in machines.sites[1].children():
        os.kill(child, signal.SIGSTOP)  # none of them says goodbye
        os.kill(child, signal.SIGKILL)
    lost.kill()
    lost.wait(timeout=20)
    for number in range(12):
        address = f"{machines.front}{machines.page}?n={number}"
        assert title(address, machines.front) == "After"
    assert machines.on(0, "publish('By two')") == 0
    assert machines.titles() == ["By two"] * 2
