"""How long papers are kept: rules as data (`retention.yaml`), each with its source."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

RULES = Path(__file__).parent / "retention.yaml"
USUAL, SECRET = "usual", "secret"


@dataclass(frozen=True)
class RetentionRule:
    """Papers of a kind: kept so many years after the calendar year they are of, or (None) for ever."""

    code: str
    label: str
    source: str
    sure: str
    years: int | None = None

    def last_year(self, year: int) -> int | None:
        """The last calendar year (พ.ศ.) a paper of a year is kept; None: for ever."""
        return None if self.years is None else year + self.years


@lru_cache(maxsize=1)
def list_rules() -> tuple[RetentionRule, ...]:
    """All rules in the order of the file."""
    rows = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return tuple(RetentionRule(**row) for row in rows)


def find_rule(code: str) -> RetentionRule | None:
    """The rule of a code, or None."""
    return next((rule for rule in list_rules() if rule.code == code), None)


def due_before(end_of: int) -> dict[str, int]:
    """Code → the newest year (พ.ศ.) whose papers need not be kept after the end of a year.

    Within sixty days after it they are surveyed and proposed (ระเบียบงานสารบรรณ ข้อ ๖๖).
    """
    return {rule.code: end_of - rule.years for rule in list_rules() if rule.years is not None}
