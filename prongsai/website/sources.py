"""What the website proves of a year (measures 3.1 and 3.2), and what the registry knows of its pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.correspondence import rules
from prongsai.correspondence.models import Paper
from prongsai.correspondence.papers.queries import list_issued
from prongsai.evidence import entries
from prongsai.evidence.entries import EntrySource, PublicEntry
from prongsai.evidence.sources import EvidenceSource, SourceReport, Suggestion, register
from prongsai.thai.calendar import Month, format_date, format_month
from prongsai.thai.digits import to_thai
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from prongsai.website.aging import State
from prongsai.website.kept import dated_types, get_tree
from prongsai.website.models import HomePage, MonthlyReport, NewsPage, SitePage
from prongsai.website.monthly import count_updates
from prongsai.website.queries import path_of
from prongsai.website.services.papers import ORDER_CLASS
from prongsai.website.spread import count_of_year
from prongsai.website.wording import percent

UPDATES, PUBLICATIONS = "website-updates", "publications"
NEWS, PAGES = "news", "web-pages"


def report_updates(fiscal_year: int) -> SourceReport:
    """How the website was kept current in a fiscal year (พ.ศ.), month by month (measure 3.2).

    A month without a page published, changed or found right is missing. The share of current pages is
    that of today.
    """
    months = FiscalYear(fiscal_year).months()
    updates = count_updates(months)
    issued = _issued_reports(months)
    done = [month for month in months if updates[month]]
    missing = [_say_gap(month) for month in months if not updates[month]]
    return SourceReport(
        items=[_item(month, updates[month], month in issued) for month in done],
        expected=len(months),
        missing=missing,
        suggested_output=_output(fiscal_year, updates, len(issued)) if done else None,
        suggested_outcome=_outcome() if done else None,
    )


def _issued_reports(months: Sequence[Month]) -> set[Month]:
    found = MonthlyReport.objects.filter(
        first_day__gte=months[0].first_day,
        first_day__lte=months[-1].last_day,
        paper__state=Paper.State.ISSUED,
    )
    return {Month.of(day) for day in found.values_list("first_day", flat=True)}


def _say_gap(month: Month) -> str:
    is_ahead = month.last_day >= timezone.localdate()
    words = _("%(month)s (not yet)") if is_ahead else _("Nothing was updated in %(month)s")
    return words % {"month": format_month(month)}


def _item(month: Month, count: int, is_reported: bool) -> str:
    words = (
        _("%(month)s: %(n)s pages, reported to the executives")
        if is_reported
        else _("%(month)s: %(n)s pages")
    )
    return words % {"month": format_month(month), "n": count}


def _output(fiscal_year: int, updates: dict[Month, int], reports: int) -> Suggestion:
    total, months = sum(updates.values()), sum(bool(count) for count in updates.values())
    orders = list_issued([(rules.ORDER, ORDER_CLASS)], fiscal_year)
    order = "มีคำสั่งแต่งตั้งผู้ดูแลเว็บไซต์ของหน่วยงาน และ" if orders.exists() else ""
    every = "ครบทุกเดือน" if months == len(updates) else f"ใน {months} เดือน"
    report = f" รายงานผลต่อผู้บริหาร {reports} ฉบับ" if reports else ""
    sentence = (
        f"{order}มีการลงและปรับปรุงข้อมูลเว็บไซต์ของหน่วยงาน {total} ครั้ง {every} "
        f"ในปีงบประมาณ พ.ศ. {fiscal_year}{report}"
    )
    return float(total), "ครั้ง", to_thai(sentence)


def _outcome() -> Suggestion | None:
    today = timezone.localdate()
    tree = get_tree(on=today)
    aging = len(tree.pages) - tree.count(State.FREE)
    if not aging:
        return None
    current = aging - tree.count(State.OVERDUE)
    share = percent(current, aging)
    sentence = (
        f"ประชาชนได้รับรู้ข้อมูลข่าวสารที่ถูกต้อง ครบถ้วน และเป็นปัจจุบัน ร้อยละ {share} "
        f"({current} จาก {aging} หน้า ณ วันที่ {format_date(today)})"
    )
    return float(share), "ร้อยละ", to_thai(sentence)


def report_publications(fiscal_year: int) -> SourceReport:
    """What was published in a fiscal year (พ.ศ.), by channel (measure 3.1)."""
    total, channels = count_of_year(fiscal_year)
    rows = [(label, count) for label, count in channels if count]
    items = [_("%(channel)s: %(n)s publications") % {"channel": c, "n": n} for c, n in rows]
    return SourceReport(
        items=items,
        expected=1,
        missing=[] if rows else [_("Nothing was published in this year yet.")],
        suggested_output=_published(fiscal_year, total, rows) if rows else None,
        suggested_outcome=_reached(rows) if rows else None,
    )


def _published(fiscal_year: int, total: int, rows: Sequence[tuple[str, int]]) -> Suggestion:
    each = " ".join(f"{label} {count} เรื่อง" for label, count in rows)
    sentence = f"เผยแพร่ประชาสัมพันธ์ข้อมูลข่าวสาร {total} เรื่อง ในปีงบประมาณ พ.ศ. {fiscal_year} ({each})"
    return float(total), "เรื่อง", to_thai(sentence)


def _reached(rows: Sequence[tuple[str, int]]) -> Suggestion:
    count = len(rows)
    sentence = (
        f"ประชาชนเข้าถึงข้อมูลข่าวสารของหน่วยงานได้ง่าย รวดเร็ว ผ่าน {count} ช่องทาง โดยไม่ต้องเดินทางมายังสำนักงาน"
    )
    return float(count), "ช่องทาง", to_thai(sentence)


register(
    EvidenceSource(
        code=UPDATES,
        label=gettext_lazy("Website kept current"),
        report=report_updates,
        words=("ปรับปรุงข้อมูลให้ทันสมัย", "ปรับปรุงข้อมูลเว็บไซต์", "ข้อมูลเว็บไซต์ให้เป็นปัจจุบัน", "ผู้ดูแลเว็บไซต์"),
    )
)
register(
    EvidenceSource(
        code=PUBLICATIONS,
        label=gettext_lazy("Publications by channel"),
        report=report_publications,
        words=("เผยแพร่ข้อมูลข่าวสาร", "ประชาสัมพันธ์ข้อมูลข่าวสาร"),
    )
)


def list_news() -> Iterator[PublicEntry]:
    """The public news, newest first."""
    news = NewsPage.objects.live().public().order_by("-dated_on", "-first_published_at")
    for page in news.defer("body"):
        yield _entry(page, NEWS, page.dated_on)


def list_web_pages() -> Iterator[PublicEntry]:
    """The public pages that are no news, front pages left out, newest first."""
    pages = SitePage.objects.live().public().exclude(content_type__in=dated_types())
    for page in pages.not_type(HomePage).order_by("-last_published_at", "path"):
        yield _entry(page, PAGES, None)


def _entry(page: Any, kind: str, day: Any) -> PublicEntry:
    updated = page.updated_at or page.latest_revision_created_at or timezone.now()
    dated_on = day or timezone.localdate(page.first_published_at or updated)
    year = fiscal_year_of(dated_on).year_be
    return PublicEntry(page.title, path_of(page.url_path), dated_on, updated, kind, year)


entries.register(EntrySource(NEWS, gettext_lazy("News and announcements of the site"), list_news))
entries.register(EntrySource(PAGES, gettext_lazy("Pages of the site"), list_web_pages))
