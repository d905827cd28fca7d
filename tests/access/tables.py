"""Reading the reviewed tables of access, and which views are ours."""

from pathlib import Path
from typing import Any


def is_ours(view: Any) -> bool:
    """Whether a view, or what it wraps, is of this program."""
    while view is not None:
        if (getattr(view, "__module__", "") or "").startswith("prongsai."):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def read_table(path: Path) -> dict[str, str]:
    """Name of the address → one letter per persona."""
    lines = [line.split() for line in path.read_text().splitlines() if line and line[0] != "#"]
    return dict(lines)
