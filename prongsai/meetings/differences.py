"""What differs between two versions of minutes, item by item and word by word."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prongsai.meetings.content import Decision, Entry, MinutesContent, Person, walk
from prongsai.registerkit.differences import Run, compare_texts

HEAD = "head"


@dataclass(frozen=True)
class Change:
    """A text of an item that was changed: what it is, and its pieces."""

    label: str
    runs: list[Run]


@dataclass(frozen=True)
class Difference:
    """An item that was added, removed or changed."""

    kind: str  # "added" | "removed" | "changed"
    title: str
    changes: list[Change]


def compare(before: MinutesContent, after: MinutesContent) -> list[Difference]:
    """The differences of two versions in the order of the newer one."""
    old, new = _parts(before), _parts(after)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        (title, _texts) = new.get(key) or old[key]
        changes = _changes(old.get(key, ("", {}))[1], new.get(key, ("", {}))[1])
        kind = "changed" if key in old and key in new else "added" if key in new else "removed"
        if changes or kind != "changed":
            found.append(Difference(kind, title, changes))
    return found


def _changes(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    labels = dict.fromkeys([*new, *old])
    pairs = ((label, old.get(label, ""), new.get(label, "")) for label in labels)
    return [
        Change(label, compare_texts(before, after))
        for label, before, after in pairs
        if before != after
    ]


def _parts(content: MinutesContent) -> dict[object, tuple[str, dict[str, str]]]:
    """What can differ: the head and each item, with its title and its texts by their labels."""
    head = {
        _("Number of the meeting"): content.number,
        _("Day"): content.day,
        _("Where"): content.place,
        _("Began at"): content.began,
        _("Ended at"): content.ended,
        _("Who was present"): _people(content.present),
        _("Who was absent"): _people(content.absent),
        _("Guests"): _people(content.guests),
        _("Written by"): _people([content.writer]),
        _("Checked by"): _people([content.checker]),
    }
    parts: dict[object, tuple[str, dict[str, str]]] = {HEAD: (_("Head of the minutes"), head)}
    for entry in walk(content.entries):
        parts[entry.key] = (f"{entry.number} {entry.title}", _texts(entry))
    return parts


def _people(people: Iterable[Person]) -> str:
    lines = (" ".join(filter(None, (row.name, row.title, row.remark))) for row in people)
    return "\n".join(lines)


def _texts(entry: Entry) -> dict[str, str]:
    return {
        _("Title of the item"): f"{entry.number} {entry.title}",
        _("Details"): entry.detail,
        **dict(entry.boxes),
        _("What was said"): entry.note,
        _("Vote"): entry.vote,
        _("Resolution"): "\n".join([entry.adoption, *map(_decision, entry.decisions)]).strip(),
        _("Legal ground"): entry.ground,
    }


def _decision(decision: Decision) -> str:
    return " ".join(filter(None, (decision.text, decision.owner, decision.due)))
