"""Thai and Arabic digits, and amounts of baht."""

from decimal import ROUND_HALF_UP, Decimal

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"
FULL_WIDTH = "".join(chr(0xFF10 + value) for value in range(10))

_TO_THAI = str.maketrans(ARABIC + FULL_WIDTH, THAI + THAI)
_TO_ARABIC = str.maketrans(THAI + FULL_WIDTH, ARABIC + ARABIC)


def to_thai(text: str) -> str:
    """The text with every digit (0-9, full-width) as ๐-๙, as official documents write them."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """The text with every digit (๐-๙, full-width) as 0-9, as screens and files write them."""
    return text.translate(_TO_ARABIC)


def format_baht(amount: Decimal | int, *, thai_digits: bool = False) -> str:
    """An amount in baht with thousands grouped and two decimals (satang): "12,500.00"."""
    exact = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    text = f"{exact:,.2f}"
    return to_thai(text) if thai_digits else text
