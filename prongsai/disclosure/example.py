"""Disclosure of the example organisation: two years with proofs, keepers, checks and a snapshot."""

import datetime as dt
from typing import Any

from django.utils import timezone

from prongsai.correspondence.content import Block, Document, Paragraph, Row, Section, Table, Title
from prongsai.correspondence.render import render_pdf
from prongsai.disclosure import services
from prongsai.disclosure.checking import Level, Outcome
from prongsai.disclosure.models import Checked, CheckRun, DisclosureYear
from prongsai.disclosure.queries.board import get_board
from prongsai.disclosure.queries.catalogue import components_of
from prongsai.disclosure.queries.targets import Look, list_looks
from prongsai.disclosure.services import PlaceDraft
from prongsai.evidence.services import add_files
from prongsai.organization.queries import find_profile, list_divisions
from prongsai.thai.calendar import format_date
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of

SITE = "https://tambon.example"
# Words of an item's title → code of the division that keeps it; what fits nothing is the palad's.
KEEPERS = {"จัดซื้อจัดจ้าง": "finance", "งบประมาณ": "finance", "ทรัพย์สิน": "finance"}
# Items (by words of their titles) that are not proven wholly yet, so that the map has its colours.
GAPS = ("สถิติ", "ความเสี่ยง", "เปิดโอกาส", "บริหารและพัฒนาทรัพยากรบุคคล")
FILES = ("คู่มือ", "แผนยุทธศาสตร์")
BROKEN, OLD = "ช่องทางแจ้งเรื่องร้องเรียน", "ข่าวประชาสัมพันธ์"


def load_example(people: dict[str, Any]) -> None:
    """The last two years and the running one: the oldest whole and frozen, the newest just opened."""
    running = fiscal_year_of(timezone.localdate()).year_be
    for offset in (2, 1):
        year = services.open_year(actor=people["officer"], fiscal_year=running - offset)
        _keep(people["officer"], year)
        _prove(people["officer"], year, is_whole=offset == 2)
        services.publish_year(actor=people["officer"], year=year)
        _check(year, is_whole=offset == 2)
        if offset == 2:
            note = "ส่งข้อมูลในระบบ ITAS แล้ว"
            services.take_snapshot(actor=people["officer"], year=year, kind="submission", note=note)
    services.open_year(actor=people["officer"], fiscal_year=running)
    services.seal_waiting()


def _keep(actor: Any, year: DisclosureYear) -> None:
    divisions = {division.code: division for division in list_divisions()}
    for line in get_board(year).lines:
        code = next((c for words, c in KEEPERS.items() if words in line.item.title), "palad")
        months = 1 if OLD in line.item.title else 12
        services.set_keeper(
            actor=actor,
            year=year,
            code=line.item.code,
            components=[part.component.id for part in line.parts],
            division=divisions.get(code) or next(iter(divisions.values())),
            months=months,
        )


def _prove(actor: Any, year: DisclosureYear, *, is_whole: bool) -> None:
    """By hand what no register publishes: pages of the site, some files; with gaps when not whole."""
    for line in get_board(year).lines:
        title, parts = line.item.title, list(components_of(line.item))
        if any(part.places for part in line.parts):
            continue
        if not is_whole and any(words in title for words in GAPS):
            parts = parts[: len(parts) // 2]
        day = FiscalYear(year.fiscal_year).first_day + dt.timedelta(days=120)
        file = None
        if any(words in title for words in FILES):
            file = _file(actor, line.year, title, day)
        for part in parts:
            where = {"actor": actor, "year": year, "code": line.item.code, "component": part.id}
            draft = PlaceDraft(f"{title} ปีงบประมาณ พ.ศ. {line.year}", day)
            if file is not None:
                services.add_file(**where, evidence=file, draft=draft)
            else:
                link = f"{SITE}/ita/{year.fiscal_year}/{line.slug}"
                services.add_address(**where, link=link, draft=draft)


def _file(actor: Any, year: int, title: str, day: dt.date) -> Any:
    profile = find_profile()
    name = profile.full_name if profile else ""
    blocks: tuple[Block, ...] = (
        Title((name, title, f"ปีงบประมาณ พ.ศ. {year}")),
        Paragraph(f"ลงวันที่ {format_date(day)}"),
        Table(
            ("ที่", "ขั้นตอน", "ระยะเวลา"),
            (1.0, 5.0, 2.0),
            (
                Row((("๑",), ("รับคำขอและตรวจสอบเอกสาร",), ("๕ นาที",))),
                Row((("๒",), ("ดำเนินการและแจ้งผล",), ("๑๐ นาที",))),
            ),
        ),
    )
    document = Document(title=title, date=day, is_draft=False, sections=(Section(blocks),))
    (file,) = add_files(
        actor=actor,
        uploads=[(render_pdf(document), f"{title[:60]}.pdf")],
        captions=[f"{title} {year}"],
        effective_on=day,
        is_public=True,
    )
    return file


def _check(year: DisclosureYear, *, is_whole: bool) -> None:
    """What the night's checks found, without opening anybody's website."""
    board = get_board(year)
    looks = list_looks(board, on=timezone.localdate())
    now = timezone.now()
    run = CheckRun.objects.create(
        year=year,
        state=CheckRun.State.DONE,
        started_at=now - dt.timedelta(hours=6),
        ended_at=now - dt.timedelta(hours=6, minutes=-3),
        total=len(looks),
        done=len(looks),
    )
    titles = {line.item.code: line.item.title for line in board.lines}
    broken = "" if is_whole else BROKEN
    rows = [_found(run, look, bool(broken) and broken in titles[look.item_code]) for look in looks]
    Checked.objects.bulk_create(rows)
    run.failed = sum(row.level == Checked.Level.FAIL for row in rows)
    run.save(update_fields=["failed"])


def _found(run: CheckRun, look: Look, is_broken: bool) -> Checked:
    outcomes = [Outcome("address-opens", Level.OK, {"seconds": 1})]
    if look.place.version is not None:
        outcomes = [
            Outcome("file-opens", Level.OK, {"kind": "PDF"}),
            Outcome("text-layer", Level.OK, {"pages": 1}),
        ]
    if is_broken:
        outcomes = [Outcome("status-missing", Level.FAIL, {"status": 404})]
    level = max((one.level for one in outcomes), key=tuple(Level).index)
    return Checked(
        run=run,
        year=run.year,
        item_code=look.item_code,
        component=look.component,
        address=look.place.key,
        level=level.value,
        outcomes=[outcome.to_json() for outcome in outcomes],
        checked_at=run.ended_at or run.started_at,
    )
