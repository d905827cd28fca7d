"""What the tests of catalogues share."""

from typing import Any

from prongsai.catalogues.services import correct_line

PAGE = "คู่มือ ITA 2569 หน้า 12"


def correct(actor: Any, path: str, *, year: int = 2569, source: str = PAGE, **values: Any) -> Any:
    """An administrator corrects a line; without values it is marked as compared."""
    return correct_line(actor=actor, fiscal_year=year, path=path, values=values, source=source)
