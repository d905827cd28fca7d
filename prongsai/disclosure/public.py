"""What anybody may read of a year, as plain values: pages, JSON, CSV and snapshots show the same."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from prongsai.common.sheets import Cell
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.queries.board import Board, Line, Part, ShownPlace, get_board
from prongsai.organization.queries import find_profile
from prongsai.registerkit.exports import Column

FORMAT = 1
Extra = Callable[[ShownPlace], dict[str, Any]]
SCHEMA = Path(__file__).parent / "schemas" / "ita-items.schema.json"
COLUMNS = (
    Column("item", "item", 8),
    Column("title", "title", 44),
    Column("record_year", "record_year", 10),
    Column("component", "component", 10),
    Column("text", "text", 60),
    Column("is_required", "is_required", 10),
    Column("keeper", "keeper", 30),
    Column("label", "label", 44),
    Column("url", "url", 70),
    Column("kind", "kind", 10),
    Column("updated_on", "updated_on", 14),
)


def get_content(year: DisclosureYear) -> dict[str, Any]:
    """What the page of a year says today; its shape is `schemas/ita-items.schema.json`."""
    return make_content(get_board(year))


def _nothing(row: ShownPlace) -> dict[str, Any]:
    return {}


def make_content(board: Board, extra: Extra = _nothing) -> dict[str, Any]:
    """The public part of a year as it stands: no state of a check, no person, nothing internal.

    `extra` adds values to each place.
    """
    year, profile = board.year, find_profile()
    items = [_item(year, line, extra) for line in board.lines]
    days = [item["updated_on"] for item in items if item["updated_on"]]
    changed = timezone.localdate(year.changed_at).isoformat()
    return {
        "format": FORMAT,
        "organization": profile.full_name if profile else "",
        "scheme": year.scheme,
        "fiscal_year": year.fiscal_year,
        "is_draft": board.catalogue.is_draft,
        "url": settings.PRONGSAI_BASE_URL + reverse("public_ita_year", args=[year.fiscal_year]),
        "updated_on": max([changed, *days]),
        "items": items,
    }


def _item(year: DisclosureYear, line: Line, extra: Extra) -> dict[str, Any]:
    address = reverse("public_ita_item", args=[year.fiscal_year, line.slug])
    components = [_component(part, extra) for part in line.parts]
    days = [place["updated_on"] for part in components for place in part["places"]]
    return {
        "code": line.item.code,
        "title": line.item.title,
        "group": line.item.group,
        "indicator": line.item.indicator,
        "sub_indicator": line.item.sub_indicator,
        "record_year": line.year,
        "url": settings.PRONGSAI_BASE_URL + address,
        "updated_on": max((day for day in days if day), default=None),
        "components": components,
    }


def _component(part: Part, extra: Extra) -> dict[str, Any]:
    return {
        "id": part.component.id,
        "text": part.component.text,
        "is_required": part.component.is_required,
        "keeper": part.duty.division.name if part.duty else None,
        "places": [_place(row) | extra(row) for row in part.places if row.place.is_public],
    }


def _place(row: ShownPlace) -> dict[str, Any]:
    place = row.place
    day = place.updated_on
    return {
        "label": place.label,
        "url": place.address,
        "kind": str(place.kind),
        "updated_on": day.isoformat() if day else None,
    }


def list_rows(content: dict[str, Any]) -> Iterator[list[Cell]]:
    """One row a place; a component without any has one row with an empty address."""
    for item in content["items"]:
        for part in item["components"]:
            head = [item["code"], item["title"], item["record_year"], part["id"], part["text"]]
            head += ["yes" if part["is_required"] else "no", part["keeper"] or ""]
            for place in part["places"] or [None]:
                yield [*head, *(_cells(place) if place else ["", "", "", ""])]


def _cells(place: dict[str, Any]) -> list[Cell]:
    return [place["label"], place["url"], place["kind"], place["updated_on"] or ""]


def group_parts(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The components of an item; those that the same places show stand together once."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for part in item["components"]:
        key = tuple(place["url"] for place in part["places"]) or (part["id"],)
        block = found.setdefault(key, {"parts": [], "places": part["places"], "keepers": []})
        block["parts"].append(part)
        if part["keeper"] and part["keeper"] not in block["keepers"]:
            block["keepers"].append(part["keeper"])
    return [
        block | {"places": [_read(place) for place in block["places"]]} for block in found.values()
    ]


def _read(place: dict[str, Any]) -> dict[str, Any]:
    return place | {"updated_on": read_day(place["updated_on"])}


def read_day(text: str | None) -> dt.date | None:
    """A day of the content, or None."""
    return dt.date.fromisoformat(text) if text else None


def read_groups(content: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The items under their headings as the page shows them."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in content["items"]:
        blocks = group_parts(item)
        shown = item | {
            "slug": item["code"].lower(),
            "blocks": blocks,
            "places": list({p["url"]: p for block in blocks for p in block["places"]}.values()),
            "is_partly": any(not block["places"] for block in blocks),
            "keepers": list(dict.fromkeys(name for b in blocks for name in b["keepers"])),
            "updated_on": read_day(item["updated_on"]),
        }
        groups.setdefault(item["group"], []).append(shown)
    return list(groups.items())
