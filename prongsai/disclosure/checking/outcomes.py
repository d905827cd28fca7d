"""What the checks are told, and what they answer."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from prongsai.disclosure.checking.wording import WORDING


class Level(StrEnum):
    """How an outcome counts; from the best to the worst."""

    OK = "ok"
    UNKNOWN = "unknown"
    WARN = "warn"
    FAIL = "fail"


_ORDER = tuple(Level)


@dataclass(frozen=True)
class Expectation:
    """What a component has to show. What is left empty is not asked for.

    `on` is the day of the check. `years` are fiscal years (พ.ศ.) any of which will do; `agency_names` the
    full name first, then the short ones; a date of the content must lie from `starts_on` to `ends_on`.
    `kinds` are those of the catalogue (page, file, sheet, address, picture). `required_columns` are
    headings whose cells must not be blank; without them each column but remarks is looked at. What
    nobody compared with the manual (`are_columns_sure`) only warns.
    """

    on: dt.date
    years: Sequence[int] = ()
    agency_names: Sequence[str] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    kinds: Sequence[str] = ()
    required_columns: Sequence[str] = ()
    are_columns_sure: bool = True
    is_machine_readable: bool = False
    is_complaint_file: bool = False
    months: int | None = None  # how often it must be renewed
    updated_on: dt.date | None = None  # when it was last renewed, as far as is known


@dataclass(frozen=True)
class Outcome:
    """One thing that was looked at. Kept as data, said when shown; never holds a whole citizen id."""

    code: str
    level: Level
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What was found, in the language in use."""
        return str(WORDING[self.code][0]) % self.params

    @property
    def advice(self) -> str:
        """What to do; empty when nothing is to be done."""
        return str(WORDING[self.code][1]) % self.params if WORDING[self.code][1] else ""

    def to_json(self) -> dict[str, Any]:
        """As it is kept in a JSON field."""
        return {"code": self.code, "level": self.level.value, "params": dict(self.params)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Outcome":
        """Back from `to_json`."""
        return cls(kept["code"], Level(kept["level"]), kept["params"])


def worst(outcomes: Iterable[Outcome]) -> Level:
    """The level of all together; unknown when nothing was looked at."""
    return max((one.level for one in outcomes), key=_ORDER.index, default=Level.UNKNOWN)
