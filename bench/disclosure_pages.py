"""The readiness page with ten years of items, places, looks at them and published papers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in, unguarded
from bench.results import Result

YEARS, PLACES, PAPERS = 10, 3, 60
MOST_QUERIES = 16
TABLES = ("disclosure_proof", "correspondence_paper")


def measure(folder: Path) -> Iterator[Result]:
    """Fill ten years, open what the officer and an assessor open."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        officer = people()["officer"]
        newest = _fill(officer)
        yield from _pages(sign_in(officer), newest)
        from django.db import connections

        connections.close_all()


def _pages(client: Any, newest: int) -> Iterator[Result]:
    office = f"/office/disclosure/{newest}/"
    for name, path in (
        ("readiness", office),
        ("what is missing", f"{office}missing/"),
        ("addresses to key in", f"{office}addresses/"),
        ("one item", f"{office}items/o1/"),
    ):
        yield from measure_page(client, f"{name}, {YEARS} years", path, MOST_QUERIES)
    for name, path in (("public page", f"/ita/{newest}/"), ("public item", f"/ita/{newest}/o1/")):
        yield from measure_page(client, f"{name}, {YEARS} years", path, MOST_QUERIES)


def _fill(officer: Any) -> int:
    """Ten years up to this one; the services would not open years that have no catalogue."""
    from django.utils import timezone

    from prongsai.disclosure.models import DisclosureYear
    from prongsai.thai.fiscal import fiscal_year_of

    newest = fiscal_year_of(timezone.localdate()).year_be
    _publish_papers(officer, newest)
    with unguarded(*TABLES):
        for number in range(newest - YEARS + 1, newest + 1):
            year = DisclosureYear.objects.create(
                fiscal_year=number, opened_by=officer, published_at=timezone.now()
            )
            _fill_year(year, newest)
    return newest


def _fill_year(year: Any, newest: int) -> None:
    """Every component of the newest list with places that were looked at."""
    from prongsai.catalogues.queries import find_catalogue
    from prongsai.disclosure.models import Checked, CheckRun, DisclosedItem, Duty, Proof
    from prongsai.disclosure.queries.catalogue import components_of
    from prongsai.organization.models import Division

    catalogue = find_catalogue(newest)
    assert catalogue is not None
    division = Division.objects.first()
    now = year.published_at
    run = CheckRun.objects.create(year=year, state="done", started_at=now, ended_at=now)
    for item in catalogue.items:
        row = DisclosedItem.objects.create(year=year, code=item.code)
        parts = [component.id for component in components_of(item)]
        Duty.objects.bulk_create(
            Duty(item=row, component=part, division=division, months=12) for part in parts
        )
        links = [
            (part, f"https://office.example/{year.fiscal_year}/{item.code}/{part}/{n}")
            for part in parts
            for n in range(PLACES)
        ]
        Proof.objects.bulk_create(
            Proof(item=row, component=part, kind="address", label=link, link=link)
            for part, link in links
        )
        outcomes = [{"code": "address-opens", "level": "ok", "params": {"seconds": 1}}]
        Checked.objects.bulk_create(
            Checked(
                run=run,
                year=year,
                item_code=item.code,
                component=part,
                address=link,
                level="ok",
                outcomes=outcomes,
            )
            for part, link in links
        )


def _publish_papers(officer: Any, newest: int) -> None:
    """Orders and announcements of ten years on the public site."""
    from django.utils import timezone

    from prongsai.correspondence.models import Paper
    from prongsai.organization.models import Division

    division = Division.objects.first()
    Paper.objects.bulk_create(
        Paper(
            kind="announcement",
            class_code="no-gift",
            subject=f"ประกาศฉบับที่ {n}",
            body="ทดสอบ",
            division=division,
            fiscal_year=newest - n % YEARS,
            state="issued",
            created_by=officer,
            published_at=timezone.now(),
        )
        for n in range(YEARS * PAPERS)
    )
