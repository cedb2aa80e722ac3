"""What goes wrong, told in one shape: problem details (RFC 9457), in sentences."""

from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, InternalError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from pydantic import Field

MEDIA_TYPE = "application/problem+json"
LONGEST_VALUE = 60


class ParameterProblem(Schema):
    parameter: str = Field(description="The name of the parameter.", examples=["limit"])
    detail: str = Field(
        description="What is wrong with it, in a sentence.",
        examples=["“limit” is “500”: input should be less than or equal to 200."],
    )


class Problem(Schema):
    """What is wrong, and with which parameter."""

    type: str = Field(description="Always “about:blank”; the status says the kind.")
    title: str = Field(description="The status in words.", examples=["Unprocessable Entity"])
    status: int = Field(description="The status of the answer.", examples=[422])
    detail: str = Field(description="What is wrong and what to do, in a sentence.")
    errors: list[ParameterProblem] = Field(
        default=[], description="One entry for each parameter that was refused."
    )


class RefusedError(Exception):
    """Parameters that are refused: a sentence for each name."""

    def __init__(self, **sentences: str) -> None:
        super().__init__(sentences)
        self.sentences = sentences


def problem(status: int, detail: str, errors: list[ParameterProblem] | None = None) -> HttpResponse:
    body = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        errors=errors or [],
    )
    response = HttpResponse(body.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    response["Content-Language"] = "en"
    return response


def refused(sentences: dict[str, str]) -> HttpResponse:
    return problem(
        422,
        " ".join(sentences.values()),
        [ParameterProblem(parameter=name, detail=told) for name, told in sentences.items()],
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    detail = str(exception) if isinstance(exception, Http404) else ""
    return problem(404, detail or "Nothing is at this address. See /api/v1/ for what there is.")


def is_fault_of_the_database(error: BaseException) -> bool:
    """Locked, full, damaged, away; not one of the code."""
    # a damaged file is a plain DatabaseError; those derived from it are faults of the code
    return isinstance(error, (OperationalError, InternalError)) or type(error) is DatabaseError


def handle(api: NinjaAPI) -> None:
    """Have the API answer in this shape."""

    @api.exception_handler(RefusedError)
    def _refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
        return refused(error.sentences)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return refused(dict(_sentence(fault) for fault in error.errors))

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return not_found(request, error)


def shown(value: Any) -> str:
    """A value as a sentence may quote it."""
    text = "".join(sign if sign.isprintable() else "�" for sign in str(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _sentence(fault: dict[str, Any]) -> tuple[str, str]:
    name = next((str(part) for part in reversed(fault["loc"]) if not isinstance(part, int)), "")
    message = fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "missing":
        return name, f"“{name}” is missing."
    told = f"“{name}” is not right: {message[:1].lower()}{message[1:].rstrip('.')}."
    return name, told
