"""The lines of a catalogue: how each is addressed, and what of it can be corrected."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

Plain = dict[str, Any]
GENERAL = "general"
# What of a line can be corrected; codes stay, others refer to them.
FIELDS = {
    "instruments": ("title", "weight", "parts"),
    "indicators": ("title",),
    "questions": ("text", "indicator", "is_negative"),
    "levels": ("title", "minimum", "minimum_each"),
    "calendar": ("title", "starts_on", "ends_on"),
    "topics": ("title", "questions", "items"),
    "items": ("title", "group", "sub_indicator", "year_offset", "previous", "templates"),
    "components": ("text", "note", "is_required", "evidence", "is_machine_readable", "months"),
    GENERAL: ("oit_mean_of", "addresses"),
}
# What a field that is not written in the file means.
UNWRITTEN: Plain = {
    "parts": [], "is_negative": False, "minimum_each": {}, "previous": [], "templates": [],
    "note": "", "is_required": True, "is_machine_readable": False, "months": None, "addresses": {},
}  # fmt: skip


def section_of(path: str) -> str:
    """What kind of line a path such as `items/O26/components/a` names; LookupError when none."""
    parts = path.split("/")
    if path == GENERAL:
        return GENERAL
    if len(parts) == 4 and (parts[0], parts[2]) == ("items", "components"):
        return "components"
    if len(parts) == 2 and parts[0] in FIELDS and parts[0] != "components":
        return parts[0]
    raise LookupError(f"no line is called {path!r}")


def find_line(plain: Mapping[str, Any], path: str) -> Plain:
    """The row of plain values that a path names; raises LookupError."""
    section, parts = section_of(path), path.split("/")
    if section == GENERAL:
        return dict(plain)
    row = _find_row(plain[parts[0]], parts[1])
    return _find_row(row.get("components", ()), parts[3]) if section == "components" else row


def _find_row(rows: Any, code: str) -> Plain:
    for row in rows:
        if str(row.get("code", row.get("id", row.get("number")))) == code:
            found: Plain = row
            return found
    raise LookupError(f"no line is called {code!r}")


def read_line(plain: Mapping[str, Any], path: str) -> Plain:
    """What can be corrected of a line, as it stands in these plain values."""
    row = find_line(plain, path)
    return {name: row.get(name, UNWRITTEN.get(name)) for name in FIELDS[section_of(path)]}


def lay_over(
    plain: Mapping[str, Any], path: str, values: Mapping[str, Any], source: str, key: str
) -> Plain:
    """The plain values with one line corrected; its source becomes the given one, as checked.

    `key` names the source within the catalogue. Raises LookupError when there is no such line.
    """
    find_line(plain, path)
    parts = path.split("/")
    new = {**values, "source": key}
    changed: Plain = {
        **plain,
        "sources": {**plain["sources"], key: {"sure": "manual", "text": source}},
    }
    if path == GENERAL:
        return {**changed, **values, GENERAL: key}
    rows = list(plain[parts[0]])
    at = rows.index(_find_row(rows, parts[1]))
    if len(parts) == 4:
        own = list(rows[at]["components"])
        inner = own.index(_find_row(own, parts[3]))
        own[inner] = {**own[inner], **deepcopy(new)}
        rows[at] = {**rows[at], "components": own}
    else:
        rows[at] = {**rows[at], **deepcopy(new)}
    return {**changed, parts[0]: rows}


def list_paths(plain: Mapping[str, Any]) -> Iterator[str]:
    """The paths of all lines, in the order of the file."""
    yield GENERAL
    for section in FIELDS:
        for row in plain.get(section, ()) if section not in ("components", GENERAL) else ():
            path = f"{section}/{row.get('code', row.get('number'))}"
            yield path
            yield from (f"{path}/components/{part['id']}" for part in row.get("components", ()))
