"""The lines of a catalogue: how each is addressed, and what of it can be corrected.

A line is `items/O26`, `items/O26/components/a`, `calendar/disclosure`, `questions/i1` and so on.
The instruments are one line, since their weights fit only together; `general` is what stands alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Plain = dict[str, Any]
GENERAL, INSTRUMENTS, COMPONENTS = "general", "instruments", "components"
# What of a line can be corrected; codes stay, others refer to them.
FIELDS = {
    GENERAL: ("oit_mean_of", "addresses"),
    INSTRUMENTS: ("rows",),
    "indicators": ("title",),
    "questions": ("text", "indicator", "is_negative"),
    "levels": ("title", "minimum", "minimum_each"),
    "calendar": ("title", "starts_on", "ends_on"),
    "topics": ("title", "questions", "items"),
    "items": ("title", "group", "sub_indicator", "year_offset", "previous", "templates"),
    "forms": ("title", "columns", "optional"),
    COMPONENTS: (
        "text", "note", "is_required", "evidence", "is_machine_readable", "form", "months",
    ),
}  # fmt: skip
LISTS = ("indicators", "questions", "levels", "calendar", "topics", "forms", "items")
# What a field that is not written in the file means.
UNWRITTEN: Plain = {
    "is_negative": False, "minimum_each": {}, "previous": [], "templates": [], "note": "",
    "is_required": True, "is_machine_readable": False, "months": None, "addresses": {}, "form": "",
    "optional": [],
}  # fmt: skip


def section_of(path: str) -> str:
    """What kind of line a path names; raises LookupError when it is none."""
    parts = path.split("/")
    if path in (GENERAL, INSTRUMENTS):
        return path
    if len(parts) == 4 and (parts[0], parts[2]) == ("items", COMPONENTS):
        return COMPONENTS
    if len(parts) == 2 and parts[0] in LISTS:
        return parts[0]
    raise LookupError(f"no line is called {path!r}")


def code_of(row: Mapping[str, Any]) -> str:
    """What a row is called within its list."""
    return str(row.get("code", row.get("id", row.get("number"))))


def find_line(plain: Mapping[str, Any], path: str) -> Plain:
    """The row of plain values that a path names; raises LookupError."""
    section, parts = section_of(path), path.split("/")
    if section == GENERAL:
        return dict(plain)
    if section == INSTRUMENTS:
        rows = plain[INSTRUMENTS]
        bare = [{name: row[name] for name in row if name != "source"} for row in rows]
        return {"rows": bare, "source": rows[0]["source"]}
    row = _find_row(plain[parts[0]], parts[1])
    return _find_row(row.get(COMPONENTS, ()), parts[3]) if section == COMPONENTS else row


def has_line(plain: Mapping[str, Any], path: str) -> bool:
    """Whether these plain values have such a line."""
    try:
        find_line(plain, path)
    except LookupError:
        return False
    return True


def has_owner(plain: Mapping[str, Any], path: str) -> bool:
    """Whether these plain values have the item of a component; other lines need none."""
    return section_of(path) != COMPONENTS or has_line(plain, path.partition(f"/{COMPONENTS}/")[0])


def _find_row(rows: Any, code: str) -> Plain:
    for row in rows:
        if code_of(row) == code:
            found: Plain = row
            return found
    raise LookupError(f"no line is called {code!r}")


def read_line(plain: Mapping[str, Any], path: str) -> Plain:
    """What can be corrected of a line, as it stands in these plain values; raises LookupError."""
    row = find_line(plain, path)
    return {name: row.get(name, UNWRITTEN.get(name)) for name in FIELDS[section_of(path)]}


def lay_over(
    plain: Mapping[str, Any], path: str, values: Mapping[str, Any], source: str, key: str
) -> Plain:
    """The plain values with one line corrected; its source becomes the given one, as checked.

    `key` names the source within the catalogue. Raises LookupError when there is no such line.
    """
    find_line(plain, path)
    told = {**plain["sources"], key: {"sure": "manual", "text": source}}
    changed: Plain = {**plain, "sources": told}
    if path == GENERAL:
        return {**changed, **values, GENERAL: key}
    if path == INSTRUMENTS:
        rows = values.get("rows", plain[INSTRUMENTS])
        return {**changed, INSTRUMENTS: [{**row, "source": key} for row in rows]}
    parts, new = path.split("/"), {**values, "source": key}
    if len(parts) == 4:
        inner = _find_row(plain["items"], parts[1])[COMPONENTS]
        new = {COMPONENTS: _replace_row(inner, parts[3], new)}
    return {**changed, parts[0]: _replace_row(plain[parts[0]], parts[1], new)}


def add_line(
    plain: Mapping[str, Any], path: str, values: Mapping[str, Any], source: str, key: str
) -> Plain:
    """The plain values with an item or a component that was not there, as checked.

    Raises LookupError for any other kind of line, and for a component of an item that is not there.
    """
    section, parts = section_of(path), path.split("/")
    told = {**plain["sources"], key: {"sure": "manual", "text": source}}
    new = {**values, "source": key}
    if section == COMPONENTS:
        item = _find_row(plain["items"], parts[1])
        inner = [*item.get(COMPONENTS, ()), {"id": parts[3], **new}]
        rows = _replace_row(plain["items"], parts[1], {COMPONENTS: inner})
    elif section == "items":
        indicator = str(values["sub_indicator"]).partition(".")[0]
        rows = [*plain["items"], {"code": parts[1], "indicator": indicator, **new}]
    else:
        raise LookupError(f"{section} are not added")
    return {**plain, "sources": told, "items": rows}


def unwritten(path: str) -> Plain:
    """What a line that is to be added says before anybody wrote it."""
    return {name: UNWRITTEN.get(name, "") for name in FIELDS[section_of(path)]}


def _replace_row(rows: Any, code: str, new: Mapping[str, Any]) -> list[Plain]:
    return [{**row, **new} if code_of(row) == code else row for row in rows]


def list_paths(plain: Mapping[str, Any]) -> Iterator[str]:
    """The paths of all lines."""
    yield from (GENERAL, INSTRUMENTS)
    for section in LISTS:
        for row in plain[section]:
            path = f"{section}/{code_of(row)}"
            yield path
            yield from (f"{path}/{COMPONENTS}/{part['id']}" for part in row.get(COMPONENTS, ()))


def undate(text: str, shipped: str, fiscal_year: int) -> str:
    """A text as it is kept: where the shipped one speaks of the year, this one moves with it too."""
    if "{year}" in shipped:
        text = text.replace(str(fiscal_year), "{year}")
    if "{last_year}" in shipped:
        text = text.replace(str(fiscal_year - 1), "{last_year}")
    return text


def dated(text: str, fiscal_year: int) -> str:
    """A text as people read it."""
    return text.replace("{year}", str(fiscal_year)).replace("{last_year}", str(fiscal_year - 1))
