"""Which of the year's topics a line names."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

_NUMBERED = re.compile(
    r"^\s*(?:ประเด็น(?:ที่)?|ด้าน(?:ที่)?|มิติ(?:ที่)?|หมวด(?:ที่)?|หัวข้อ(?:ที่)?|ข้อ)?\s*[(]?(\d{1,2})[).:]?(?![\d.])\s*[.:)]?\s*"
)
_PREFIX = re.compile(r"^\s*(?:ประเด็น(?:การพัฒนา)?|ด้าน|มิติ|หมวด|หัวข้อ)(?:ที่)?\s*[:\-–]?\s*")
ALIKE = 82  # rapidfuzz ratio 0–100 from which two wordings are the same topic


def find_topic(text: str, topics: Sequence[str]) -> tuple[int, str] | None:
    """The topic's number and wording that a line names, by number and words or words alone."""
    plain = " ".join(repair(text).split())
    if not plain or len(plain) > 300:
        return None
    match = _NUMBERED.match(to_arabic(plain))
    number = int(match[1]) if match else None
    words = plain[match.end() :] if match else _PREFIX.sub("", plain)
    best, score = _closest(words, topics)
    if score >= ALIKE:
        return best, topics[best - 1]
    has_word = re.match(r"\s*(?:ประเด็น|ด้าน|มิติ)", plain)
    if number is not None and words.strip() and (number <= max(len(topics), 20)):
        return number, words.strip()
    if has_word and words.strip():
        return 0, words.strip()
    return None


def names_topic(text: str, topics: Sequence[str]) -> tuple[int, str] | None:
    """Like `find_topic`, but only for wordings of the year's own topics."""
    found = find_topic(text, topics)
    if found and found[0] and found[0] <= len(topics) and found[1] == topics[found[0] - 1]:
        return found
    return None


def _closest(words: str, topics: Sequence[str]) -> tuple[int, float]:
    plain = _squeeze(words)
    scores = [fuzz.ratio(plain, _squeeze(topic)) for topic in topics]
    if not scores:
        return 0, 0.0
    best = max(range(len(scores)), key=scores.__getitem__)
    return best + 1, scores[best]


def _squeeze(text: str) -> str:
    return re.sub(r"[\s/()\-]", "", repair(text)).lower()
