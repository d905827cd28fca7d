"""Thai and Arabic digits."""

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")


def to_thai(text: str) -> str:
    """The text with Thai digits, as official documents write them."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """The text with Arabic digits; understands Thai and full-width ones."""
    return text.translate(_TO_ARABIC)
