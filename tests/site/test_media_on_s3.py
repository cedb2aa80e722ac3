"""Uploaded files in a bucket: written and read there, and served by the site as ever."""

from __future__ import annotations

import gc
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

MODIFIED = "Thu, 05 Mar 2026 02:17:00 GMT"


class Bucket(BaseHTTPRequestHandler):
    """What of S3's API storing, reading and deleting need."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]
    signed: list[str]

    def do_PUT(self) -> None:
        self.signed.append(self.headers.get("Authorization", ""))
        if self.headers.get("Expect") == "100-continue":
            pass  # the base class has answered
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._say(200, b"")

    def do_HEAD(self) -> None:
        content = self.kept.get(self.path)
        self._say(404 if content is None else 200, content or b"")

    def do_GET(self) -> None:
        content = self.kept.get(self.path.partition("?")[0])
        self._say(404 if content is None else 200, content or b"")

    def do_DELETE(self) -> None:
        self.kept.pop(self.path, None)
        self._say(204, b"")

    def _say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", MODIFIED)
        self.send_header("ETag", '"x"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def bucket(settings):
    handler = type("OwnBucket", (Bucket,), {"kept": {}, "signed": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.S3_BUCKET, settings.S3_REGION = "digest", "eu-west-1"
    settings.S3_ENDPOINT = f"http://127.0.0.1:{server.server_port}"
    settings.S3_KEY, settings.S3_SECRET = "key", "secret"
    storages = {**settings.STORAGES, "default": {"BACKEND": "gleanings.site.media_on_s3.MediaOnS3"}}
    with override_settings(STORAGES=storages):
        yield handler
    server.shutdown()
    server.server_close()
    thread.join()


def a_picture() -> ContentFile:
    drawn = BytesIO()
    Picture.new("RGB", (40, 30), "red").save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name="red.png")


# Wagtail leaves an original that it has looked at to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
def test_a_picture_is_kept_there_and_shown_here(bucket, client):
    image = Image.objects.create(title="Red", file=a_picture())
    assert "/digest/media/original_images/red.png" in bucket.kept
    assert bucket.signed[0].startswith("AWS4-HMAC-SHA256")
    rendition = image.get_rendition("width-20")
    assert rendition.url.startswith("/media/images/red")
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=86400"
    whole = b"".join(answer.streaming_content)
    answer.close()
    assert Picture.open(BytesIO(whole)).size == (20, 15)
    assert client.get(rendition.url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    part = client.get(rendition.url, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, whole[:4])
    del image, rendition
    gc.collect()  # here, where the warning is expected, and not in whatever test is next


@pytest.mark.django_db
def test_nothing_else_of_the_bucket_is_shown(bucket, client):
    default_storage.save("documents/secret.pdf", ContentFile(b"secret"))
    for path in ("documents/secret.pdf", "images/nowhere.png", "images/../documents/secret.pdf"):
        assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_a_document_goes_through_the_site(bucket, client):
    document = Document.objects.create(title="Text", file=ContentFile(b"words", name="text.txt"))
    answer = client.get(reverse("wagtaildocs_serve", args=[document.pk, document.filename]))
    assert b"".join(answer.streaming_content) == b"words"
    answer.close()


@pytest.mark.django_db
def test_two_files_of_one_name_are_two(bucket):
    first = default_storage.save("images/a.png", ContentFile(b"1"))
    second = default_storage.save("images/a.png", ContentFile(b"2"))
    assert first != second
