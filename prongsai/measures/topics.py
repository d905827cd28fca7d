"""The topics of a year, read from the shipped catalogue."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CATALOGUE = Path(__file__).parent / "catalogues" / "topics.yaml"


@lru_cache(maxsize=1)
def load_catalogue() -> tuple[dict[str, Any], ...]:
    """The catalogue's years, oldest first."""
    rows = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return tuple(sorted(rows, key=lambda row: int(row["fiscal_year"])))


def topics_of(fiscal_year: int) -> list[str]:
    """The topic titles of a fiscal year (พ.ศ.), in order; a new year inherits the last set."""
    known = load_catalogue()
    earlier = [row for row in known if row["fiscal_year"] <= fiscal_year]
    return list((earlier or known)[-1 if earlier else 0]["topics"])
