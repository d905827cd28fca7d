"""The register of received papers with 100,000 papers over ten years: queries, search, export."""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in, unguarded
from bench.results import Result

PAPERS, YEARS, LAST = 100_000, 10, 2569
BATCH = 5_000
TABLES = ("correspondence_registerentry", "mailroom_receivedpaper", "mailroom_assignment")
SUBJECTS = (
    "ขอเชิญประชุมเตรียมการจัดซื้อจัดจ้าง", "แจ้งผลการตรวจสอบบัญชีประจำปีงบประมาณ", "ขอความอนุเคราะห์ข้อมูลผู้สูงอายุ",
    "มาตรการป้องกันไฟป่าและหมอกควัน", "การเบิกจ่ายเงินอุดหนุนทั่วไป", "ขอส่งสำเนาคำสั่งแต่งตั้งคณะกรรมการ",
)  # fmt: skip
SENDERS = (
    "จังหวัดมหาสารคาม",
    "อำเภอเมือง",
    "กรมส่งเสริมการปกครองท้องถิ่น",
    "สำนักงาน ป.ป.ช.",
    "โรงเรียนบ้านหนองแวง",
)
QUESTIONS = ("ไฟป่า", "จัดซื้อจัดจ้าง อำเภอ", "ตรวจสอบบัญ", "คณะกรรมการ 4567", "กรมส่งเสริม ผู้สูงอายุ")


def measure(folder: Path) -> Iterator[Result]:
    """Fill a database of its own; open the register, search it, write a year for Excel."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        client = sign_in(people()["officer"])
        start = time.perf_counter()
        _fill()
        yield Result(f"{PAPERS:,} papers with their words", time.perf_counter() - start, "s")
        for name, path in (
            ("register of a year", "/office/received/"),
            ("register of all years", "/office/received/?year=all"),
        ):
            yield from measure_page(client, f"{name}, {PAPERS:,} papers", path, 12)
        yield from _search()
        start = time.perf_counter()
        assert client.get(f"/office/received/register.xlsx?year={LAST}").status_code == 200
        yield Result("a year as XLSX", time.perf_counter() - start, "s")
        from django.db import connections

        connections.close_all()


def _search() -> Iterator[Result]:
    """The slowest of the questions, each asked as a person who reads no classified paper."""
    from django.utils import timezone

    from prongsai.accounts.models import User
    from prongsai.mailroom.queries import Wanted, list_register

    user, today, slowest = User.objects.get(username="clerk"), timezone.localdate(), 0.0
    for words in QUESTIONS:
        times = []
        for _n in range(3):
            start = time.perf_counter()
            list(list_register(user, Wanted(words=words), today)[:50])
            times.append(time.perf_counter() - start)
        slowest = max(slowest, min(times))
    yield Result("search in all years, slowest question", slowest * 1000, "ms", 100)


def _fill() -> None:
    import datetime as dt

    from prongsai.accounts.models import User
    from prongsai.accounts.services import create_account
    from prongsai.organization.models import Role
    from prongsai.organization.queries import find_division, find_position
    from prongsai.organization.services import appoint

    clerk = create_account(actor=None, username="clerk", full_name="ธุรการ")
    post = find_position(Role.DIVISION_HEAD, find_division("กองช่าง"))
    assert post is not None
    appoint(actor=None, position=post, user=clerk, starts_on=dt.date(2020, 1, 1))
    officer = User.objects.get(username="officer")
    luck = random.Random(1)
    with unguarded(*TABLES):
        for year in range(LAST - YEARS + 1, LAST + 1):
            for first in range(1, PAPERS // YEARS + 1, BATCH):
                _fill_batch(officer, year, first, luck)


def _fill_batch(officer: Any, year: int, first: int, luck: random.Random) -> None:
    import datetime as dt

    from prongsai.common.search import words_of
    from prongsai.correspondence.models import Register, RegisterEntry
    from prongsai.mailroom.models import Assignment, ReceivedPaper
    from prongsai.organization.models import Division

    register, _new = Register.objects.get_or_create(
        kind="received", letter_code="ตย ๘๐๓๐๑", year=year
    )
    day = dt.date(year - 543, 6, 1)
    numbers = range(first, first + BATCH)
    entries = RegisterEntry.objects.bulk_create(
        RegisterEntry(register=register, number=n, dated_on=day, subject="-") for n in numbers
    )
    made = []
    for n, entry in zip(numbers, entries, strict=True):
        sender = luck.choice(SENDERS)
        subject = f"{luck.choice(SUBJECTS)} เรื่องที่ {luck.randrange(10_000)}"
        number = f"มค ๐๐๒๓.{n % 7}/{n}"
        made.append(
            ReceivedPaper(
                entry=entry, year=year, number=n, origin="upload", sender=sender, subject=subject,
                sender_number=number, to="นายก", retention="usual", state="assigned",
                secrecy="confidential" if n % 50 == 0 else "", sender_key=f"{year}|{n}",
                received_by=officer, words=words_of(str(n), sender, number, subject, "นายก"),
            )
        )  # fmt: skip
    papers = ReceivedPaper.objects.bulk_create(made)
    divisions = list(Division.objects.all())
    Assignment.objects.bulk_create(
        Assignment(paper=p, division=divisions[n % len(divisions)], due_on=day, assigned_by=officer)
        for n, p in enumerate(papers)
    )
