"""What minutes say, apart from how they look: written down as a version, redacted, drawn."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

HIDDEN = "[ไม่เปิดเผย]"


@dataclass(frozen=True)
class Person:
    """Somebody of the lists; `remark` is the seat in the body or the reason of absence."""

    name: str
    title: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Decision:
    """A resolution with who acts and until when, in words."""

    key: int
    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Entry:
    """An item of the agenda: its number, what was said, how it was voted, what was resolved.

    `adoption` says that it adopted earlier minutes, and whether with changes.
    """

    key: int
    number: str
    title: str
    detail: str = ""
    boxes: tuple[tuple[str, str], ...] = ()
    note: str = ""
    vote: str = ""
    adoption: str = ""
    decisions: tuple[Decision, ...] = ()
    ground: str = ""
    is_confidential: bool = False
    children: tuple["Entry", ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said or resolved, and nothing stands below it."""
        said = (self.detail, self.boxes, self.note, self.vote, self.adoption, self.decisions)
        return not any((*said, self.children)) and not self.is_confidential


@dataclass(frozen=True)
class Withheld:
    """A text that is not shown to the public, and the legal ground."""

    text: str
    ground: str


@dataclass(frozen=True)
class MinutesContent:
    """Everything that minutes say. Days and times are in the words of the paper."""

    organization: str
    body: str
    number: str
    day: str
    place: str
    began: str
    ended: str
    present: tuple[Person, ...]
    absent: tuple[Person, ...]
    guests: tuple[Person, ...]
    entries: tuple[Entry, ...]
    writer: Person
    checker: Person
    grounds: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values, as a version keeps it."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "MinutesContent":
        """Back from what a version keeps."""
        people = {
            name: tuple(Person(**row) for row in value[name])
            for name in ("present", "absent", "guests")
        }
        entries = tuple(_entry(row) for row in value["entries"])
        signers = {name: Person(**value[name]) for name in ("writer", "checker")}
        grounds = {"grounds": tuple(value["grounds"])}
        return cls(**(value | people | signers | grounds | {"entries": entries}))

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        return digest_of(self.to_json())


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of a version's content, whatever the order of its names."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _entry(row: dict[str, Any]) -> Entry:
    parts = {
        "boxes": tuple((label, text) for label, text in row["boxes"]),
        "decisions": tuple(Decision(**decision) for decision in row["decisions"]),
        "children": tuple(_entry(child) for child in row["children"]),
    }
    return Entry(**(row | parts))


def walk(entries: Iterable[Entry]) -> Iterable[Entry]:
    """The entries and all below them."""
    for entry in entries:
        yield entry
        yield from walk(entry.children)


def has_confidential(content: MinutesContent) -> bool:
    """Whether something of it must not be published."""
    return any(entry.is_confidential for entry in walk(content.entries))


def redact(content: MinutesContent, withheld: Sequence[Withheld]) -> MinutesContent:
    """What anybody may read: confidential items and the named texts are withheld, grounds shown."""
    entries = tuple(_hide_confidential(entry) for entry in content.entries)
    grounds = [entry.ground for entry in walk(content.entries) if entry.is_confidential]
    shown = hide_texts(replace(content, entries=entries).to_json(), withheld)
    grounds += [item.ground for item in withheld]
    found = MinutesContent.from_json(shown)
    return replace(found, grounds=tuple(dict.fromkeys(grounds)))


def hide_texts(value: Any, withheld: Sequence[Withheld]) -> Any:
    """A text, or plain values with texts, without the named ones."""
    # The longest first: a name inside a longer text must not break it up.
    for item in sorted(withheld, key=lambda item: -len(item.text)):
        value = _hide_text(value, item.text)
    return value


def _hide_confidential(entry: Entry) -> Entry:
    if entry.is_confidential:
        title = f"{HIDDEN} {entry.ground}"
        return Entry(entry.key, entry.number, title, ground=entry.ground, is_confidential=True)
    return replace(entry, children=tuple(_hide_confidential(child) for child in entry.children))


def _hide_text(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return value.replace(text, HIDDEN)
    if isinstance(value, list):
        return [_hide_text(inner, text) for inner in value]
    if isinstance(value, dict):
        return {name: _hide_text(inner, text) for name, inner in value.items()}
    return value
