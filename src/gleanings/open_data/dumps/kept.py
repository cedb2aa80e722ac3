"""The dumps that are there, each a folder with its manifest."""

import datetime as dt
import logging
import re
import shutil
from pathlib import Path

from django.conf import settings
from ninja import Schema
from pydantic import Field, ValidationError

logger = logging.getLogger(__name__)

NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}")
NAME_FORMAT = "%Y-%m-%d-%H%M%S"
MANIFEST = "manifest.json"
SCHEMA_VERSION = "1"


class DumpFile(Schema):
    """A file of a dump."""

    name: str = Field(description="Its name.", examples=["summaries.jsonl.gz"])
    resource: str | None = Field(
        description="The resource in it; null where all are.", examples=["summaries"]
    )
    format: str = Field(description="jsonl (JSON Lines) or csv.", examples=["jsonl"])
    records: int = Field(description="How many records are in it.", examples=[318])
    bytes: int = Field(description="Its size.", examples=[204800])
    sha256: str = Field(description="Its checksum, in hexadecimal.", examples=["9f86d081884c7d65"])


class Manifest(Schema):
    """What a dump consists of, and what it was made from."""

    name: str = Field(
        description="When it was made, in UTC; stands in addresses.",
        examples=["2018-03-05-030012"],
    )
    made: dt.datetime = Field(description="When it was made.", examples=["2018-03-05T03:00:12Z"])
    site: str = Field(description="Whose it is.", examples=["https://digest.example.org"])
    licence: str | None = Field(
        description="Under which licence the data are; null where the operator states none.",
        examples=["CC BY 4.0"],
    )
    schema_version: str = Field(
        description="Of the records: those of the API of this version.", examples=["1"]
    )
    stamp: str = Field(
        description="Of the archive: two dumps with one stamp hold the same.", examples=["3f2a"]
    )
    records: dict[str, int] = Field(
        description="How many records each resource has.", examples=[{"summaries": 318}]
    )
    files: list[DumpFile] = Field(description="The files.")

    @property
    def whole(self) -> list[DumpFile]:
        """The files that hold everything."""
        return [file for file in self.files if file.resource is None]

    @property
    def parts(self) -> list[DumpFile]:
        return [file for file in self.files if file.resource]


def folder() -> Path:
    return Path(settings.DATA_DIR) / "open-data"


def folders() -> list[Path]:
    """Of whole dumps, the newest first."""
    if not folder().is_dir():
        return []
    found = [one for one in folder().iterdir() if NAME.fullmatch(one.name)]
    return sorted(found, key=lambda one: one.name, reverse=True)


def manifests() -> list[Manifest]:
    """Of all dumps, the newest first."""
    found = []
    for one in folders():
        try:
            found.append(Manifest.model_validate_json((one / MANIFEST).read_bytes()))
        except (OSError, ValidationError) as error:
            logger.warning("%s is no dump that can be offered: %s", one, error)
    return found


def made(one: Path) -> dt.datetime:
    """When the dump in the folder was made."""
    return dt.datetime.strptime(one.name, NAME_FORMAT).replace(tzinfo=dt.UTC)


def forget_all(why: str) -> None:
    """Remove what is there; a dump that is being written begins again, as the archive changed."""
    for one in folders():
        try:
            shutil.rmtree(one)
        except OSError:
            logger.exception("%s still holds what is public no longer (%s): delete it", one, why)
        else:
            logger.info("The dump %s is removed: %s", one.name, why)
