"""What looks like personal data in a Thai text. It points out; a person decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.thai.digits import to_arabic

ID, ACCOUNT, PHONE, EMAIL = "id", "account", "phone", "email"

_BEFORE, _AFTER = r"(?<![\d/.,-])(?<!\d )", r"(?![\d/]|-\d)"
_ID = re.compile(rf"{_BEFORE}\d(?:[ -]?\d){{12}}{_AFTER}")
# Written without gaps or in its five groups it is one even behind a number: lists count their lines.
_LISTED_ID = re.compile(rf"(?<![\d/.,-])(?:\d{{13}}|\d([ -])\d{{4}}\1\d{{5}}\1\d{{2}}\1\d){_AFTER}")
_ACCOUNT = re.compile(rf"{_BEFORE}\d{{3}}[ -]\d[ -]\d{{5}}[ -]\d{_AFTER}")
_NAMED_ACCOUNT = re.compile(r"บัญชี[^\d\n]{0,60}(\d(?:[ -]?\d){9,14})(?!\d)")
# Mobile numbers have ten digits from 06, 08, 09, others nine from 02 to 07, perhaps "-8" for a row of them.
_PHONE = re.compile(
    r"(?<![\d/.,-])(?:\+66|0)[ -]?(?:[689](?:[ -]?\d){8}|[2-57](?:[ -]?\d){7})(?:-\d{1,2})?(?![\d/])"
)
# Begun only where a word begins, and bounded (RFC 5321): a long run of letters costs its length, not its square.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class Personal:
    """A piece of a text, where it stands in it, and what it looks like."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def find_personal(text: str) -> list[Personal]:
    """Citizen ids with a valid check digit, bank accounts, telephone numbers, e-mail addresses.

    Thai and Arabic digits alike, in the order of the text; no two overlap.
    """
    found: list[Personal] = []
    taken = bytearray(len(text))
    for kind, start, end in _candidates(to_arabic(text).translate(_DASHES)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Personal(kind, text[start:end], start))
    return sorted(found, key=lambda one: one.start)


def _candidates(plain: str) -> Iterator[tuple[str, int, int]]:
    for form in (_ID, _LISTED_ID):
        for match in form.finditer(plain):
            if is_citizen_id(match[0]):
                yield ID, *match.span()
    for match in _ACCOUNT.finditer(plain):
        yield ACCOUNT, *match.span()
    for match in _NAMED_ACCOUNT.finditer(plain):
        yield ACCOUNT, *match.span(1)
    for match in _PHONE.finditer(plain):
        yield PHONE, *match.span()
    for match in _EMAIL.finditer(plain):
        yield EMAIL, *match.span()


def is_citizen_id(text: str) -> bool:
    """Whether these are 13 digits whose last one is the check digit of the others."""
    digits = [int(letter) for letter in to_arabic(text) if letter.isdecimal()]
    if len(digits) != 13:
        return False
    total = sum(digit * (13 - at) for at, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == digits[12]
