"""The API as one: the routers of all apps, what is said when something goes wrong, how much one may ask."""

from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.throttling import AnonRateThrottle

from prongsai.common.access import access, anyone
from prongsai.common.askers import asker_of
from prongsai.common.opendata import ROOT, Problem, Unknown, answer_problem, open_to_all
from prongsai.correspondence.api import router as papers
from prongsai.disclosure.api import router as disclosure
from prongsai.measures.api import router as measures
from prongsai.meetings.api import router as meetings
from prongsai.organization.api import router as organization
from prongsai.website.api import router as website

RATE = "600/min"


class KindThrottle(AnonRateThrottle):
    """Many questions a minute for each asker, of whom only a digest of the day is remembered."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """A key that tells nobody's address and is another one tomorrow."""
        who = f"{timezone.localdate()} {asker_of(request)}"
        return "open-data-" + salted_hmac("open-data", who, algorithm="sha256").hexdigest()


api = NinjaAPI(
    title=str(_("Open data")),
    version="1",
    urls_namespace="open-data",
    openapi_url=None,
    docs_url=None,
    throttle=[KindThrottle(RATE)],
)
for router in (organization, measures, disclosure, website, papers, meetings):
    api.add_router("", router)


@api.exception_handler(Http404)
def answer_missing(request: HttpRequest, error: Any) -> HttpResponse:
    """Nothing public there."""
    return answer_problem(404)


@api.exception_handler(Unknown)
def answer_unknown(request: HttpRequest, error: Unknown) -> HttpResponse:
    """Nothing has this code, and which codes there are."""
    return answer_problem(404, [error.told])


@api.exception_handler(ValidationError)
def answer_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which fields were not understood; what was asked is not repeated."""
    told = [{"field": str(row["loc"][-1]), "message": row["msg"]} for row in error.errors]
    return answer_problem(422, told)


@api.exception_handler(Throttled)
def answer_throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    """When one may ask again."""
    answer = answer_problem(429)
    answer["Retry-After"] = str(ceil(error.wait or 60))
    return answer


@api.exception_handler(HttpError)
def answer_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses."""
    return answer_problem(422)


def make_schema() -> dict[str, Any]:
    """The OpenAPI document, with the problems that every question can be answered by."""
    schema = api.get_openapi_schema(path_prefix=ROOT)
    for operations in schema["paths"].values():
        for operation in operations.values():
            _describe(operation)
    schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    return dict(schema)


def _describe(operation: dict[str, Any]) -> None:
    name = operation["operationId"].removeprefix("prongsai_")
    operation["operationId"] = name.replace("_api_", "_", 1)
    told = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in ("404", "422", "429"):
        operation["responses"][status] = {"description": status, "content": told}
    if any(parameter["name"] == "format" for parameter in operation.get("parameters", ())):
        operation["responses"][200]["content"]["text/csv"] = {"schema": {"type": "string"}}


def list_urls() -> list[URLPattern]:
    """The addresses below `/api/v1/`, each open to anybody."""
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            name = f"api_{pattern.name}"
            found.append(path(str(pattern.pattern), _open(pattern.callback), name=name))
    return found


def _open(view: Any) -> Any:
    return access(anyone)(open_to_all(view))
