"""Near-misspellings of the office's own names and of the words of the trade."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rapidfuzz.distance import Levenshtein

from prongsai.measures.checks.facts import MeasureFacts, PlanFacts, Warning_
from prongsai.measures.checks.structure import about

# Slips seen in published reports; the right-hand side is the dictionary's spelling.
COMMON_SLIPS = {
    "ประจวบประมาณ": "ปีงบประมาณ",
    "ข้อเสนอนะ": "ข้อเสนอแนะ",
    "คุ่มค่า": "คุ้มค่า",
    "โปร่งไส": "โปร่งใส",
    "ประชาสัมพันธ": "ประชาสัมพันธ์",
    "เวปไซต์": "เว็บไซต์",
    "เว็ปไซต์": "เว็บไซต์",
    "เว็บไซค์": "เว็บไซต์",
    "จัดชื้อ": "จัดซื้อ",
    "จัดจ้าน": "จัดจ้าง",
    "งบประมาน": "งบประมาณ",
    "อนุญาติ": "อนุญาต",
    "ผู้บริหาน": "ผู้บริหาร",
    "สังเกตุ": "สังเกต",
    "ธรรมาภิบาน": "ธรรมาภิบาล",
}
PLACES = r"(?:อำเภอ|จังหวัด|ตำบล|เทศบาลเมือง|เทศบาลนคร|อ\.|จ\.|ต\.)\s*"
SHORTEST = 5


def misspelt_names(plan: PlanFacts) -> Iterator[Warning_]:
    """A text that writes an own name almost, but not quite, right."""
    for measure in plan.measures:
        found = {pair for text in measure.texts().values() for pair in find_slips(text, plan)}
        for wrong, right in sorted(found):
            yield _objection(measure, wrong, right)


def _objection(measure: MeasureFacts, wrong: str, right: str) -> Warning_:
    return about(
        measure,
        "misspelt-name",
        _("“%(wrong)s” should probably read “%(right)s”.") % {"wrong": wrong, "right": right},
        _("Names and terms must be written alike everywhere in a published document."),
        wrong=wrong,
        right=right,
    )


def find_slips(text: str, plan: PlanFacts) -> set[tuple[str, str]]:
    """Pairs (as written, as it should be) found in one text."""
    found = {
        (wrong, right) for wrong, right in COMMON_SLIPS.items() if _has_slip(text, wrong, right)
    }
    for name in plan.names:
        if len(name) >= SHORTEST:
            found |= {(wrong, name) for wrong in _near(text, name, plan)}
    return {pair for pair in found if pair[0] not in plan.accepted_spellings}


def _has_slip(text: str, wrong: str, right: str) -> bool:
    return wrong in text.replace(right, "")


def _near(text: str, name: str, plan: PlanFacts) -> Iterator[str]:
    """Stretches of the text that are close to a name: loosely after a place word, else strictly."""
    others = {other for other in plan.names if other != name} | plan.accepted_spellings
    for start, limit in _starts(text, name):
        best = _closest(text[start : start + len(name) + 3], name)
        if best and best != name and best not in others:
            distance = Levenshtein.distance(best, name)
            if 0 < distance <= limit and not _belongs_to_other(best, others):
                yield best


def _starts(text: str, name: str) -> Iterator[tuple[int, int]]:
    loose = max(1, round(len(name) * 0.34))
    for match in re.finditer(PLACES, text):
        if not text.startswith(name, match.end()):
            yield match.end(), loose
    strict = max(1, len(name) // 8)
    head = name[:2]
    for match in re.finditer(re.escape(head), text):
        if not text.startswith(name, match.start()):
            yield match.start(), strict


def _closest(window: str, name: str) -> str:
    sizes = range(max(1, len(name) - 3), min(len(window), len(name) + 3) + 1)
    options = [window[:size] for size in sizes]
    clean = [option for option in options if not re.search(r"\s", option)]
    return min(clean, key=lambda option: Levenshtein.distance(option, name), default="")


def _belongs_to_other(best: str, others: set[str]) -> bool:
    # "กองช่าง" is no slip of "กองคลัง": what is nearer to another own name is left alone.
    return any(other.startswith(best) or best.startswith(other) for other in others)
