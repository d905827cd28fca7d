"""Numbers in attributes, which a file may fill with anything."""

import re


def whole_number(text: str | None, default: int) -> int:
    """The whole number (up to nine digits) that a text is, else the default."""
    plain = (text or "").strip()
    return int(plain) if re.fullmatch(r"[0-9]{1,9}", plain) else default
