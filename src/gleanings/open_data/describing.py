"""The OpenAPI description: what ninja makes of the resources, and what it does not know."""

from typing import Any

from django.conf import settings

from gleanings.open_data.licence import data_licence
from gleanings.open_data.problems import MEDIA_TYPE
from gleanings.open_data.rate import read_rate

ABOUT = """\
Everything that this digest has published, to read and to reuse: issues, summaries, the articles
that they are about, topics, types of research, findings (the statistics of the summaries as data),
and what the findings say together: questions and syntheses. Only `GET` is needed; there is no key
to ask for.

**Languages.** `language` says which language names and texts should be in. What nobody has
translated comes in the language that it was written in, and its own `language` says which.

**Lists** come in parts of `limit` items. Follow `next` (also in the `Link` header) until it is
null: every item comes once, whatever is published meanwhile. Cursors have no meaning to rely on.

**Nothing is ignored.** A parameter that is not known, or a value that does not fit, is refused with
status 422 and a sentence that names it. All errors are problem details (RFC 9457).

**Ask again cheaply.** Answers have an `ETag`; with `If-None-Match`, what has not changed is
answered with 304.

**The whole archive** is made into files every night: see `/api/v1/dumps`.

**Rate limit:** {rate}

**Licence:** {licence}

**Citing:** please cite each summary as its page proposes, with its address; for the data as a
whole, name this digest, the address of the file or query, and the date.
"""
HEADERS = {
    "ETag": "Changes whenever something that readers see changes.",
    "RateLimit-Policy": "How many requests (q) an address may make in how many seconds (w).",
    "RateLimit": "How many requests are left (r), and in how many seconds it starts anew (t).",
}


def licence_text() -> str:
    return data_licence() or "the operator of this site has stated none. Please ask first."


def rate_text() -> str:
    rate = read_rate(settings.API_RATE)
    if not rate.number:
        return "none."
    return (
        f"{rate.number} requests in {rate.seconds} seconds from one address. Beyond that the "
        "answer is 429, and `Retry-After` says when to go on."
    )


def describe(schema: Any) -> Any:
    """Complete the description in place."""
    schema["info"]["description"] = ABOUT.format(licence=licence_text(), rate=rate_text())
    if data_licence():
        schema["info"]["license"] = {"name": data_licence()}
    for methods in schema["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                # ninja copies the schema's list, which stands for something else here; and a page
                # that fills in every example at once would ask for nothing that is there
                if examples := parameter.pop("examples", None):
                    parameter["description"] += f" {_example(examples[0])}"
            for status, response in operation["responses"].items():
                _complete(int(status), response)
            operation["responses"]["304"] = {"description": "Nothing changed since."}
            operation["responses"] = {
                str(status): response for status, response in operation["responses"].items()
            }
    return schema


def _example(value: Any) -> str:
    return f"For example {', '.join(value) if isinstance(value, list) else value}."


def _complete(status: int, response: dict[str, Any]) -> None:
    content = response.get("content", {})
    if status >= 400 and "application/json" in content:
        response["content"] = {MEDIA_TYPE: content["application/json"]}
    names = ["RateLimit-Policy", "RateLimit"] if status >= 400 else list(HEADERS)
    response["headers"] = {
        name: {"description": HEADERS[name], "schema": {"type": "string"}} for name in names
    }
