"""The two addresses of each resource: its list, and a single one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import override
from ninja import NinjaAPI, Path, Query, Schema
from pydantic import BaseModel, Field, create_model

from gleanings.open_data.paging import address
from gleanings.open_data.parameters import AskedOfOne, refuse_unknown
from gleanings.open_data.problems import Problem, shown
from gleanings.open_data.reading import Reading
from gleanings.open_data.resources import Resource

REFUSALS: Any = {422: Problem, 429: Problem}


def add_endpoints(api: NinjaAPI, resource: Resource) -> None:
    @api.get(
        f"/{resource.name}",
        response={200: page_schema(resource), **REFUSALS},
        operation_id=f"list_{resource.name}",
        summary=f"All {resource.name}",
        description=resource.about,
        tags=[resource.name],
    )
    def listed(request: HttpRequest, asked: Query[resource.asked]) -> HttpResponse:  # type: ignore[name-defined]
        refuse_unknown(request, resource.asked)
        reading = Reading(asked.language, request)
        with override(asked.language):
            rows = resource.narrowed(resource.rows(reading), asked, reading)
            part = resource.part(rows, asked, reading)
            page = page_schema(resource)(
                items=resource.items(part.rows, reading),
                next=address(request, part.next),
                previous=address(request, part.previous),
            )
        response = as_json(page)
        links = {"next": page.next, "prev": page.previous}
        if any(links.values()):
            response["Link"] = ", ".join(
                f'<{url}>; rel="{relation}"' for relation, url in links.items() if url
            )
        return response

    @api.get(
        f"/{resource.name}/{{id}}",
        response={200: resource.schema, 404: Problem, **REFUSALS},
        operation_id=f"one_of_{resource.name}",
        summary=f"One of the {resource.name}",
        description=f"{resource.about} This is one of them, by its id.",
        tags=[resource.name],
    )
    def single(
        request: HttpRequest,
        id: str = Path(..., description="Its id.", examples=[resource.id_example]),  # type: ignore[type-arg]
        asked: AskedOfOne = Query(...),  # type: ignore[type-arg]  # noqa: B008 - ninja's way of saying where it comes from
    ) -> HttpResponse:
        refuse_unknown(request, AskedOfOne)
        reading = Reading(asked.language, request)
        with override(asked.language):
            rows = list(resource.with_id(resource.rows(reading), id)[:1])
            if rows:
                return as_json(resource.items(rows, reading)[0])
            target = resource.leads_on(id)
            if target is None:
                raise Http404(
                    f"No “{shown(id)}” is among the {resource.name} in this language. See "
                    f"{reading.base}{request.path.rpartition('/')[0]}"
                )
        query = request.GET.urlencode()
        to = reading.url(resource.name, target)
        return HttpResponsePermanentRedirect(f"{to}?{query}" if query else to)


_pages: dict[str, type[Schema]] = {}


def page_schema(resource: Resource) -> type[Any]:
    """A page of the resource's list."""
    if resource.name not in _pages:
        _pages[resource.name] = create_model(
            f"PageOf{resource.name.capitalize()}",
            __base__=Schema,
            __doc__=f"Some of the {resource.name}, and where there are more.",
            items=(list[resource.schema], Field(description="The items, in order.")),  # type: ignore[name-defined]
            next=(
                str | None,
                Field(description="The address of what follows; null at the end."),
            ),
            previous=(
                str | None,
                Field(description="The address of what went before; null at the beginning."),
            ),
        )
    return _pages[resource.name]


def as_json(body: BaseModel) -> HttpResponse:
    return HttpResponse(body.model_dump_json(), content_type="application/json")
