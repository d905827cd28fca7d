"""Open data: how every list and record of the API answers. Knows no app and no table.

Lists are asked for by `Asked` (sheets by limit and offset, JSON or CSV with byte order mark), records and
lists carry an ETag, anybody's page may read them (CORS), and what goes wrong is said in Thai and English
(RFC 9457). Each app declares its data sets here beside its router; the catalogue is made of them.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, Literal, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja import P, PathEx, Schema
from ninja.errors import ValidationError
from pydantic import AwareDatetime, Field

from prongsai.common.sheets import Cell, to_csv

ROOT = "/api/v1/"
ON_SHEET, MOST, MOST_IN_CSV = 50, 500, 10_000
READING = ("GET", "HEAD", "OPTIONS")
FIRST_YEAR, LAST_YEAR = 2400, 2800
OLDEST, NEWEST = 1900, 2900  # A.D.; what is asked beyond them asks for the same
CODE = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
TITLES = {
    404: _("There is nothing public at this address."),
    405: _("This API is for reading only: use GET, HEAD or OPTIONS."),
    422: _("The question is not understood: see the fields."),
    429: _("Too many questions in a short time: wait a little and ask again."),
}

BuddhistYear = PathEx[int, P(ge=FIRST_YEAR, le=LAST_YEAR, description="พ.ศ. (B.E.)")]
Code = PathEx[str, P(pattern=CODE, max_length=200)]


class Asked(Schema):
    """Which part of a list, and how it is written."""

    limit: int | None = Field(None, ge=1, le=MOST, description="JSON 50, CSV 10000")
    offset: int = Field(0, ge=0, le=1_000_000)
    format: Literal["json", "csv"] = "json"


class AskedByYear(Asked):
    """The same, of one fiscal year (พ.ศ.)."""

    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="พ.ศ. (B.E.)")


class AskedByChange(AskedByYear):
    """The same, of what changed at or after a moment."""

    updated_since: AwareDatetime | dt.date | None = Field(None, description="ISO 8601")

    def since(self) -> dt.datetime | None:
        """That moment; a day begins in Bangkok."""
        asked = self.updated_since
        if asked is None:
            return None
        within = asked
        if not OLDEST <= asked.year <= NEWEST:
            year = min(max(asked.year, OLDEST), NEWEST)
            within = asked.replace(year=year, day=min(asked.day, 28))  # 29 February is not in each
        if not isinstance(within, dt.datetime):
            within = timezone.make_aware(dt.datetime.combine(within, dt.time()))
        return within.astimezone(dt.UTC)  # PostgreSQL knows no displacement of 17 hours


class Problem(Schema):
    """What went wrong (RFC 9457), in Thai and English."""

    type: str = "about:blank"
    status: int
    title: str
    title_en: str
    errors: list[dict[str, str]] = Field(default_factory=list)


Row = TypeVar("Row", bound=Schema)


class Listing(Schema, Generic[Row]):
    """A sheet of a list; `next` and `previous` are addresses."""

    count: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[Row]


@dataclass(frozen=True)
class Dataset:
    """A list of the API as the catalogue describes it. `path` stands below `/api/v1/`."""

    code: str
    path: str
    title: "str | Promise"
    description: "str | Promise"
    modified: Callable[[], dt.datetime | None]
    keywords: tuple[str, ...] = ()


_datasets: dict[str, Dataset] = {}


def declare(dataset: Dataset) -> None:
    """Add a data set to the catalogue. Raises ValueError when its code is taken."""
    if dataset.code in _datasets:
        raise ValueError(f"data set {dataset.code!r} is declared twice")
    _datasets[dataset.code] = dataset


def list_datasets() -> list[Dataset]:
    """Every data set in the order of the codes."""
    return sorted(_datasets.values(), key=lambda dataset: dataset.code)


def words(text: Any) -> str:
    """A lazy translation as the text that the library's types ask for; it stays lazy."""
    return cast(str, text)


def absolute(path: str) -> str:
    """The public address of a path that begins with "/"; addresses elsewhere stay as they are."""
    return settings.PRONGSAI_BASE_URL + path if path.startswith("/") else path


class Unknown(Exception):
    """A list is asked for a code that nothing has."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.told = {"field": field, "message": message}


def require_known(field: str, value: str | None, known: Iterable[str]) -> None:
    """Refuse a code that nothing has, and say which there are; None asks for all."""
    codes = sorted(known)
    if value is not None and value not in codes:
        told = gettext("There is no “%(value)s”; there are: %(known)s.")
        raise Unknown(field, told % {"value": value, "known": ", ".join(codes)})


def _require_fields(request: HttpRequest, asked: Asked) -> None:
    """Refuse a question with a field that this list does not know: it would be answered by too much."""
    fields = type(asked).model_fields
    if strange := next((name for name in request.GET if name not in fields), None):
        told = gettext("This list is not asked so; it is asked by: %(fields)s.")
        message = told % {"fields": ", ".join(fields)}
        raise ValidationError([{"loc": ("query", strange[:40]), "msg": message}])


def answer_list(
    request: HttpRequest,
    asked: Asked,
    rows: "Sequence[Any] | QuerySet[Any]",
    row: type[Row],
    make: Callable[[Any], Row],
) -> HttpResponse:
    """One sheet of a list as JSON, or the list as CSV whose columns are the fields of `row`."""
    _require_fields(request, asked)
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    limit = asked.limit or (MOST_IN_CSV if asked.format == "csv" else ON_SHEET)
    items = [make(one) for one in rows[asked.offset : asked.offset + limit]]
    around = _around(request, count, limit, asked.offset)
    if asked.format == "csv":
        response = _as_csv(request, row, items)
    else:
        sheet = Listing[row](  # type: ignore[valid-type]
            count=count, limit=limit, offset=asked.offset, items=items, **around
        )
        response = answer(sheet)
    links = [f'<{url}>; rel="{rel[:4]}"' for rel, url in around.items() if url]
    if links:
        response["Link"] = ", ".join(links)
    response["X-Total-Count"] = str(count)
    return response


def answer(record: Schema, updated: dt.datetime | None = None) -> HttpResponse:
    """A record as JSON, with the moment of its last change where it has one."""
    response = HttpResponse(record.model_dump_json(), content_type="application/json")
    if updated is not None:
        response["Last-Modified"] = http_date(updated.timestamp())
    return response


def _around(request: HttpRequest, count: int, limit: int, offset: int) -> dict[str, str | None]:
    """The addresses of the sheets beside this one."""

    def address(at: int) -> str:
        asked = request.GET.dict() | {"limit": limit, "offset": at}
        return f"{absolute(request.path)}?{urlencode(asked)}"

    limit = min(limit, MOST)
    return {
        "next": address(offset + limit) if offset + limit < count else None,
        "previous": address(max(0, offset - limit)) if offset else None,
    }


def _as_csv(request: HttpRequest, row: type[Schema], items: Iterable[Schema]) -> HttpResponse:
    names = list(row.model_fields)
    records = (item.model_dump(mode="json") for item in items)
    lines = ([_cell(record[name]) for name in names] for record in records)
    response = HttpResponse(to_csv(names, lines), content_type="text/csv; charset=utf-8")
    name = request.path.removeprefix(ROOT).strip("/").replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value: Any) -> Cell:
    """Texts of a list stand on lines of their own; what is deeper is JSON."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value if value is None or isinstance(value, int | float) else str(value)


def answer_problem(status: int, errors: Iterable[dict[str, str]] = ()) -> HttpResponse:
    """What went wrong, with its status."""
    words = {}
    for language in ("th", "en"):
        with translation.override(language):
            words[language] = gettext(str(TITLES[status]))
    told = Problem(
        status=status, title=words["th"], title_en=words["en"], errors=list(errors)
    ).model_dump_json()
    return HttpResponse(told, status=status, content_type="application/problem+json")


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Reading from any page, with an ETag; words of the data are Thai whatever the reader prefers."""

    @conditional_page
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override("th"):
            return view(request, *args, **kwargs)

    @csrf_exempt
    @wraps(read, assigned=())
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204)
        elif request.method in READING:
            asked, request.method = request.method, "GET"  # HEAD is GET without the text
            response = read(request, *args, **kwargs)
            request.method = asked
        else:
            response = answer_problem(405)
        return _for_all(response)

    return opened


def _for_all(response: HttpResponseBase) -> HttpResponseBase:
    methods = ", ".join(READING)
    if response.status_code in (204, 405):
        response["Allow"] = methods
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = methods
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, X-Total-Count"
    response["Access-Control-Max-Age"] = "86400"
    response.setdefault("Cache-Control", "public, no-cache")
    return response
