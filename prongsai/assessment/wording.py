"""Lines and scores as people read them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.assessment.rules.shapes import INDICATOR, SUB_INDICATOR, TOTAL, Key


def plain_score(score: Decimal) -> str:
    """A score without zeros at its end."""
    return f"{score.normalize():f}"


def name_of(key: Key) -> str:
    """A line's code for a person: "O12", "ตัวชี้วัดที่ 3", "e1 (EIT1)"."""
    if key.kind in (INDICATOR, SUB_INDICATOR):
        name = _("indicator %(code)s") % {"code": key.code}
    else:
        name = _("total") if key.kind == TOTAL else key.code
    return f"{name} ({key.part})" if key.part else name


def level_key(title: str) -> str:
    """A level's name without spaces and the word before it, to compare two of them."""
    return "".join(title.split()).removeprefix("ระดับ").lower()
