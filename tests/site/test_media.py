"""Uploaded pictures are served; nothing in them runs, and nothing else comes out of the folder."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db  # an answer that ends closes what is open

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for name, content in {
        "images/one.png": PNG,
        "images/evil.svg": b"<svg onload='alert(1)'/>",
        "images/evil.html": b"<script>alert(1)</script>",
        "images/.hidden.png": PNG,
        "documents/private.pdf": b"%PDF secret",
        "other/one.png": PNG,
    }.items():
        file = settings.MEDIA_ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "secret_key").write_text("secret")
    (settings.MEDIA_ROOT / "images" / "link.png").symlink_to(tmp_path / "secret_key")
    return settings.MEDIA_ROOT


@pytest.fixture
def get(client, media):
    def fetch(path: str, **arguments):
        response = client.get(path, **arguments)
        response.body = b"".join(response) if response.streaming else response.content
        response.close()
        return response

    return fetch


def test_a_picture_is_shown(get):
    response = get("/media/images/one.png")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in response["Cache-Control"]
    assert "attachment" not in response.get("Content-Disposition", "")
    assert response.body == PNG


@pytest.mark.parametrize("name", ["evil.svg", "evil.html"])
def test_what_could_run_is_a_download_in_a_sandbox(get, name):
    response = get(f"/media/images/{name}")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "path",
    [
        "documents/private.pdf",
        "other/one.png",
        "images/../documents/private.pdf",
        "images/../../secret_key",
        "images/%2e%2e/%2e%2e/secret_key",
        "images/..%2f..%2fsecret_key",
        "images//etc/passwd",
        "images/link.png",
        "images/.hidden.png",
        "images/",
        "images",
        "images/none.png",
        "images/one.png%00.html",
        "images/one.png/more",
        f"images/{'a' * 5000}.png",
    ],
)
def test_nothing_else_comes_out(get, db, path):
    response = get(f"/media/{path}", follow=True)
    assert response.status_code == 404
    assert b"secret" not in response.body


def test_a_browser_that_has_it_gets_it_not_again(get):
    first = get("/media/images/one.png")
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert get("/media/images/one.png", headers=header).status_code == 304
    other = get("/media/images/one.png", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, PNG[:4]),
        ("bytes=100-", 206, PNG[100:]),
        ("bytes=-5", 206, PNG[-5:]),
        ("bytes=0-9999", 206, PNG),
        ("bytes=9999-", 416, b""),
        ("bytes=5-2", 416, b""),
        ("bytes=a-b", 416, b""),
        ("lines=1-2", 200, PNG),
    ],
)
def test_a_part_can_be_asked_for(get, asked, status, part):
    response = get("/media/images/one.png", headers={"Range": asked})
    assert (response.status_code, response.body) == (status, part)


def test_it_is_only_read(client, media):
    assert client.post("/media/images/one.png").status_code == 405
