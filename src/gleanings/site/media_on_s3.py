"""Uploaded files in a bucket of an S3-compatible store, for sites of several machines.

Readers get them from the site as ever: addresses stay what they are, nothing in the bucket is
public, and who may read a document is still asked.
"""

from typing import Any

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

SECONDS = 10


class MediaOnS3(S3Storage):
    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "bucket_name": settings.S3_BUCKET,
            "endpoint_url": settings.S3_ENDPOINT or None,
            "region_name": settings.S3_REGION or None,
            "access_key": settings.S3_KEY or None,
            "secret_key": settings.S3_SECRET or None,
            "location": "media",
            "default_acl": None,
            "file_overwrite": False,
            "client_config": Config(
                connect_timeout=SECONDS,
                read_timeout=SECONDS,
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # stores other than Amazon's know no newer ones
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def url(self, name: str | None, *given: Any, **named: Any) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
