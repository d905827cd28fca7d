"""The registers of sent papers with 100,000 papers over ten years: lists, search, table."""

import datetime as dt
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in, unguarded
from bench.results import Result

PAPERS, YEARS, LAST = 100_000, 10, 2569
BATCH, MOST_QUERIES, CODE = 5_000, 12, "ตย 80301"
KINDS = ("memo", "memo", "letter", "order", "announcement")
SUBJECTS = (
    "ขออนุมัติจัดซื้อวัสดุสำนักงาน", "รายงานผลการตรวจสอบบัญชีประจำปีงบประมาณ", "แต่งตั้งคณะกรรมการตรวจรับพัสดุ",
    "มาตรการป้องกันไฟป่าและหมอกควัน", "การเบิกจ่ายเบี้ยยังชีพผู้สูงอายุ", "แต่งตั้งผู้ดูแลเว็บไซต์",
)  # fmt: skip
BODY = "เพื่อให้การปฏิบัติราชการเป็นไปด้วยความเรียบร้อย โปร่งใส และตรวจสอบได้ จึงเรียนมาเพื่อโปรดพิจารณา\n" * 4
QUESTIONS = ("ไฟป่า", "จัดซื้อ วัสดุ", "ตรวจสอบบัญ", "ผู้ดูแลเว็บไซต์ 4567", "เบี้ยยังชีพ ผู้สูงอายุ")
TABLES = (
    "correspondence_register",
    "correspondence_registerentry",
    "correspondence_paper",
    "approvals_procedure",
)


def measure(folder: Path) -> Iterator[Result]:
    """Fill a database with papers; open their lists and registers, search them."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        client = sign_in(people()["officer"])
        start = time.perf_counter()
        _fill()
        yield Result(f"{PAPERS:,} sent papers with their words", time.perf_counter() - start, "s")
        yield from _pages(client)
        yield from _search()
        from django.db import connections

        connections.close_all()


def _pages(client: Any) -> Iterator[Result]:
    from prongsai.correspondence.models import Register

    register = Register.objects.get(kind="memo", year=LAST)
    page = f"/office/registers/{register.pk}/"
    for name, path in (
        ("register of a year", page),
        ("register of a year, searched", f"{page}?q={QUESTIONS[0]}"),
        ("papers of all years", "/office/papers/"),
        ("papers of all years, searched", f"/office/papers/?q={QUESTIONS[0]}"),
        ("orders of a year", f"/office/papers/?kind=order&year={LAST}"),
        ("last page of all papers", f"/office/papers/?p={PAPERS // 50}"),
        ("list of the registers", "/office/registers/"),
        ("published papers, searched", f"/documents/?q={QUESTIONS[0]}"),
    ):
        yield from measure_page(client, f"{name}, {PAPERS:,} papers", path, MOST_QUERIES)
    start = time.perf_counter()
    assert client.get(f"{page}?format=csv").status_code == 200
    yield Result("register of a year as CSV", time.perf_counter() - start, "s")


def _search() -> Iterator[Result]:
    """The slowest of the questions, asked as a person to whom classified papers are not open."""
    from prongsai.accounts.models import User
    from prongsai.correspondence.models import Register
    from prongsai.correspondence.papers.queries import search_papers, with_details
    from prongsai.correspondence.queries import list_entries

    user = User.objects.get(username="head")
    register = Register.objects.get(kind="memo", year=LAST)
    asks: tuple[tuple[str, Callable[[str], Any]], ...] = (
        (
            "search in all papers",
            lambda words: with_details(search_papers(user, q=words).only("pk")[:50]),
        ),
        ("search in a register", lambda words: list_entries(register, words)[:50]),
    )
    for name, ask in asks:
        slowest = 0.0
        for words in QUESTIONS:
            times = []
            for _n in range(3):
                start = time.perf_counter()
                list(ask(words))
                times.append(time.perf_counter() - start)
            slowest = max(slowest, min(times))
        yield Result(f"{name}, slowest question", slowest * 1000, "ms", 100)


def _fill() -> None:
    from prongsai.accounts.models import User
    from prongsai.organization.models import Division

    officer = User.objects.get(username="officer")
    divisions = list(Division.objects.all())
    luck = random.Random(1)
    with unguarded(*TABLES):
        for year in range(LAST - YEARS + 1, LAST + 1):
            counts: dict[str, int] = {}
            for _batch in range(PAPERS // YEARS // BATCH):
                _fill_batch(officer, divisions, year, counts, luck)


def _fill_batch(
    officer: Any, divisions: list[Any], year: int, counts: dict[str, int], luck: random.Random
) -> None:
    """Issued papers of a year with number and words; each fiftieth is classified."""
    from django.utils import timezone

    from prongsai.common.search import words_of
    from prongsai.correspondence.models import Paper

    begin = timezone.make_aware(dt.datetime(year - 543, 1, 4, 9))
    drafts = []
    for n in range(BATCH):
        subject = f"{luck.choice(SUBJECTS)} เรื่องที่ {luck.randrange(10_000)}"
        at = begin + dt.timedelta(minutes=luck.randrange(300 * 24 * 60))
        is_secret = n % 50 == 0
        drafts.append(
            Paper(
                kind=KINDS[n % len(KINDS)], subject=subject, to="นายก", body=BODY, state="issued",
                secrecy="confidential" if is_secret else "", fiscal_year=year, created_at=at,
                division=divisions[n % len(divisions)], created_by=officer, updated_at=at,
                published_at=None if is_secret or n % 4 else at,
                words=words_of(subject, "นายก", BODY),
            )
        )  # fmt: skip
    _number(officer, Paper.objects.bulk_create(drafts), year, counts)


def _number(officer: Any, papers: list[Any], year: int, counts: dict[str, int]) -> None:
    from prongsai.approvals.models import Procedure
    from prongsai.common.search import words_of
    from prongsai.correspondence.models import Register, RegisterEntry
    from prongsai.correspondence.rules import TRAITS, write_number

    registers: dict[str, Any] = {}
    numbered = []
    for paper in papers:
        kind = TRAITS[paper.kind].register
        if kind not in registers:
            registers[kind], _new = Register.objects.get_or_create(
                kind=kind, letter_code=CODE, year=year
            )
        counts[kind] = counts.get(kind, 0) + 1
        numbered.append((paper, registers[kind], counts[kind]))
    ways = Procedure.objects.bulk_create(
        Procedure(
            document_kind=f"paper-{paper.kind}", subject_id=paper.pk, title=paper.subject,
            number=write_number(register.kind, CODE, number, year), state="approved",
            is_confidential=paper.secrecy != "", dated_on=paper.created_at.date(),
            ended_on=paper.created_at.date(), started_by=officer, started_at=paper.created_at,
        )
        for paper, register, number in numbered
    )  # fmt: skip
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            register=register, number=number, dated_on=way.dated_on, subject=way.title,
            procedure=way, is_classified=way.is_confidential,
            words=words_of(way.number, "" if way.is_confidential else way.title),
        )
        for way, (_paper, register, number) in zip(ways, numbered, strict=True)
    )  # fmt: skip
    for kind, register in registers.items():
        Register.objects.filter(pk=register.pk).update(last_number=counts[kind])
