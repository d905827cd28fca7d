"""What the public must not read of minutes: legal grounds, and what the program points out itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prongsai.meetings.content import Entry, MinutesContent, redact, walk
from prongsai.thai.personal import find_personal

_ACT = "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐"
PRIVACY = f"{_ACT} มาตรา ๑๕ (๕) ข้อมูลข่าวสารส่วนบุคคลซึ่งการเปิดเผยจะเป็นการรุกล้ำสิทธิส่วนบุคคลโดยไม่สมควร"
HEALTH = "พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ มาตรา ๒๖ ข้อมูลสุขภาพหรือข้อมูลอ่อนไหวอื่น"
# The paragraphs of มาตรา ๑๕, then the act on personal data; printed in the published minutes.
GROUNDS = (
    PRIVACY,
    f"{_ACT} มาตรา ๒๔ ข้อมูลข่าวสารส่วนบุคคลที่ไม่ได้รับความยินยอมให้เปิดเผย",
    f"{_ACT} มาตรา ๑๕ (๑) ความเสียหายต่อความมั่นคงของประเทศ ความสัมพันธ์ระหว่างประเทศ หรือความมั่นคงในทางเศรษฐกิจหรือการคลังของประเทศ",
    f"{_ACT} มาตรา ๑๕ (๒) การบังคับใช้กฎหมาย การฟ้องคดี หรือการตรวจสอบ",
    f"{_ACT} มาตรา ๑๕ (๓) ความเห็นหรือคำแนะนำภายในหน่วยงานของรัฐ",
    f"{_ACT} มาตรา ๑๕ (๔) อันตรายต่อชีวิตหรือความปลอดภัยของบุคคล",
    f"{_ACT} มาตรา ๑๕ (๖) ข้อมูลที่มีกฎหมายคุ้มครองมิให้เปิดเผย หรือผู้ให้ไม่ประสงค์ให้เปิดเผย",
    "พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ มาตรา ๒๗ การเปิดเผยข้อมูลส่วนบุคคลโดยไม่ได้รับความยินยอม",
    HEALTH,
)
ILLNESS, GUEST = "illness", "guest"
AROUND = 30


@dataclass(frozen=True)
class Hint:
    """A text that should perhaps be withheld: what it is, where it stands, its usual ground.

    `is_likely` marks what is withheld unless the person decides otherwise.
    """

    text: str
    kind: str
    where: str
    ground: str = PRIVACY
    is_likely: bool = True


def list_texts(content: MinutesContent) -> str:
    """Every text of minutes, one a line: what is to be withheld must stand in one of them."""
    return "\n".join(_strings(content.to_json()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def hints_of_text(text: str) -> list[Hint]:
    """What looks like personal data in the text of a file; there it can only be pointed out."""
    return [Hint(found.text, found.kind, "") for found in find_personal(text)]


def find_hints(content: MinutesContent) -> list[Hint]:
    """What looks like personal data, each text once; confidential items are withheld by themselves."""
    found: dict[str, Hint] = {}
    for hint in [*_reasons(content), *_texts(redact(content, ())), *_guests(content)]:
        found.setdefault(hint.text, hint)
    return list(found.values())


def _reasons(content: MinutesContent) -> Iterator[Hint]:
    """Why somebody was absent can be a matter of health."""
    for person in content.absent:
        if "ป่วย" in person.remark or "แพทย์" in person.remark:
            yield Hint(person.remark, ILLNESS, person.name, HEALTH)


def _guests(content: MinutesContent) -> Iterator[Hint]:
    """Guests may be private persons."""
    for person in content.guests:
        yield Hint(person.name, GUEST, person.title, is_likely=False)


def _texts(content: MinutesContent) -> Iterator[Hint]:
    for entry in walk(content.entries):
        for text in _texts_of(entry):
            for found in find_personal(text):
                around = text[max(found.start - AROUND, 0) : found.end + AROUND]
                yield Hint(found.text, found.kind, f"{entry.number} …{' '.join(around.split())}…")


def _texts_of(entry: Entry) -> Iterator[str]:
    yield from (entry.title, entry.detail, entry.note, entry.vote)
    yield from (text for _label, text in entry.boxes)
    yield from (decision.text for decision in entry.decisions)
