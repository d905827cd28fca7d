"""What each kind of body usually is: rules and agenda as data (`catalogue.yaml`), with sources."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CATALOGUE = Path(__file__).parent / "catalogue.yaml"


@dataclass(frozen=True)
class AgendaLine:
    """A line of a template: what it is for, its title, whether divisions' reports go below it."""

    part: str
    title: str
    takes_filings: bool = False


@dataclass(frozen=True)
class BodyKind:
    """The usual rules of a kind of body."""

    kind: str
    quorum: str
    has_votes: bool
    has_substitutes: bool
    has_filings: bool
    is_public: bool
    source: str
    sure: str
    agenda: tuple[AgendaLine, ...]

    @property
    def rules(self) -> dict[str, Any]:
        """The rules as a body's own fields."""
        names = ("quorum", "has_votes", "has_substitutes", "has_filings", "is_public")
        return {name: getattr(self, name) for name in names}

    @property
    def filing_part(self) -> str:
        """The part below which divisions' reports stand; empty: none."""
        return next((line.part for line in self.agenda if line.takes_filings), "")


@lru_cache(maxsize=1)
def list_kinds() -> dict[str, BodyKind]:
    """The kinds by their code."""
    rows = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {row["kind"]: _read(row) for row in rows}


def _read(row: dict[str, Any]) -> BodyKind:
    return BodyKind(**(row | {"agenda": tuple(AgendaLine(**line) for line in row["agenda"])}))
