"""The shipped texts of a site: a tree of pages in files, what differs by kind of government."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str) -> Any:
    """One file of this folder."""
    with (HERE / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_LOADER)


@cache
def read_start() -> dict[str, Any]:
    """Categories of news and the tree of first pages, in Thai, the essential ones in English."""
    found: dict[str, Any] = read("start")
    found["home"] = _gather(found["home"])
    return found


def _gather(page: dict[str, Any]) -> dict[str, Any]:
    """A child that is only a name stands in a file of this name."""
    children = [read(c) if isinstance(c, str) else c for c in page.get("children", ())]
    return page | {"children": [_gather(child) for child in children]}


@cache
def _kinds() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read("kinds")
    return found


def read_kind(kind: str) -> dict[str, str]:
    """What texts say of a kind of local government (organization.OrganizationKind): law, titles."""
    return _kinds()[kind]
