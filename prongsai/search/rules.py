"""Rules of search: how texts are cut and stamped, what is masked, when a promoted answer shows."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from zlib import crc32

import icu4py

from prongsai.thai.personal import find_personal
from prongsai.thai.text import squash
from prongsai.thai.words import (
    is_searchable,
    split_query,
    squeeze,
    to_query,
    to_starts_vector,
    to_weighted_vector,
)

LONGEST_PART = 100_000  # letters of a text in one row; a page has about 2,000
KEPT_UNFOUND = timedelta(days=180)
MOST_UNFOUND = 5_000
LONGEST_UNFOUND = 80
LONGEST_TERM = 60
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d(?:[\d .,/-]{2,}\d)")
_CONFUSED = str.maketrans({
    **dict.fromkeys("ศษซ", "ส"), **dict.fromkeys("ญ", "ย"), **dict.fromkeys("ณ", "น"),
    **dict.fromkeys("ฎ", "ด"), **dict.fromkeys("ฏ", "ต"), **dict.fromkeys("ฐฒฑ", "ท"),
    **dict.fromkeys("ธ", "ท"), **dict.fromkeys("ภ", "พ"), **dict.fromkeys("ฬ", "ล"),
    **dict.fromkeys("ใ", "ไ"), **dict.fromkeys("ร", "ล"), **dict.fromkeys("ี", "ิ"), **dict.fromkeys("ู", "ุ"),
    **dict.fromkeys("่้๊๋็์ํ๎", None),
})  # fmt: skip
_PROBE = "ประกาศองค์การบริหารส่วนตําบลแห่ใต้ เรื่อง เเผนการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. ๒๕๖๙ ต่าง ๆ นํ้าท่วม ITA"


def fingerprint() -> str:
    """What words depend on: ICU's version, and what the normaliser makes of a text that shows its rules."""
    made = (
        icu4py.icu_version_info,
        to_weighted_vector([(_PROBE, "A"), (_PROBE, "")]),
        to_starts_vector([_PROBE]),
    )
    return hashlib.sha256(repr(made).encode()).hexdigest()


def stamp_of(*values: object) -> str:
    """What a row was made of, this program's way of cutting words included."""
    return hashlib.sha256(repr((fingerprint(), *values)).encode()).hexdigest()


def split_text(text: str) -> list[str]:
    """A text in parts of at most 100,000 letters, cut between lines or words; at least one part."""
    parts, start = [], 0
    while len(text) - start > LONGEST_PART:
        end = start + LONGEST_PART
        gap = max(text.rfind(sign, end - 2_000, end) for sign in "\n ")
        end = gap + 1 if gap > start else end
        parts.append(text[start:end])
        start = end
    return [*parts, text[start:]]


def hash_parts(plain: str) -> list[int]:
    """The hashes of all pieces of three letters, as signed 32-bit numbers."""
    pieces = {plain[at : at + 3] for at in range(len(plain) - 2)}
    return sorted({crc32(piece.encode()) - 2**31 for piece in pieces})


def mask_question(text: str) -> str:
    """A question that may be kept: no ids, telephone numbers, addresses of mail, long numbers."""
    plain = squash(text)[: 3 * LONGEST_UNFOUND]
    for piece in reversed(find_personal(plain)):
        plain = f"{plain[: piece.start]}•••{plain[piece.end :]}"
    return _NUMBER.sub(_mask_number, plain)[:LONGEST_UNFOUND].strip()


def _mask_number(match: re.Match[str]) -> str:
    # Years and numbers of papers stay; six digits and more may be somebody's.
    return "•••" if sum(map(str.isdigit, match[0])) >= 6 else match[0]


def is_worth_keeping(text: str) -> bool:
    """Whether a question without an answer tells an officer something."""
    return is_searchable(text) and any(letter.isalpha() for letter in text)


def answers(line: str, question: str) -> bool:
    """Whether a promoted answer's line is asked: all its groups stand in the question, in any order.

    A question of a single short word must be the line itself.
    """
    wanted = {group.text for group in split_query(line)}
    asked = {group.text for group in split_query(question)}
    if not wanted or not asked:
        return False
    return wanted <= asked or squeeze(line) == squeeze(question)


def fold(text: str) -> str:
    """A key under which usual slips of typing are equal: tones, lengths, letters of one sound."""
    return squeeze(text).translate(_CONFUSED)


def is_spellable(word: str) -> bool:
    """Whether a word of a text can be what somebody meant: no number, no rest of a word."""
    return 1 < len(word) <= LONGEST_TERM and word.isprintable() and not _DIGIT.search(word)


def title_terms(titles: Iterable[str], longest: int = 4) -> Iterator[str]:
    """The words of titles, and up to four of them side by side."""
    for title in titles:
        for group in split_query(title):
            words = group.words
            for size in range(1, longest + 1):
                for at in range(len(words) - size + 1):
                    yield "".join(words[at : at + size])


__all__ = [
    "answers",
    "fingerprint",
    "fold",
    "is_searchable",
    "is_spellable",
    "is_worth_keeping",
    "mask_question",
    "split_text",
    "squeeze",
    "stamp_of",
    "title_terms",
    "to_query",
]
