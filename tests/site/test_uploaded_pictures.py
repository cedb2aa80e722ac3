"""A picture that is cut short, or none, is refused in a sentence."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves files of renditions open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FORMATS = {"GIF": "gif", "PNG": "png", "JPEG": "jpg", "WEBP": "webp", "AVIF": "avif"}


def picture(kind: str) -> bytes:
    data = BytesIO()
    mode = "P" if kind == "GIF" else "RGB"
    Picture.effect_noise((120, 80), 80).convert(mode).save(data, kind)
    return data.getvalue()


def moving_picture() -> bytes:
    data = BytesIO()
    frames = [Picture.effect_noise((60, 60), 80).convert("P") for _ in range(4)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    return data.getvalue()


def picture_that_says_it_is_huge() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


@pytest.fixture
def send(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    def send(name: str, data: bytes) -> str:
        file = SimpleUploadedFile(name, data)
        answer = client.post(
            reverse("wagtailimages_chooser:create"),
            {"image-chooser-upload-title": "x", "image-chooser-upload-file": file},
        )
        several = client.post(
            reverse("wagtailimages:add_multiple"),
            {"files[]": SimpleUploadedFile(name, data), "title": "x"},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert (answer.status_code, several.status_code) == (200, 200)
        return answer.content.decode()

    return send


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_one_that_is_cut_short(send, kind, part):
    data = picture(kind)
    said = send(f"cut.{FORMATS[kind]}", data[: int(len(data) * part)])
    assert not Image.objects.exists()
    assert "cut short or damaged" in said or "valid image" in said


def test_one_that_moves_and_is_cut_short(send):
    data = moving_picture()
    send("cut.gif", data[: int(len(data) * 0.6)])
    assert not Image.objects.exists()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_whole_one_is_taken(send, kind):
    send(f"whole.{FORMATS[kind]}", picture(kind))
    assert Image.objects.count() == 2


@pytest.mark.filterwarnings("ignore:Image size")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"),
        ("empty.png", b""),
        ("head.gif", b"GIF89a"),
        ("text.png", b"These are words."),
        ("huge.png", picture_that_says_it_is_huge()),
    ],
)
def test_what_is_none_or_too_large(send, name, data):
    send(name, data)
    assert not Image.objects.exists()
