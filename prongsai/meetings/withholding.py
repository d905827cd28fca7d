"""What the public must not read of minutes: legal grounds, and what the program points out itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from prongsai.meetings.content import Entry, MinutesContent, Withheld, redact, walk
from prongsai.thai.personal import Personal, find_personal
from prongsai.thai.text import squash
from prongsai.thai.words import split_words

INFORMATION, PERSONAL = (
    "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐",
    "พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒",
)
# Section, act, what it protects.
_SECTIONS = (
    ("มาตรา ๑๕ (๕)", INFORMATION, "ข้อมูลส่วนบุคคลซึ่งการเปิดเผยจะเป็นการรุกล้ำสิทธิส่วนบุคคลโดยไม่สมควร"),
    ("มาตรา ๒๔", INFORMATION, "ข้อมูลส่วนบุคคลที่เจ้าของไม่ยินยอมให้เปิดเผย"),
    ("มาตรา ๒๖", PERSONAL, "ข้อมูลสุขภาพหรือข้อมูลอ่อนไหวอื่น"),
    ("มาตรา ๒๗", PERSONAL, "ข้อมูลส่วนบุคคลที่ไม่ได้รับความยินยอมให้เปิดเผย"),
    (
        "มาตรา ๑๕ (๑)",
        INFORMATION,
        "ความมั่นคงของประเทศ ความสัมพันธ์ระหว่างประเทศ หรือความมั่นคงทางเศรษฐกิจการคลัง",
    ),
    ("มาตรา ๑๕ (๒)", INFORMATION, "การบังคับใช้กฎหมาย การฟ้องคดี หรือการตรวจสอบ"),
    ("มาตรา ๑๕ (๓)", INFORMATION, "ความเห็นหรือคำแนะนำภายในหน่วยงานของรัฐ"),
    ("มาตรา ๑๕ (๔)", INFORMATION, "อันตรายต่อชีวิตหรือความปลอดภัยของบุคคล"),
    ("มาตรา ๑๕ (๖)", INFORMATION, "ข้อมูลที่กฎหมายคุ้มครองมิให้เปิดเผย หรือผู้ให้ไม่ประสงค์ให้เปิดเผย"),
)
# As the minutes print it, and short for a phone: the section and what it protects.
GROUNDS = {
    f"{section} แห่ง {act} {subject}": f"{section} {subject}" for section, act, subject in _SECTIONS
}
PRIVACY, _CONSENT, HEALTH, *_REST = GROUNDS
KNOWN, ILLNESS, GUEST = "known", "illness", "guest"
WORDS_AROUND = 8


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


def find_hints(content: MinutesContent, before: Iterable[Withheld] = ()) -> list[Hint]:
    """What looks like personal data, each text once; confidential items are withheld by themselves.

    `before` are the texts that were withheld from other minutes of the body.
    """
    shown = redact(content, ())
    found: dict[str, Hint] = {}
    hints = (_known(shown, before), _reasons(content), _texts(shown), _guests(content))
    for hint in (hint for some in hints for hint in some):
        found.setdefault(hint.text, hint)
    return list(found.values())


def _known(content: MinutesContent, before: Iterable[Withheld]) -> Iterator[Hint]:
    """A matter comes back in the next meeting, and with it the names."""
    whole = list_texts(content)
    for item in before:
        if item.text in whole:
            yield Hint(item.text, KNOWN, "", item.ground)


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
                where = f"{entry.number} {_around(text, found)}"
                yield Hint(found.text, found.kind, where)


def _around(text: str, found: Personal) -> str:
    """The words before and after."""
    before = split_words(text[: found.start])[-WORDS_AROUND:]
    after = split_words(text[found.end :])[:WORDS_AROUND]
    return f"…{squash(''.join([*before, found.text, *after]))}…"


def _texts_of(entry: Entry) -> Iterator[str]:
    yield from (entry.title, entry.detail, entry.note, entry.vote)
    yield from (text for _label, text in entry.boxes)
    yield from (decision.text for decision in entry.decisions)
