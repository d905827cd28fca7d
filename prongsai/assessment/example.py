"""The example's results: three years that grow better, each with something left to do; and others'."""

from decimal import Decimal

from prongsai.assessment.importing.peers import PeerRow
from prongsai.assessment.models import Result
from prongsai.assessment.queries import find_result
from prongsai.assessment.queries.results import scores_of
from prongsai.assessment.rules.shapes import INSTRUMENT, ITEM, PART, QUESTION, Key, Stated
from prongsai.assessment.rules.sums import compute, round_score
from prongsai.assessment.services import ResultDraft, save_peers, save_result
from prongsai.catalogues.queries import get_catalogue
from prongsai.catalogues.shapes import Catalogue
from prongsai.organization.models import OrganizationProfile
from prongsai.organization.queries import find_profile

# What is weak in each of the years, the newest first; every other question scores about `USUAL`.
WEAK = (
    {"i11": 80.43, "e5": 81.2, "e9": 74.67, "i14": 82.1, "O11": 0},
    {"i5": 76.8, "i11": 78.95, "e5": 80.12, "e9": 72.4, "O8": 0, "O20": 0},
    {"i2": 74.3, "i5": 72.25, "e4": 77.5, "e9": 66.1, "i14": 78.0, "O12": 0, "O17": 0},
)
USUAL = (Decimal("95.4"), Decimal("92.1"), Decimal("88.7"))
# By how much those who answered of themselves judged worse than those who were asked: the first
# part of the EIT lies so far under the mean of both, the second so far over it.
APART = (Decimal("1.36"), Decimal("1.82"), Decimal("2.47"))
OTHERS = 47


def load_example(year: int) -> list[Result]:
    """Record the results of the three years before a fiscal year (พ.ศ.), where there are none."""
    return [
        save_result(actor=None, draft=_draft(year - 1 - age, age))
        for age in range(len(WEAK))
        if find_result(year - 1 - age) is None
    ]


def _draft(year: int, age: int) -> ResultDraft:
    """A result as it is announced: parts, total and level follow from the scores by the year's
    formula, the day is that of the year's calendar."""
    catalogue = get_catalogue(year)
    scores = _scores(catalogue, age)
    scores |= _parts(catalogue, scores, age)
    sums = compute(catalogue, Stated(scores))
    assert sums.total.score is not None
    assert sums.reached is not None
    stated = Stated(scores, round_score(sums.total.score), sums.reached.level.title)
    announced = catalogue.find_step("announcement")
    return ResultDraft(year, stated, announced_on=announced.ends_on if announced else None)


def _scores(catalogue: Catalogue, age: int) -> dict[Key, Decimal]:
    weak = WEAK[age]
    scores = {
        Key(QUESTION, question.code): Decimal(str(weak.get(question.code, _usual(at, age))))
        for at, question in enumerate(catalogue.questions)
    }
    return scores | {
        Key(ITEM, item.code): Decimal(weak.get(item.code, 100)) for item in catalogue.items
    }


def _parts(catalogue: Catalogue, scores: dict[Key, Decimal], age: int) -> dict[Key, Decimal]:
    """Both parts of an instrument around the mean that its questions give."""
    sums = compute(catalogue, Stated(scores))
    found = {}
    for instrument in catalogue.instruments:
        line = sums.find(INSTRUMENT, instrument.code)
        if line is None or line.score is None or len(instrument.parts) != 2:
            continue
        mean = round_score(line.score)
        for part, apart in zip(instrument.parts, (-APART[age], APART[age]), strict=True):
            found[Key(PART, part.code)] = mean + apart
    return found


def load_others(year: int) -> None:
    """A published table of the province for the year before, with the organisation in it."""
    profile, result = find_profile(), find_result(year - 1)
    if profile is None or result is None or result.stated_total is None:
        return
    sums = scores_of(result).sums
    own = {
        line.key.code.lower(): float(line.score)
        for line in (sums.of(INSTRUMENT) if sums else ())
        if line.score is not None
    }
    rows = [_other(at, profile) for at in range(OTHERS)]
    rows.append(
        PeerRow(
            name=profile.full_name,
            kind=profile.kind,
            size="กลาง",
            amphoe=profile.amphoe,
            province=profile.province,
            total=float(result.stated_total),
            level=result.stated_level,
            **{part: own.get(part) for part in ("iit", "eit", "oit")},
        )
    )
    save_peers(
        actor=None,
        fiscal_year=year - 1,
        province=profile.province,
        rows=rows,
        source_name="ผลการประเมินรายจังหวัด (ตัวอย่าง).xlsx",
    )


def _other(at: int, profile: OrganizationProfile) -> PeerRow:
    """A made-up agency; scores spread alike in every process."""
    prefix, kind = (
        ("เทศบาลตำบล", "subdistrict-municipality") if at % 4 == 0 else ("องค์การบริหารส่วนตำบล", "sao")
    )
    total = 78 + at * 37 % 190 / 10
    return PeerRow(
        name=f"{prefix}สมมติ {at + 1}",
        kind=kind,
        size=("เล็ก", "กลาง", "ใหญ่")[at % 3],
        amphoe=profile.amphoe if at % 5 == 0 else f"สมมติ {at % 6 + 1}",
        province=profile.province,
        total=total,
        iit=total + 1,
        eit=total - 3,
        oit=total + 1.5,
        level="",
    )


def _usual(at: int, age: int) -> Decimal:
    """Not each question the same: a spread of some points that is alike in every process."""
    return USUAL[age] + Decimal(at * 7 % 9) / 4
