"""The vocabulary of the log: every event is declared once, with its sentence."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class AuditEvent:
    """A kind of act: its code (`app.past_tense`) and the sentence a person reads."""

    code: str
    sentence: "str | Promise"


_events: dict[str, AuditEvent] = {}
_words: dict[str, "str | Promise"] = {}


def declare_words(words: "dict[str, str | Promise]") -> None:
    """Register what the log's own words (names of fields, codes of states) are for a person."""
    _words.update(words)


def translate_word(word: str) -> str:
    """A word of the log in the interface's language; unknown words stay."""
    return str(_words.get(word, word))


def declare(code: str, sentence: "str | Promise") -> AuditEvent:
    """Register an event code; raises ValueError when the code is taken."""
    if code in _events:
        raise ValueError(f"audit event {code!r} is declared twice")
    _events[code] = AuditEvent(code, sentence)
    return _events[code]


def find_event(code: str) -> AuditEvent | None:
    """The declared event of this code, or None for a code of an older release."""
    return _events.get(code)


def list_events() -> list[AuditEvent]:
    """All declared events in the order of their codes."""
    return sorted(_events.values(), key=lambda event: event.code)
