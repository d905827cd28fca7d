"""Whether the agency is named: spaces, zero-width letters and points do not matter, near misses do."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

NEAR = 86  # rapidfuzz ratio, 0–100
SHORTEST = 6  # letters of a name that is looked for with slips
MOST_TEXT = 60_000  # letters in which slips are looked for
_KIND = r"องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|อบต\.?|อบจ\.?"
_OTHER = re.compile(rf"(?:{_KIND})\s?[ก-ฮเ-ไ][ก-๎]{{2,30}}")
# What follows the kind in a general sentence is no name.
_GENERAL = re.compile(
    rf"(?:{_KIND})\s?(?:ที่|และ|หรือ|ใน|มี|เป็น|จะ|ได้|ของ|แห่ง|ทุก|อื่น|ต้อง|โดย|เพื่อ|สามารถ|ตาม|พ\.ศ)"
)


def check_agency(text: str, expectation: Expectation) -> Iterator[Outcome]:
    """In a tidy text: named, named with a slip, another agency in its place, or none at all."""
    names = [name for name in expectation.agency_names if name.strip()]
    if not names:
        return
    compact = _without_spaces(text)
    found = next((name for name in names if squeeze(to_arabic(name)) in compact), None)
    if found is not None:
        yield Outcome("agency-named", Level.OK, {"name": found})
        return
    near = _find_near(compact[:MOST_TEXT], names)
    if near is not None:
        yield Outcome("agency-misspelt", Level.WARN, {"wrong": near[0], "name": near[1]})
        return
    others = [one[0] for one in _OTHER.finditer(text) if not _GENERAL.match(one[0])]
    if others:
        params = {"other": " ".join(others[0].split()), "name": names[0]}
        yield Outcome("agency-other", Level.FAIL, params)
    else:
        yield Outcome("agency-missing", Level.WARN, {"name": names[0]})


def squeeze(text: str) -> str:
    """A text without spaces, points and invisible letters."""
    return _without_spaces(repair(text))


def _without_spaces(text: str) -> str:
    return re.sub(r"[\s.]+", "", text).lower()


def _find_near(compact: str, names: Sequence[str]) -> tuple[str, str] | None:
    """The stretch that comes nearest to a name, and that name.

    The kind of agency alone (องค์การบริหารส่วนตำบล…) makes no likeness: the own name is compared too.
    """
    for name in names:
        wanted = squeeze(to_arabic(name))
        if len(wanted) < SHORTEST:
            continue
        match = fuzz.partial_ratio_alignment(wanted, compact, score_cutoff=NEAR)
        if match is None:
            continue
        written = _trim(compact[match.dest_start : match.dest_end], wanted)
        own = re.sub(_KIND.replace(r"\.?", ""), "", wanted)
        if fuzz.ratio(own, written[-len(own) :]) >= NEAR - 20 or fuzz.ratio(wanted, written) >= 96:
            return written, name
    return None


def _trim(written: str, wanted: str) -> str:
    """Without the letters of the word before that the alignment took along."""
    start = written.find(wanted[:4], 0, 8)
    return written[max(start, 0) :]
