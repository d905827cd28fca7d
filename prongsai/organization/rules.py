"""Pure rules of the organisation: names by kind, who signs on a day, working days."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from prongsai.thai.digits import to_thai
from prongsai.thai.text import repair, squash

_PREFIX = {
    "sao": "องค์การบริหารส่วนตำบล",
    "subdistrict-municipality": "เทศบาลตำบล",
    "town-municipality": "เทศบาลเมือง",
    "city-municipality": "เทศบาลนคร",
    "pao": "องค์การบริหารส่วนจังหวัด",
    "pattaya": "เมืองพัทยา",
}
_SHORT = {
    "sao": "อบต.",
    "subdistrict-municipality": "ทต.",
    "town-municipality": "ทม.",
    "city-municipality": "ทน.",
    "pao": "อบจ.",
    "pattaya": "เมืองพัทยา",
}
MUNICIPALITIES = {"subdistrict-municipality", "town-municipality", "city-municipality"}


def full_name(kind: str, name: str) -> str:
    """The official name, for example องค์การบริหารส่วนตำบลตัวอย่าง."""
    return _PREFIX["pattaya"] if kind == "pattaya" else _PREFIX[kind] + name


def short_name(kind: str, name: str) -> str:
    """The everyday name, for example อบต.ตัวอย่าง."""
    return _SHORT["pattaya"] if kind == "pattaya" else _SHORT[kind] + name


def parse_kind(text: str) -> str | None:
    """The kind behind อบต., องค์การบริหารส่วนตำบล or our own key; None when it is none."""
    plain = re.sub(r"[\s.]", "", repair(text))
    for kind in _PREFIX:
        if plain in (kind, _PREFIX[kind], _SHORT[kind].replace(".", "")):
            return kind
    return None


def strip_kind(kind: str, name: str) -> str:
    """The name without the kind that people write in front of it."""
    plain = squash(repair(name))
    for prefix in (_PREFIX[kind], _SHORT[kind], _SHORT[kind].replace(".", "")):
        if plain.startswith(prefix) and len(plain) > len(prefix):
            return plain[len(prefix) :].strip()
    return plain


def official_code(text: str) -> str:
    """A letter code as it is written officially: Thai digits, one space between letters and digits."""
    code = to_thai(squash(repair(text)))
    return re.sub(r"^([ก-ฮ]{2,3})\.?\s*(?=[๐-๙])", r"\1 ", code)


def is_letter_code(text: str) -> bool:
    """Province letters and digits, for example มค ๘๐๓๐๑."""
    return re.fullmatch(r"[ก-ฮ]{2,3}\s[๐-๙]{3,7}(?:\.[๐-๙]+)?", text) is not None


def mayor_title(kind: str, name: str) -> str:
    """Title of the elected head (พ.ร.บ.สภาตำบลและ อบต. 2537, พ.ร.บ.เทศบาล 2496, พ.ร.บ.อบจ. 2540)."""
    if kind in MUNICIPALITIES:
        return "นายกเทศมนตรี" + full_name(kind, name).removeprefix("เทศบาล")
    return "นายก" + full_name(kind, name)


def palad_title(kind: str, name: str) -> str:
    """Title of the chief administrator."""
    return "ปลัด" + full_name(kind, name)


def mayor_title_en(kind: str) -> str:
    """The same in English."""
    is_mayor = kind in MUNICIPALITIES or kind == "pattaya"
    return "Mayor" if is_mayor else "Chief Executive"


def palad_title_en(kind: str) -> str:
    """The same in English."""
    return "Municipal Clerk" if kind in MUNICIPALITIES else "Chief Administrator"


@dataclass(frozen=True)
class DefaultDivision:
    """A division that a kind of local government usually has."""

    code: str
    name: str
    head: str
    aliases: tuple[str, ...] = ()
    name_en: str = ""

    @property
    def head_en(self) -> str:
        """The title of its head in English."""
        leads = "Head of the" if self.name_en.startswith("Office") else "Director of the"
        return f"{leads} {self.name_en}" if self.name_en else ""


def default_divisions(kind: str) -> tuple[DefaultDivision, ...]:
    """The usual structure (ประกาศ ก.จังหวัด on the structure of local governments)."""
    is_large = kind in ("town-municipality", "city-municipality", "pao", "pattaya")
    office = "สำนักปลัดเทศบาล" if kind in MUNICIPALITIES else "สำนักปลัด"
    others = ("สำนักปลัด", "สำนักงานปลัด", "สำนักงานปลัดเทศบาล", "สำนักงานปลัด อบต.", "สำนักปลัด อบต.")
    rank, unit = ("สำนัก", "Bureau") if is_large else ("กอง", "Division")
    return (
        DefaultDivision(
            "palad",
            office,
            "หัวหน้า" + office,
            tuple(o for o in others if o != office),
            f"Office of the {palad_title_en(kind)}",
        ),
        DefaultDivision(
            "finance",
            f"{rank}คลัง",
            f"ผู้อำนวยการ{rank}คลัง",
            ("งานการเงิน",),
            f"Finance {unit}",
        ),
        DefaultDivision(
            "works", f"{rank}ช่าง", f"ผู้อำนวยการ{rank}ช่าง", name_en=f"Public Works {unit}"
        ),
        DefaultDivision(
            "education",
            f"{rank}การศึกษา ศาสนาและวัฒนธรรม",
            f"ผู้อำนวยการ{rank}การศึกษา ศาสนาและวัฒนธรรม",
            (f"{rank}การศึกษา", f"{rank}การศึกษาฯ"),
            f"Education, Religion and Culture {unit}",
        ),
        DefaultDivision(
            "welfare",
            f"{rank}สวัสดิการสังคม",
            f"ผู้อำนวยการ{rank}สวัสดิการสังคม",
            name_en=f"Social Welfare {unit}",
        ),
    )


@dataclass(frozen=True)
class Held:
    """That a person holds a position from a day to a day (both included)."""

    user_id: int
    starts_on: dt.date
    ends_on: dt.date | None

    def covers(self, day: dt.date) -> bool:
        """Whether the day lies inside."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Acting(Held):
    """That a person acts for a position; the lowest rank acts first."""

    wording: str
    rank: int = 1


@dataclass(frozen=True)
class Signatory:
    """Who signs for a position on a day; `wording` is None for its own holder."""

    user_id: int
    wording: str | None = None


# Delegated power (ปฏิบัติราชการแทน) is used while the holder is in office; the other wordings fill
# a post that is vacant or whose holder is absent (พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน ม. 38, 41–50).
def resolve_signatory(
    tenures: Sequence[Held], acting: Sequence[Acting], on: dt.date
) -> Signatory | None:
    """Who signs for a position on a day: whoever acts for it that day, else its holder."""
    deputies = sorted((a for a in acting if a.covers(on)), key=lambda a: (a.rank, a.starts_on))
    if deputies:
        return Signatory(deputies[0].user_id, deputies[0].wording)
    holder = next((held for held in tenures if held.covers(on)), None)
    return Signatory(holder.user_id) if holder else None


def overlaps(
    start: dt.date, end: dt.date | None, others: Iterable[tuple[dt.date, dt.date | None]]
) -> bool:
    """Whether a period (both days included, open end allowed) meets one of the others."""
    return any(
        (other_end is None or start <= other_end) and (end is None or other_start <= end)
        for other_start, other_end in others
    )


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Monday to Friday, no public holiday."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(day: dt.date, count: int, holidays: Collection[dt.date]) -> dt.date:
    """The day so many working days later; the first day itself does not count."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def next_working_day(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """The day itself when it is a working day, else the next one."""
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    return day
