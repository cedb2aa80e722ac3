"""The API, version 1."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.openapi.docs import Swagger
from pydantic import Field

from gleanings.digest.addresses import absolute
from gleanings.open_data.describing import describe
from gleanings.open_data.dumps import addresses as dumps
from gleanings.open_data.endpoints import REFUSALS, add_endpoints, as_json
from gleanings.open_data.licence import data_licence
from gleanings.open_data.parameters import Nothing, refuse_unknown
from gleanings.open_data.problems import handle
from gleanings.open_data.reading import API
from gleanings.open_data.resources import RESOURCES


class Docs(Swagger):
    """The browsable description, from this site's own files alone."""

    template = "open_data/docs.html"


class OpenDataAPI(NinjaAPI):
    def get_openapi_schema(self, **about: Any) -> Any:
        return describe(super().get_openapi_schema(**about))


api = OpenDataAPI(
    title="Gleanings open data",
    version="1",
    urls_namespace="open_data_v1",
    docs=Docs(
        {
            # the badge would be somebody else's
            "validatorUrl": None,
            "defaultModelsExpandDepth": 0,
            "tryItOutEnabled": True,
            "supportedSubmitMethods": ["get"],
        }
    ),
    servers=[{"url": "/", "description": "This site"}],
)
handle(api)


class Entry(Schema):
    """A resource."""

    name: str = Field(description="Its name.", examples=["summaries"])
    url: str = Field(
        description="The address of its list.",
        examples=["https://digest.example.org/api/v1/summaries"],
    )
    about: str = Field(description="What it is, in a sentence or two.")


class Index(Schema):
    """What there is."""

    resources: list[Entry] = Field(description="The resources, each with its list.")
    dumps: str = Field(
        description="Where the whole archive is, as files.",
        examples=["https://digest.example.org/api/v1/dumps"],
    )
    docs: str = Field(
        description="The browsable description.",
        examples=["https://digest.example.org/api/v1/docs"],
    )
    openapi: str = Field(
        description="The same for machines.",
        examples=["https://digest.example.org/api/v1/openapi.json"],
    )
    languages: list[str] = Field(
        description="The languages to ask for, the main one first.", examples=[["en", "fr"]]
    )
    licence: str | None = Field(
        description="Under which licence the data are; null where the operator states none.",
        examples=["CC BY 4.0"],
    )


@api.get(
    "/",
    response={200: Index, **REFUSALS},
    operation_id="index",
    summary="What there is",
    description="The resources, and where dumps and descriptions are.",
    tags=["about"],
)
def index(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request, Nothing)
    base = absolute(API, request)
    return as_json(
        Index(
            resources=[
                Entry(name=one.name, url=f"{base}{one.name}", about=one.about) for one in RESOURCES
            ],
            dumps=f"{base}dumps",
            docs=f"{base}docs",
            openapi=f"{base}openapi.json",
            languages=[code for code, _name in settings.LANGUAGES],
            licence=data_licence() or None,
        )
    )


for resource in RESOURCES:
    add_endpoints(api, resource)
dumps.add_addresses(api)
