"""Pages as files, by a real server and a real nginx: the same answers, and never a stale one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from django.db import connection

from migrated import migrated_folder
from own_site import OwnSite, free_port

if connection.vendor != "sqlite":
    pytest.skip("files are made beside SQLite alone", allow_module_level=True)

PREPARE = """
from digest.factories import make_issue, make_summary
print(make_summary(make_issue("2018-03"), "Title 0").url)
"""
SHELL = """
import sys
from gleanings.site.command import load
load()
from gleanings.digest.models import Summary
def publish(title):
    summary = Summary.objects.in_language("en").get()
    summary.title, summary.correction_is_style = title, True
    summary.save_revision().publish()
print("ready", flush=True)
for line in sys.stdin:
    exec(line)
    print("done", flush=True)
"""


class Shell:
    """A process of its own that does what it is told, as an editor's or the clock's would."""

    def __init__(self, site: OwnSite) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", SHELL],
            env=site.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "ready\n"

    def do(self, code: str) -> bool:
        """Whether it was done; False where the process died of it."""
        self.process.stdin.write(code + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline() == "done\n"

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Public, behind a proxy; its address is nginx's."""
    folder = migrated_folder(tmp_path_factory.mktemp("site"))
    folder.chmod(0o755)
    site = OwnSite(folder)
    site.front, site.certificate = free_port(), ""
    site.more |= {
        "GLEANINGS_URL": f"https://127.0.0.1:{site.front}",
        "GLEANINGS_SECRET_KEY": "g7Q2-" * 12,
        "GLEANINGS_PROXIES": "1",
        "GLEANINGS_PROCESSES": "2",
    }
    site.run("from django.core.management import call_command\ncall_command('collectstatic')")
    site.page = site.must_run(PREPARE)
    with site.served():
        yield site


@pytest.fixture(scope="module")
def shell(site):
    shell = Shell(site)
    yield shell
    shell.end()


@pytest.fixture(scope="module")
def nginx(site, tmp_path_factory):
    """As ``gleanings deploy_files`` configures it, but for the folder and one port."""
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    subprocess.run(  # noqa: S603
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", "key.pem", "-out", "cert.pem"),
        ],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    site.certificate = str(folder / "cert.pem")
    site.must_run(
        "from django.core.management import call_command\n"
        f"call_command('deploy_files', {str(folder)!r}, port={site.port},"
        f" certificate={str(folder / 'cert.pem')!r}, certificate_key={str(folder / 'key.pem')!r})"
    )
    written = (folder / "gleanings.nginx").read_text()
    written = written.replace("listen 80;", f"listen {free_port()};").replace("listen [::]", "#")
    written = written.replace("root /var/cache/gleanings-127.0.0.1;", f"root {files_of(site)};")
    (folder / "gleanings.nginx").write_text(written)
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/pid;\nworker_processes 2;\nuser root;\n"
        f"events {{}}\nhttp {{\naccess_log off;\ninclude {folder}/gleanings.nginx;\n}}\n"
    )
    command = ["nginx", "-e", str(folder / "errors"), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command)  # noqa: S603
    try:
        for _attempt in range(100):
            with suppress(requests.ConnectionError):
                get(site, "nginx", "/healthz")
                break
            time.sleep(0.1)
        yield folder
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(params=["application", "nginx"])
def server(request, site) -> str:
    """Who answers; each test is of both."""
    if request.param == "nginx":
        request.getfixturevalue("nginx")
    return request.param


def get(site: OwnSite, server: str, path: str = "", method: str = "GET", **headers: str):
    front = f"127.0.0.1:{site.front}"
    if server == "application":
        address = site.url
        headers = {"Host": front, "X-Forwarded-For": "1.2.3.4", **headers}
        headers["X-Forwarded-Proto"] = "https"
    else:
        address = f"https://{front}"
    headers = {"Accept-Encoding": "identity", "Cookie": "", **headers}
    return requests.request(
        method,
        address + (path or site.page),
        headers={name: value for name, value in headers.items() if value},
        timeout=30,
        verify=site.certificate,
        allow_redirects=False,
    )


def files_of(site: OwnSite) -> Path:
    return site.data / "gleanings.sqlite3-pages"


def is_file(response: requests.Response) -> bool:
    """Whether a file was the answer, which its ETag shows: seconds and length."""
    length = int(response.headers.get("Content-Length", 0))
    return response.headers.get("ETag", "").endswith(f'-{length:x}"')


def kept(site: OwnSite, server: str, path: str = "") -> requests.Response:
    """The file's answer; it takes a page or two until it is there."""
    for _attempt in range(50):
        response = get(site, server, path)
        # the application spells it Etag
        if is_file(response) and (server == "application" or "ETag" in [*response.headers]):
            return response
        time.sleep(0.1)
    raise AssertionError(f"{path or site.page} is not kept: {response.headers}")


def said(response: requests.Response) -> dict[str, str]:
    """In its headers; without what each server and each answer has of its own."""
    own = {"etag", "vary", "server", "date", "connection", "content-length", "set-cookie"}
    named = {name.lower(): value for name, value in response.headers.items()}
    return {name: value for name, value in named.items() if name not in own}


# --- the same answers -----------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["", "/en/", "/fr/", "/en/summaries/", "/en/topics/"])
def test_a_file_is_the_page_and_says_what_the_page_says(site, server, path):
    made = get(site, "application", path, Cookie="sessionid=x")
    response = kept(site, server, path)
    assert response.content == made.content
    # who has a session may be shown what is for nobody else
    assert said(made).pop("cache-control") == "private, no-cache"
    assert said(response) == {**said(made), "cache-control": "public, max-age=0, must-revalidate"}
    assert {"Cookie", "HX-Request"} <= {*response.headers["Vary"].split(", ")}


def test_it_comes_compressed_and_is_known_again(site, server):
    whole = kept(site, server)
    packed = get(site, server, **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content == whole.content
    assert int(packed.headers["Content-Length"]) < len(whole.content) / 2
    for one, encoding in ((whole, "identity"), (packed, "gzip")):
        known = {"Accept-Encoding": encoding, "If-None-Match": one.headers["ETag"]}
        again = get(site, server, **known)
        assert (again.status_code, again.content) == (304, b"")
        assert get(site, server, **known | {"If-None-Match": '"x"'}).status_code == 200
    head = get(site, server, method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))
    part = get(site, server, Range="bytes=0-9")
    assert (part.status_code, part.content) == (200, whole.content)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("?q=x", {}),
        ("", {"HX-Request": "true"}),
        ("", {"HX-History-Restore-Request": "true"}),
        ("", {"Cookie": "sessionid=x"}),
        ("", {"Cookie": "a=b; sessionid=x"}),
    ],
)
def test_who_asks_for_something_else_is_answered_by_the_application(site, server, path, headers):
    kept(site, server)
    assert not is_file(get(site, server, f"{site.page}{path}", **headers))


@pytest.mark.parametrize(
    "path",
    [
        *("/en/2018-03/../2018-03/title-0/", "/en//2018-03/title-0/", "/en/./2018-03/title-0/"),
        *("/en/2018-03/title-0/index.html", "/current/", "/en/current/", "/en/%2e%2e/en/"),
    ],
)
def test_an_address_that_is_none_has_no_file(site, server, path):
    """Sent as they are: a browser would tidy them."""
    kept(site, server)
    session = requests.Session()
    address = site.url if server == "application" else f"https://127.0.0.1:{site.front}"
    request = requests.Request("GET", address).prepare()
    request.url = address + path
    request.headers.update({"Host": f"127.0.0.1:{site.front}", "X-Forwarded-Proto": "https"})
    request.headers.update({"X-Forwarded-For": "1.2.3.4", "Accept-Encoding": "identity"})
    answered = session.send(request, allow_redirects=False, verify=site.certificate)
    assert answered.status_code in (301, 302, 404)


def test_another_host_is_refused_and_a_form_is_no_page(site, server):
    kept(site, server)
    assert get(site, server, Host="evil.example").status_code == 400
    assert get(site, server, method="POST").status_code in (403, 405)


# --- never a stale one ----------------------------------------------------------------------------
def test_a_publication_shows_at_once_while_many_read(site, server, shell):
    """What was published is read by whoever asks afterwards, in each of many turns."""
    published = [0]
    wrong: list[str] = []
    ends = threading.Event()

    def read() -> None:
        while not ends.is_set():
            at_least = published[0]
            response = get(site, server)
            shown = response.text.partition("<title>Title ")[2].partition("<")[0].split()
            if response.status_code != 200 or not shown or int(shown[0]) < at_least:
                wrong.append(f"{response.status_code} {shown} instead of {at_least}")

    readers = [threading.Thread(target=read) for _reader in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1000, 1012):
        assert shell.do(f"publish('Title {number}')")
        published[0] = number
        time.sleep(0.3)
    ends.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert "Title 1011" in kept(site, server).text


def test_what_is_made_private_or_taken_offline_is_gone_at_once(site, server, shell):
    kept(site, server)
    private = "from wagtail.models import PageViewRestriction as P; "
    summary = "Summary.objects.in_language('en').get()"
    assert shell.do(f"{private}P.objects.create(page={summary}, restriction_type='login')")
    assert get(site, server).status_code == 302
    assert shell.do(f"{private}P.objects.all().delete()")
    kept(site, server)
    assert shell.do(f"{summary}.unpublish()")
    assert get(site, server).status_code == 404
    assert shell.do("publish('Title 2000')")
    assert "Title 2000" in kept(site, server).text


DIE = """
import os, signal
from django.db import transaction
with transaction.atomic():
    publish("Title {number}")
    {before}
{after}
"""
KILL = "os.kill(os.getpid(), signal.SIGKILL)"


@pytest.mark.parametrize(
    ("before", "after", "shown"), [(KILL, "pass", "Title 3000"), ("pass", KILL, "Title 3001")]
)
def test_who_is_killed_before_or_after_it_is_stored_leaves_what_is_true(
    site, server, before, after, shown
):
    own = Shell(site)
    assert own.do("publish('Title 3000')")
    assert "Title 3000" in kept(site, server).text
    died = DIE.format(number=3001, before=before, after=after)
    assert not own.do(f"exec({died!r})")
    own.end()
    for _look in range(3):
        assert shown in get(site, server).text
    assert shown in kept(site, server).text


def test_nobody_has_files_while_somebody_publishes(site, server, shell):
    """Who comes between the change and its end gets what still holds, and leaves no link."""
    assert shell.do("publish('Title 4000')")
    kept(site, server)
    assert shell.do(
        "from django.db import transaction; one = transaction.atomic(); one.__enter__();"
        " publish('Title 4001')"
    )
    for _look in range(5):
        between = get(site, server)
        assert "Title 4000" in between.text
        assert not is_file(between)
    assert not (files_of(site) / "current").exists()
    assert shell.do("one.__exit__(None, None, None)")
    assert "Title 4001" in get(site, server).text


REFUSED = """
try:
    publish("Title 5001")
except OSError:
    pass
else:
    raise SystemExit
"""


def test_what_cannot_be_withdrawn_is_not_published(site, server, shell):
    assert shell.do("publish('Title 5000')")
    kept(site, server)
    link = files_of(site) / "current"
    stamp = os.readlink(link)
    link.unlink()
    (link / "in the way").mkdir(parents=True)  # no folder is removed as a link is
    try:
        assert shell.do(f"exec({REFUSED!r})")
        assert "Title 5000" in get(site, server).text
    finally:
        shutil.rmtree(link)
        link.symlink_to(stamp)
    assert "Title 5000" in kept(site, server).text


def test_files_end_with_the_server(site):
    """The last of all: another version would make other pages."""
    kept(site, "application")
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(timeout=30) == 0
    assert list(files_of(site).iterdir()) == []
