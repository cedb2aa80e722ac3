"""What comes over the wire, sent to a server process by real sockets on this machine alone."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
import waitress
from django.contrib.auth.models import User

from gleanings.site import connections, uploads
from own_site import OwnSite, answer

MB = 1024 * 1024


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with OwnSite(tmp_path_factory.mktemp("site")).served() as served:
        yield served


def post(site: OwnSite, path: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{site.port}", *headers, "", ""]
    return "\r\n".join(lines).encode()


def kept_by(process: int) -> int:
    """Bytes of the files that a process has open, those that no folder names any more too."""
    folder = f"/proc/{process}/fd"
    return sum(
        os.stat(f"{folder}/{number}").st_size
        for number in os.listdir(folder)
        if "deleted" in os.readlink(f"{folder}/{number}")
    )


# --- bodies ------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/admin/login/", "/en/summaries/", "/api/v1/summaries", "/nope"])
def test_a_body_of_more_than_the_site_takes_is_refused_before_it_comes(site, path):
    status, said = site.sent(post(site, path, f"Content-Length: {200 * MB}") + b"x" * 1000)
    assert status == 413
    assert b"more than the site accepts at once: the limit is 64.0" in said
    assert b"davantage que ce que le site accepte en une fois" in said
    assert b"People who are signed in can send larger files, up to 32.0" in said


def test_nothing_of_it_is_kept(site):
    with ExitStack() as open_ones:
        for _post in range(4):
            connection = open_ones.enter_context(site.connect())
            connection.sendall(post(site, "/admin/login/", f"Content-Length: {200 * MB}"))
            for _part in range(20):
                try:
                    connection.sendall(b"x" * MB)
                except OSError:
                    break
        assert site.children()
        assert sum(map(kept_by, site.children())) == 0


def test_a_body_in_chunks_is_refused_when_it_is_more(site):
    begin = post(site, "/admin/login/", "Transfer-Encoding: chunked")
    chunks = b"".join(b"4000\r\n" + b"x" * 0x4000 + b"\r\n" for _chunk in range(5))
    status, said = site.sent(begin + chunks)
    assert status == 413
    assert b"more than the site accepts" in said


def test_who_waits_for_leave_is_refused_at_once(site):
    head = post(site, "/admin/login/", f"Content-Length: {MB}", "Expect: 100-continue")
    status, said = site.sent(head)
    assert status == 413
    assert b"100 Continue" not in said


def test_what_is_sent_after_a_refusal_is_no_request(site):
    hidden = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    _status, said = site.sent(post(site, "/nope", f"Content-Length: {MB}") + hidden)
    assert said.count(b"HTTP/1.") == 1


@pytest.mark.parametrize(("length", "status"), [(65_536, 403), (65_537, 413)])
def test_the_limit_on_both_sides(site, length, status):
    head = post(site, "/admin/login/", f"Content-Length: {length}", "Connection: close")
    # 403: a form without its token, read to its end
    assert site.sent(head + b"x" * length)[0] == status


def test_who_is_signed_in_may_send_more_and_a_forged_pass_may_not(site):
    made = site.must_run(
        "from gleanings.site import uploads\n"
        "from django.contrib.auth.models import User\n"
        "print(uploads.new_pass(User(pk=1)))"
    )
    length = 3 * MB
    for value, path, expected in [
        (made, "/admin/login/", 403),
        (made[:-3] + "abc", "/admin/login/", 413),
        (made, "/en/", 413),
    ]:
        head = post(
            site,
            path,
            f"Content-Length: {length}",
            f"Cookie: {uploads.COOKIE}={value}",
            "Connection: close",
        )
        assert site.sent(head + b"x" * length)[0] == expected, (value, path)
    head = post(site, "/admin/", f"Content-Length: {33 * MB}", f"Cookie: {uploads.COOKIE}={made}")
    status, said = site.sent(head)
    assert status == 413
    assert b"Send it in parts" in said
    assert b"People who are signed in" not in said


@pytest.mark.django_db
def test_the_pass_comes_with_sign_in_and_goes_with_sign_out(client, writer):
    assert uploads.COOKIE not in client.get("/admin/login/").cookies
    client.force_login(writer)
    given = client.get("/admin/").cookies[uploads.COOKIE]
    assert uploads.may_upload(f"{uploads.COOKIE}={given.value}", "/admin/images/multiple/add/")
    assert given["httponly"]
    assert given["path"] == "/admin/"
    assert uploads.COOKIE not in client.get("/admin/").cookies  # held already
    assert client.post("/admin/logout/").cookies[uploads.COOKIE].value == ""


@pytest.mark.django_db
def test_a_pass_is_old_one_day(settings):
    value = uploads.new_pass(User(pk=1))
    settings.SESSION_COOKIE_AGE = -1
    assert not uploads.may_upload(f"{uploads.COOKIE}={value}", "/admin/")


# --- many and slow -----------------------------------------------------------------------------
def test_a_hundred_and_fifty_that_never_finish_shut_nobody_out(site):
    with ExitStack() as half_open:
        for number in range(150):
            connection = half_open.enter_context(site.connect())
            if number % 3:
                connection.sendall(b"GET /en/ HTTP/1.1\r\nHost: x\r\n")
            if number % 3 == 2:
                connection.sendall(b"Content-Length: 60000\r\n\r\nx")
        wanted = "GET /static/reader/browse.css HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
        status, _page = site.sent(wanted.encode())
        assert status == 200


@contextmanager
def a_server(monkeypatch, **patience):
    """Our limits with less patience, before an application that says "here"."""

    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", "4")])
        return [b"here"]

    for name, seconds in patience.items():
        monkeypatch.setitem(connections.PATIENCE, name, seconds)
    server = waitress.create_server(application, host="127.0.0.1", port=0, **connections.SETTINGS)
    connections.limit(server)
    stop = threading.Event()

    def run():
        while not stop.is_set():
            server.asyncore.loop(timeout=0.05, map=server._map, use_poll=True, count=1)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield OwnSite(None, port=server.effective_port)
    finally:
        stop.set()
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)


def is_closed(connection: socket.socket) -> bool:
    connection.settimeout(10)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        ("idle", b""),
        ("head", b"GET / HTTP/1.1\r\n"),
        ("body", b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nx"),
    ],
)
def test_what_does_not_get_on_is_closed_however_it_trickles(monkeypatch, state, sent):
    monkeypatch.setattr(connections, "SLOWEST", 1000)
    with a_server(monkeypatch, **{state: 0.3}) as site, site.connect() as connection:
        connection.sendall(sent)
        for _more in range(100 if sent else 0):
            try:
                connection.sendall(b"x")
            except OSError:
                break
            time.sleep(0.02)
        assert is_closed(connection)


def test_a_request_in_time_is_answered_again_and_again(monkeypatch):
    with a_server(monkeypatch) as site, site.connect() as connection:
        for _time in range(3):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            said = b""
            while not said.endswith(b"here"):
                said += connection.recv(4096)


def test_where_many_wait_the_one_that_waited_longest_makes_room(monkeypatch):
    monkeypatch.setattr(connections, "FULL", 5)
    with a_server(monkeypatch) as site, ExitStack() as all_of_them:
        waiting = [all_of_them.enter_context(site.connect()) for _number in range(5)]
        time.sleep(0.2)
        status, _said = site.sent(b"GET / HTTP/1.0\r\n\r\n")
        assert status == 200
        assert is_closed(waiting[0])
        waiting[-1].sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert answer(waiting[-1])[0] == 200
