"""One line of the bench."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """What was measured, its value, and the limit it should keep (None: told only)."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    is_at_least: bool = False

    def __str__(self) -> str:
        value = f"{self.value:10.1f} {self.unit:<8}"
        if self.limit is None:
            return f"        {value} {self.name}"
        kept = self.value >= self.limit if self.is_at_least else self.value <= self.limit
        sign = "≥" if self.is_at_least else "≤"
        return f"{'ok' if kept else 'MISSED':<7} {value} {self.name} ({sign} {self.limit:g})"
