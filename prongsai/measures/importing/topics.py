"""Which of the year's topics a line names."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

_WORD = r"(?:ประเด็น(?:การ(?:พัฒนา|ประเมิน))?|ด้าน|มิติ|หมวด|หัวข้อ|ยุทธศาสตร์|กลยุทธ์)"
_NUMBERED = re.compile(
    rf"^\s*(?:{_WORD}(?:ที่)?|ข้อ(?:ที่)?)?\s*[(]?(\d{{1,2}})[).:]?(?![\d.])\s*[.:)–-]?\s*"
)
_PREFIX = re.compile(rf"^\s*{_WORD}(?:ที่)?\s*[:\-–]?\s*")
_IS_TOPIC = re.compile(rf"\s*{_WORD}")
_GENERIC_SHEET = re.compile(
    r"^(?:sheet|แผ่น|ชีต|ตาราง|แผน|รายงาน|ผล|มาตรการ|ปี|page|หน้า|table|ita|data|form|แบบ|สรุป)|^\d{3,}",
    re.IGNORECASE,
)
SHORTEST_PART = 16  # letters of a wording that is cut off or shortened
ALIKE = 82  # rapidfuzz ratio 0–100 from which two wordings are the same topic


def find_topic(text: str, topics: Sequence[str]) -> tuple[int, str] | None:
    """The topic's number and wording that a line names, by number and words or words alone.

    The number is 0 when the line has none and its wording is not one of the year's.
    """
    plain = " ".join(repair(text).split())
    if not plain or len(plain) > 300:
        return None
    match = _NUMBERED.match(to_arabic(plain))
    number = int(match[1]) if match else 0
    words = (plain[match.end() :] if match else _PREFIX.sub("", plain)).strip()
    if words and (best := _closest(words, topics)):
        return best, topics[best - 1]
    has_word = bool(_IS_TOPIC.match(plain))
    if number and has_word and not words:
        return number, topics[number - 1] if number <= len(topics) else ""
    if words and (has_word or 0 < number <= max(len(topics), 20)):
        return number, words
    return None


def names_topic(text: str, topics: Sequence[str]) -> tuple[int, str] | None:
    """Like `find_topic`, but only for wordings of the year's own topics."""
    found = find_topic(text, topics)
    if found and 0 < found[0] <= len(topics) and found[1] == topics[found[0] - 1]:
        return found
    return None


def says_topic(text: str) -> bool:
    """Whether a line calls itself a topic ("ประเด็นที่ ๓ …")."""
    return bool(_IS_TOPIC.match(repair(text)))


def topic_of_sheet(name: str, topics: Sequence[str], *, is_alone: bool) -> tuple[int, str] | None:
    """The topic that a sheet's name tells; names of the only sheet seldom are one."""
    plain = to_arabic(repair(name)).strip()
    if found := names_topic(name, topics):
        return found
    if is_alone and not says_topic(plain):
        return None
    if plain.isdigit() and 0 < int(plain) <= len(topics):
        return int(plain), topics[int(plain) - 1]
    if _GENERIC_SHEET.match(plain):
        return None
    return find_topic(name, topics) or (0, plain)


def _closest(words: str, topics: Sequence[str]) -> int:
    """The place (from 1) of the topic with these words, 0 when none is near."""
    plain = _squeeze(words)
    scores = [_likeness(plain, _squeeze(topic)) for topic in topics]
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    return best + 1 if scores and scores[best] >= ALIKE else 0


def _likeness(words: str, topic: str) -> float:
    """0–100; a wording that was cut off or shortened is the topic still."""
    if len(words) >= SHORTEST_PART and (
        topic.startswith(words) or (2 * len(words) > len(topic) and words in topic)
    ):
        return 99.0
    return fuzz.ratio(words, topic)


def _squeeze(text: str) -> str:
    return re.sub(r"[\s/()\-]", "", repair(text)).lower()
