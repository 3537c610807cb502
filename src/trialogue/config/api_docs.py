"""/api/docs/: the operations of the API as a page of ours, drawn from its OpenAPI document.

The usual viewers need inline scripts or somebody else's server; the policy of this site allows neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .api import api

TAGS: dict[str, str | Promise] = {
    "people": _("People"),
    "forum": _("Forum"),
    "conversations": _("Conversations"),
    "groups": _("Groups"),
    "review": _("Review"),
    "messages": _("Messages"),
    "products": _("Products"),
    "tickets": _("Tickets"),
    "releases": _("Releases"),
    "search": _("Search"),
    "figures": _("Figures"),
    "site": _("The site"),
}


@dataclass(frozen=True)
class Value:
    """What an operation takes: where (path, query, body), and whether it has to be there."""

    name: str
    where: str
    kind: str
    required: bool
    says: str


@dataclass(frozen=True)
class Operation:
    key: str
    method: str
    path: str
    says: str
    members_only: bool
    takes: list[Value]
    answers: str


@dataclass(frozen=True)
class Tag:
    slug: str
    label: str | Promise
    operations: list[Operation] = field(default_factory=list)


def kind_of(schema: dict[str, Any]) -> str:
    """The type as a word: `integer`, `TopicOut[]`, `string | null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind_of(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{kind_of(schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type") or "any")


def _body(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Value]:
    for media in operation.get("requestBody", {}).get("content", {}).values():
        schema = media["schema"]
        schema = schemas[kind_of(schema)] if "$ref" in schema else schema
        required = schema.get("required", [])
        for name, taken in schema.get("properties", {}).items():
            yield Value(name, "body", kind_of(taken), name in required, taken.get("description", ""))


def _takes(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Value]:
    for taken in operation.get("parameters", []):
        kind, says = kind_of(taken["schema"]), taken["schema"].get("description", "")
        yield Value(taken["name"], taken["in"], kind, taken.get("required", False), says)
    yield from _body(operation, schemas)


def _answer(operation: dict[str, Any]) -> str:
    media = operation["responses"].get(200, {}).get("content", {}).values()
    return next((kind_of(each["schema"]) for each in media), "")


def _operation(method: str, path: str, told: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    doors = [name for door in told.get("security", []) for name in door]
    return Operation(
        key=f"{method}{path.replace('/api/v1', '')}".replace("/", "-").replace("{", "").replace("}", ""),
        method=method.upper(),
        path=path,
        says=told.get("description") or told["summary"].capitalize(),
        members_only="Anybody" not in doors,
        takes=list(_takes(told, schemas)),
        answers=_answer(told),
    )


@cache
def tags() -> list[Tag]:
    """Every operation under its tag; made once a process, for the document never changes while it runs."""
    document = api.get_openapi_schema()
    found = {slug: Tag(slug, label) for slug, label in TAGS.items()}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            slug = told["tags"][0]
            tag = found.setdefault(slug, Tag(slug, slug))
            tag.operations.append(_operation(method, path, told, document["components"]["schemas"]))
    return list(found.values())


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    return render(request, "front/api_docs.html", {"tags": tags(), "version": api.version})
