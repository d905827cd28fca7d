"""Classes of papers with a starter text each, read from the shipped catalogue."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from prongsai.correspondence.papers.body import official_digits
from prongsai.organization import queries, rules
from prongsai.organization.models import OrganizationKind, Role
from prongsai.thai.calendar import BE_OFFSET
from prongsai.thai.digits import to_arabic, to_thai

CATALOGUE = Path(__file__).parent / "classes.yaml"
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
BLANK = "." * 20


@dataclass(frozen=True)
class PaperClass:
    """A class of papers: what it is called, on which law it rests, how it begins.

    `sure` says how sure the source is (text, usual, own); `retention` names a rule of keeping.
    """

    code: str
    kind: str
    label_th: str
    label_en: str
    source: str
    sure: str
    is_yearly: bool
    is_public: bool
    suggests_circular: bool
    retention: str
    subject: str
    body: str
    to: str = ""
    language: str = "th"

    @property
    def label(self) -> str:
        """Its name in the language of the screen."""
        return self.label_en if (get_language() or "").startswith("en") else self.label_th


@lru_cache(maxsize=1)
def load_catalogue() -> dict[str, Any]:
    """The catalogue as it is written: `kinds` of organisations, `classes` of papers."""
    return dict(yaml.safe_load(CATALOGUE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def list_classes() -> tuple[PaperClass, ...]:
    """All classes in the catalogue's order."""
    return tuple(PaperClass(**row) for row in load_catalogue()["classes"])


def find_class(code: str) -> PaperClass | None:
    """The class of this code, or None."""
    return next((known for known in list_classes() if known.code == code), None)


def fill(chosen: PaperClass, *, fiscal_year: int, division: str, on: dt.date) -> dict[str, str]:
    """Subject, addressee and text of a class, filled from the organisation's data on a day."""
    values = collect_values(fiscal_year=fiscal_year, division=division, on=on)
    texts = {"subject": chosen.subject, "to": chosen.to, "body": chosen.body}
    return {key: fill_text(text, values, chosen.language) for key, text in texts.items()}


def fill_text(text: str, values: Mapping[str, str], language: str = "th") -> str:
    """A text with its placeholders filled; Thai texts get Thai digits. KeyError: unknown name."""
    filled = PLACEHOLDER.sub(lambda found: values[found[1]], text).strip()
    return official_digits(filled) if language == "th" else filled


def collect_values(*, fiscal_year: int, division: str, on: dt.date) -> dict[str, str]:
    """What the placeholders stand for; what is not known yet becomes a dotted blank."""
    profile = queries.find_profile()
    kind = profile.kind if profile else OrganizationKind.SAO.value
    name = profile.name if profile else BLANK
    words = load_catalogue()["kinds"][kind]
    texts = {
        key: getattr(profile, key, "") or BLANK
        for key in ("amphoe", "province", "address", "phone", "email", "website")
    }
    return {
        **texts,
        "phone_en": to_arabic(texts["phone"]),
        "organization": rules.full_name(kind, name),
        "organization_en": getattr(profile, "name_en", "") or BLANK,
        "short_name": rules.short_name(kind, name),
        "kind_name": words["name"],
        "staff": words["staff"],
        "authority": words["authority"],
        "personnel_rules": words["personnel_rules"].format(province=texts["province"]),
        "fiscal_year": to_thai(str(fiscal_year)),
        "fiscal_year_ad": str(fiscal_year - BE_OFFSET),
        "mayor_title": _title(Role.MAYOR) or rules.mayor_title(kind, name),
        "mayor_title_en": words["head_en"],
        "mayor_name": _holder(Role.MAYOR, on) or BLANK,
        "palad_title": _title(Role.CHIEF_ADMINISTRATOR) or rules.palad_title(kind, name),
        "palad_name": _holder(Role.CHIEF_ADMINISTRATOR, on) or BLANK,
        "division": division or BLANK,
    }


def _title(role: str) -> str:
    position = queries.find_position(role)
    return position.title if position else ""


def _holder(role: str, on: dt.date) -> str:
    """The name of whoever holds the position itself; somebody who acts for it declares nothing."""
    position = queries.find_position(role)
    tenures = position.tenures.filter(queries.running_on(on)) if position else None
    tenure = tenures.select_related("user").first() if tenures is not None else None
    return tenure.user.get_full_name() if tenure else ""
