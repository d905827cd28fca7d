"""The order that appoints the keepers and the monthly report, in the words of official papers.

Their words are data of the papers, not of the interface.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from prongsai.correspondence.papers.classes import collect_values, fill_text
from prongsai.organization.models import Division
from prongsai.organization.queries import list_positions, resolve_all
from prongsai.thai.calendar import format_date, format_month
from prongsai.thai.digits import to_thai
from prongsai.website.kept import STEP, KeptPage, Tree
from prongsai.website.models import Cadence
from prongsai.website.models.base import ENGLISH
from prongsai.website.monthly import Change, MonthOfSite
from prongsai.website.spread import count_by_channel

TEXTS = Path(__file__).parent / "content" / "papers.yaml"
LISTED = 20
CADENCES = {
    Cadence.MONTHLY: "ทุกเดือน",
    Cadence.QUARTERLY: "ทุก ๓ เดือน",
    Cadence.HALF_YEARLY: "ทุก ๖ เดือน",
    Cadence.YEARLY: "ทุกปี",
}
# Blanks that a paper names before it is put forward.
VACANT = [("(ชื่อ-สกุล)", "(ตำแหน่ง)")]
FRONT, FRONT_DEPTH = "หน้าแรก", 2
NOBODY, NOTHING = "ยังไม่มีผู้รับผิดชอบ", "- ไม่มี"


@cache
def read_texts() -> dict[str, Any]:
    """The shipped texts of both papers."""
    found: dict[str, Any] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return found


def _fill(code: str, values: dict[str, str]) -> dict[str, str]:
    texts = read_texts()[code]
    return {
        name: fill_text(texts[name], values) for name in ("subject", "to", "body") if name in texts
    }


def write_order(tree: Tree, *, division: Division, fiscal_year: int, on: dt.date) -> dict[str, str]:
    """Subject and text of the order: each division, its people on the day, its pages and how often
    they are looked at."""
    values = collect_values(fiscal_year=fiscal_year, division=division.name, on=on)
    return _fill("keepers", values | {"keepers": "\n".join(_keepers(tree, on))})


def _keepers(tree: Tree, on: dt.date) -> Iterator[str]:
    people = _people(on)
    kept: dict[Division, list[KeptPage]] = {}
    for row in tree.pages:
        if row.keeper is not None:
            kept.setdefault(row.keeper, [])
            if _is_named(row, tree):
                kept[row.keeper].append(row)
    ordered = sorted(kept.items(), key=lambda pair: (pair[0].order, pair[0].name))
    for number, (division, rows) in enumerate(ordered, start=1):
        yield to_thai(f"{number}. {division.name}")
        for at, (name, title) in enumerate(people.get(division.pk, VACANT), start=1):
            duty = "ผู้รับผิดชอบหลัก" if at == 1 else "ผู้ช่วย"
            yield to_thai(f"{number}.{at} {name} {title} เป็น{duty}")
        pages = ", ".join(_page(row) for row in rows)
        yield to_thai(f"- รับผิดชอบหน้า {pages} และหน้าย่อยที่มิได้กำหนดเป็นอย่างอื่น")


def _is_named(row: KeptPage, tree: Tree) -> bool:
    """The front pages' sections, and every page whose keeper is another than that of the page above."""
    above = tree.keepers.get(row.page.path[:-STEP], (None, None))[0]
    return row.page.depth <= 3 or row.keeper != above


def _page(row: KeptPage) -> str:
    every = CADENCES.get(Cadence(row.cadence)) if row.cadence in CADENCES else ""
    title = FRONT if row.page.depth == FRONT_DEPTH else _plain(row.page.title)
    spoken = " ภาษาอังกฤษ" if row.page.language == ENGLISH else ""
    return f"“{title}”{spoken}" + (f" ({every})" if every else "")


def _people(on: dt.date) -> dict[int, list[tuple[str, str]]]:
    """By division who holds or acts for its positions: name and title."""
    positions = [position for position in list_positions() if position.division_id]
    signing = resolve_all(on, positions)
    found: dict[int, list[tuple[str, str]]] = {}
    for position in positions:
        capacity = signing.get(position.pk)
        if capacity is not None and position.division_id is not None:
            row = (capacity.user.get_full_name(), " ".join(capacity.lines))
            found.setdefault(position.division_id, []).append(row)
    return found


def write_report(found: MonthOfSite, *, division: Division, fiscal_year: int) -> dict[str, str]:
    """Subject, addressee and text of the memo that reports a month."""
    values = collect_values(fiscal_year=fiscal_year, division=division.name, on=found.on)
    more = {
        "month": format_month(found.month),
        "day": format_date(found.on),
        "divisions": "\n".join(_divisions(found)),
        "new": "\n".join(_numbered(2, map(_change, found.new))),
        "new_count": str(len(found.new)),
        "changed": "\n".join(_numbered(3, map(_change, found.changed))),
        "changed_count": str(len(found.changed)),
        "overdue": "\n".join(_numbered(4, (_late(row, found.on) for row in found.overdue))),
        "overdue_count": str(len(found.overdue)),
        "channels": "\n".join(_numbered(5, _channels(found))),
        "current": str(found.current),
        "aging": str(found.aging),
        "percent": percent(found.current, found.aging),
        "request": read_texts()["report"]["request"] if found.overdue else "",
    }
    return _fill("report", values | more)


def percent(part: int, whole: int) -> str:
    """A share in percent with at most one decimal; of nothing everything is current."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") if whole else "100"


def _divisions(found: MonthOfSite) -> Iterator[str]:
    rows = (
        f"{row.division or NOBODY} เผยแพร่ใหม่ {row.new} เรื่อง ปรับปรุง {row.changed} หน้า "
        f"ยืนยันว่ายังถูกต้อง {row.looked} หน้า เกินกำหนด {row.overdue} หน้า"
        for row in found.rows
    )
    yield from _numbered(1, rows)


def _change(change: Change) -> str:
    day = f" เมื่อ {format_date(change.on, 'short')}" if change.is_new else ""
    return f"{_plain(change.title)} ({change.keeper or NOBODY}{day})"


def _late(row: KeptPage, on: dt.date) -> str:
    days = row.age.days_late(on)
    return f"{_plain(row.page.title)} ({row.keeper or NOBODY}) เกินกำหนด {days} วัน"


def _channels(found: MonthOfSite) -> Iterator[str]:
    for label, count in count_by_channel([found.month]):
        yield f"{label} จำนวน {count} เรื่อง"


def _numbered(chapter: int, rows: Iterable[str]) -> Sequence[str]:
    everything = list(rows)
    shown = [to_thai(f"{chapter}.{at} {row}") for at, row in enumerate(everything[:LISTED], 1)]
    if len(everything) > LISTED:
        shown.append(to_thai(f"- และอีก {len(everything) - LISTED} เรื่อง ปรากฏในระบบ"))
    return shown or [NOTHING]


def _plain(title: str) -> str:
    """A title that does not part columns or lines."""
    return " ".join(title.replace("|", "/").split())
