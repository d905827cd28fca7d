"""What the placeholders of an office's own Word template stand for, by Thai and by English names."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from prongsai.correspondence.letters import drawable
from prongsai.correspondence.papers.body import official_digits
from prongsai.correspondence.papers.words import ENGLISH, THAI
from prongsai.thai.calendar import BE_OFFSET

# English name → Thai name; either may stand in a template.
NAMES = {
    "number": "เลขที่",
    "date": "วันที่",
    "full_date": "วันที่เต็ม",
    "year": "ปี",
    "subject": "เรื่อง",
    "to": "เรียน",
    "body": "เนื้อหา",
    "references": "อ้างถึง",
    "attachments": "สิ่งที่ส่งมาด้วย",
    "secrecy": "ชั้นความลับ",
    "urgency": "ชั้นความเร็ว",
    "signer_title": "ผู้ลงนาม",
    "division": "กอง",
    "organization": "หน่วยงาน",
    "short_name": "ชื่อย่อ",
    "organization_en": "ชื่ออังกฤษ",
    "amphoe": "อำเภอ",
    "province": "จังหวัด",
    "address": "ที่อยู่",
    "phone": "โทรศัพท์",
    "email": "อีเมล",
    "website": "เว็บไซต์",
    "reference_list": "รายการอ้างถึง",
    "attachment_list": "รายการสิ่งที่ส่งมาด้วย",
}
LISTS = frozenset(
    name for key in ("reference_list", "attachment_list") for name in (key, NAMES[key])
)
# As people write them into Word.
KNOWN_NAMES = tuple(f"{{{{ {thai} }}}}" for key, thai in NAMES.items() if key not in LISTS)
# Word begins a new paragraph here, with the format of the placeholder's own.
NEW_PARAGRAPH = "\a"

Value = str | tuple[str, ...]


def paper_values(
    content: Mapping[str, Any], *, number: str, date: dt.date | None
) -> dict[str, Value]:
    """The values of a paper's content; texts in Thai digits unless the paper is English."""
    words = ENGLISH if content.get("language") == "en" else THAI
    year = f"{date.year + (0 if words is ENGLISH else BE_OFFSET)}" if date else words.dots[:10]
    values: dict[str, Value] = {
        "number": number or words.dots[:16],
        "date": words.date(date) if date else words.dots,
        "full_date": words.full_date(date) if date else words.open_date,
        "year": year,
        "secrecy": words.secrecy.get(content.get("secrecy", ""), ""),
        "urgency": words.urgency.get(content.get("urgency", ""), ""),
    }
    for name in ("subject", "to", "body", "signer_title", "division"):
        values[name] = content.get(name, "")
    values |= _organization(content.get("organization", {}))
    for name, key in (("reference", "links"), ("attachment", "attachments")):
        rows = content.get(key, ())
        texts = tuple(row["text" if key == "links" else "title"] for row in rows)
        values |= {f"{name}_list": texts, f"{name}s": _numbered(texts)}
    shown = {name: _show(value, is_thai=words is THAI) for name, value in values.items()}
    return shown | {NAMES[name]: value for name, value in shown.items()}


def _organization(profile: Mapping[str, str]) -> dict[str, Value]:
    names = ("short_name", "amphoe", "province", "address", "phone", "email", "website")
    found: dict[str, Value] = {name: profile.get(name, "") for name in names}
    full, english = profile.get("full_name", ""), profile.get("name_en", "")
    return found | {"organization": full, "organization_en": english}


def _numbered(texts: tuple[str, ...]) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(f"{at}. {text}" for at, text in enumerate(texts, start=1))


def _show(value: Value, *, is_thai: bool) -> Value:
    if isinstance(value, tuple):
        return tuple(str(_show(text, is_thai=is_thai)) for text in value)
    text = drawable(official_digits(value) if is_thai else value)
    return NEW_PARAGRAPH.join(filter(None, map(str.strip, text.split("\n"))))
