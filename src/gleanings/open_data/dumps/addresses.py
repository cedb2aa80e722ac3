"""Where the dumps are offered."""

import hashlib
import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from ninja import NinjaAPI, Path, Schema
from pydantic import Field

from gleanings.digest.addresses import absolute
from gleanings.open_data.dumps.kept import (
    MANIFEST,
    DumpFile,
    Manifest,
    folder,
    manifests,
)
from gleanings.open_data.endpoints import REFUSALS, as_json
from gleanings.open_data.parameters import Nothing, refuse_unknown
from gleanings.open_data.problems import Problem, shown
from gleanings.open_data.reading import API

LATEST = "latest"
A_YEAR = 31536000
TYPES = {".zip": "application/zip", ".gz": "application/gzip", ".json": "application/json"}


class OfferedFile(DumpFile):
    """A file of a dump, with its address."""

    url: str = Field(
        description="Where to download it.",
        examples=["https://digest.example.org/api/v1/dumps/2018-03-05-030012/all-csv.zip"],
    )


class OfferedDump(Manifest):
    """A dump, with the addresses of its files."""

    files: list[OfferedFile] = Field(description="The files.")  # type: ignore[assignment]


class Dumps(Schema):
    """The dumps of the last nights."""

    dumps: list[OfferedDump] = Field(description="The dumps, the newest first.")


def file_address(request: HttpRequest | None, dump: str, name: str) -> str:
    return absolute(f"{API}dumps/{dump}/{name}", request)


def offered(request: HttpRequest | None) -> list[OfferedDump]:
    return [
        OfferedDump(
            **{
                **manifest.model_dump(),
                "files": [
                    {
                        **file.model_dump(),
                        "url": file_address(request, manifest.name, file.name),
                    }
                    for file in manifest.files
                ],
            }
        )
        for manifest in manifests()
    ]


def add_addresses(api: NinjaAPI) -> None:
    @api.get(
        "/dumps",
        response={200: Dumps, **REFUSALS},
        operation_id="list_dumps",
        summary="The whole archive as files",
        description="The dumps of the last nights: date, counts, sizes and checksums. Each is the "
        "whole archive, all of it of one moment. “latest” in the place of a name is the newest.",
        tags=["dumps"],
    )
    def listed(request: HttpRequest) -> HttpResponse:
        refuse_unknown(request, Nothing)
        response = as_json(Dumps(dumps=offered(request)))
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_cache_control(response, public=True, max_age=60)
        return response

    @api.get(
        "/dumps/{dump}/{file}",
        response={200: None, 302: None, 404: Problem, **REFUSALS},
        operation_id="download_dump",
        summary="A file of a dump",
        description="The file, under an address that never holds anything else; “latest” leads on "
        "to it.",
        tags=["dumps"],
        openapi_extra={
            "responses": {200: {"content": {media_type: {} for media_type in TYPES.values()}}}
        },
    )
    def download(
        request: HttpRequest,
        dump: str = Path(  # type: ignore[type-arg]
            ..., description="The name of the dump, or “latest”.", examples=["2018-03-05-030012"]
        ),
        file: str = Path(  # type: ignore[type-arg]
            ..., description="The name of the file.", examples=["all-csv.zip"]
        ),
    ) -> HttpResponse | FileResponse:
        refuse_unknown(request, Nothing)
        there = manifests()
        if dump == LATEST and there:
            _find(there[0], file)
            return HttpResponseRedirect(file_address(request, there[0].name, file))
        manifest = next((one for one in there if one.name == dump), None)
        if manifest is None:
            raise Http404(
                f"There is no dump “{shown(dump)}” any more, or never was. See {API}dumps"
            )
        digest = _find(manifest, file)
        try:
            opened = (folder() / dump / file).open("rb")
        except OSError as error:  # removed this very moment
            raise Http404(f"The dump “{shown(dump)}” is not there any more.") from error
        response = FileResponse(
            opened,
            as_attachment=True,
            filename=f"open-data-{dump}-{file}",
            content_type=TYPES[re.sub(r".*(?=\.)", "", file)],
        )
        response["ETag"] = f'"{digest}"'
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
        return response


def _find(manifest: Manifest, file: str) -> str:
    """The checksum of the file. Raises Http404 for one that is not of the dump."""
    if file == MANIFEST:
        return hashlib.sha256(manifest.model_dump_json().encode()).hexdigest()
    found = next((one for one in manifest.files if one.name == file), None)
    if found is None:
        raise Http404(f"The dump “{manifest.name}” has no file “{shown(file)}”. See {API}dumps")
    return found.sha256
