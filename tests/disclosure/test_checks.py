"""The checks in the worker: one run at a time, nothing twice, taken up again after a crash."""

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from prongsai.common.errors import Refused
from prongsai.correspondence import services as papers
from prongsai.correspondence.models import Paper
from prongsai.disclosure import services
from prongsai.disclosure.models import Checked, CheckRun, DisclosureYear
from prongsai.disclosure.rules import State
from prongsai.disclosure.services import PlaceDraft
from prongsai.disclosure.services.checks import RUNS_KEPT, start_nightly
from prongsai.disclosure.tasks import sweep
from prongsai.evidence.services import add_files
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.disclosure import samples
from tests.disclosure.conftest import YEAR, keep, line_of, publish, show

PAGE = "<html lang=th><title>โครงสร้าง</title><p>อบต.ทดสอบ ปีงบประมาณ พ.ศ. 2569 ลงวันที่ 5 มกราคม 2569"
HOME = f"/office/disclosure/{YEAR}/"


class Site(BaseHTTPRequestHandler):
    """A small website: /good answers, all else is not there. It counts what was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        """Answer one question."""
        self.asked.append(self.path)
        content = PAGE.encode()
        self.send_response(200 if self.path.startswith("/good") else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(settings: Any) -> Iterator[tuple[str, list[str]]]:
    """That website's address, and what it was asked for."""
    settings.FETCH_TRUSTED = ["127.0.0.0/8"]
    handler = type("Asked", (Site,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler.asked
    server.shutdown()
    server.server_close()
    thread.join()


def run_all(office: Office, year: DisclosureYear, **more: Any) -> CheckRun:
    """Ask for the checks and let the worker go through them."""
    run = services.start_checks(actor=office.officer, year=year, **more)
    assert services.run_waiting() == 1
    run.refresh_from_db()
    return run


def test_a_dead_address_fails_its_item_and_says_what_to_do(
    office: Office, year: DisclosureYear, site: tuple[str, list[str]], sign_in: Callable[[Any], Any]
) -> None:
    base, _asked = site
    show(office.officer, year, component="a", link=f"{base}/good")
    show(office.officer, year, component="b", link=f"{base}/gone")
    run = run_all(office, year)
    assert (run.state, run.done, run.total, run.failed) == ("done", 2, 2, 1)
    line = line_of(year, "O1")
    assert (line.state, line.score) == (State.FAILED, 0)
    good = line.parts[0].places[0].checked
    assert good is not None
    assert good.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    page = sign_in(office.officer).get(f"{HOME}checks/").content.decode()
    assert "404" in page
    assert "O1" in page


def test_an_address_that_shows_several_components_is_opened_once(
    office: Office, year: DisclosureYear, site: tuple[str, list[str]]
) -> None:
    base, asked = site
    for component in ("a", "b", "c"):
        show(office.officer, year, code="O5", component=component, link=f"{base}/good")
    run = run_all(office, year)
    assert (run.done, asked.count("/good")) == (3, 1)
    assert Checked.objects.filter(is_current=True).count() == 3


def test_the_runs_of_several_years_ask_a_site_for_its_rules_once(
    office: Office, year: DisclosureYear, site: tuple[str, list[str]]
) -> None:
    base, asked = site
    older = services.open_year(actor=office.officer, fiscal_year=YEAR - 1)
    for one in (year, older):
        show(office.officer, one, link=f"{base}/good")
        services.start_checks(actor=office.officer, year=one)
    assert services.run_waiting() == 2
    assert (asked.count("/robots.txt"), asked.count("/good")) == (1, 2)


def test_own_files_and_pages_are_read_without_the_network(
    office: Office, year: DisclosureYear, published: Paper
) -> None:
    (file,) = add_files(
        actor=office.officer, uploads=[(make_pdf(), "a.pdf")], captions=["ผัง"], is_public=True
    )
    where: dict[str, Any] = {"actor": office.officer, "year": year, "code": "O1"}
    services.add_file(**where, component="a", evidence=file, draft=PlaceDraft())
    run_all(office, year)
    row = Checked.objects.get(item_code="O1")
    assert row.sha256 == hashlib.sha256(make_pdf()).hexdigest()
    page = line_of(year, "O20").parts[0].places[0]
    assert page.level == "ok"


def test_own_pages_are_checked_for_what_they_say(
    office: Office, year: DisclosureYear, settings: Any
) -> None:
    paper = publish(office, f"ผลของปีงบประมาณ พ.ศ. 2566 ผู้ร้อง {samples.CITIZEN_ID} ของเดิม")
    own = settings.PRONGSAI_BASE_URL + line_of(year, "O20").parts[0].places[0].place.url
    show(office.officer, year, code="O18", component="a", link=own)
    show(office.officer, year, code="O1", component="a", link=f"{settings.PRONGSAI_BASE_URL}/gone/")
    run_all(office, year)
    by_itself = line_of(year, "O20").parts[0].places[0]
    entered = line_of(year, "O18").parts[0].places[0]
    for row in (by_itself, entered):
        codes = {one.code: one.level for one in row.findings}
        assert (row.level, codes["citizen-id"], codes["address-opens"]) == ("fail", "fail", "ok")
        assert {"agency-named", "date-inside"} & set(codes)
        assert all(one.advice for one in row.findings if one.level != "ok")
    assert "year-named" in {one.code for one in by_itself.findings}
    assert "year-wrong" in {one.code for one in entered.findings}
    gone = line_of(year, "O1").parts[0].places[0]
    assert gone.findings[0].code == "status-missing"
    papers.set_published(actor=office.officer, paper=paper, is_public=False)


def test_a_pdf_beside_a_table_that_machines_read_does_not_fail_it(
    office: Office, year: DisclosureYear
) -> None:
    head = ("ที่", "หน่วยงาน", "ปีงบประมาณ", "เรื่องร้องเรียน")
    book = samples.book(head, (1, "อบต.ทดสอบ", "พ.ศ. 2568", 0), (2, "1 พ.ย. 2567", "-", "-"))
    uploads = [(make_pdf(), "a.pdf"), (book, "a.xlsx")]
    pdf, sheet = add_files(
        actor=office.officer, uploads=uploads, captions=["ก", "ข"], is_public=True
    )
    where: dict[str, Any] = {"actor": office.officer, "year": year, "code": "O18"}
    services.add_file(**where, component="d", evidence=pdf, draft=PlaceDraft())
    run_all(office, year)
    part = next(p for p in line_of(year, "O18").parts if p.component.id == "d")
    assert "machine-unreadable" in {one.code for one in part.places[0].findings}
    added = services.add_file(**where, component="d", evidence=sheet, draft=PlaceDraft())
    run = run_all(office, year)
    part = next(p for p in line_of(year, "O18").parts if p.component.id == "d")
    codes = [{one.code for one in row.findings} for row in part.places]
    assert "machine-beside" in codes[0]
    assert not codes[0] & {"machine-unreadable", "kind-differs"}
    assert part.state is not State.FAILED
    assert run.failed == 0
    services.withdraw_proof(actor=office.officer, proof=added)
    part = next(p for p in line_of(year, "O18").parts if p.component.id == "d")
    assert part.state is State.FAILED


def test_one_run_a_year_at_a_time(office: Office, year: DisclosureYear) -> None:
    show(office.officer, year)
    services.start_checks(actor=office.officer, year=year)
    for item_code in ("", "O1"):
        with pytest.raises(Refused):
            services.start_checks(actor=office.officer, year=year, item_code=item_code)
    assert start_nightly(on=dt.date(YEAR - 543, 1, 1)) == []


def test_a_killed_worker_leaves_a_run_that_another_takes_up_without_looking_twice(
    office: Office, year: DisclosureYear, site: tuple[str, list[str]]
) -> None:
    base, asked = site
    for component in ("a", "b"):
        show(office.officer, year, component=component, link=f"{base}/good/{component}")
    run = services.start_checks(actor=office.officer, year=year)
    now = timezone.now()
    # As the killed worker left it: one place kept, its heart beating a moment ago.
    CheckRun.objects.filter(pk=run.pk).update(worker="killed", beat_at=now, done=1)
    Checked.objects.create(
        run=run, year=year, item_code="O1", component="a", address=f"{base}/good/a", level="ok"
    )
    assert services.run_waiting() == 0  # it may still live
    CheckRun.objects.filter(pk=run.pk).update(beat_at=now - dt.timedelta(minutes=6))
    sweep(timestamp=0)
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("done", 2, 2)
    assert [path for path in asked if path.startswith("/good")] == ["/good/b"]


def test_a_run_that_never_ends_is_marked_as_interrupted(
    office: Office, year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    run = services.start_checks(actor=office.officer, year=year)
    old = timezone.now() - dt.timedelta(hours=13)
    CheckRun.objects.filter(pk=run.pk).update(started_at=old)
    assert services.run_waiting() == 0
    run.refresh_from_db()
    assert run.state == CheckRun.State.STOPPED
    assert "หยุดกลางคัน" in sign_in(office.officer).get(f"{HOME}checks/").content.decode()


def test_a_run_that_fails_is_put_off_and_keeps_no_other_from_its_turn(
    office: Office, year: DisclosureYear, site: tuple[str, list[str]], sign_in: Callable[[Any], Any]
) -> None:
    older = DisclosureYear.objects.create(fiscal_year=YEAR - 60)  # no catalogue is that old
    bad = CheckRun.objects.create(year=older)
    show(office.officer, year, link=f"{site[0]}/good")
    services.start_checks(actor=office.officer, year=year)
    assert services.run_waiting() == 1
    for minutes in (6, 11, 21):
        assert services.run_waiting() == 0
        beat = timezone.now() - dt.timedelta(minutes=minutes)
        CheckRun.objects.filter(pk=bad.pk).update(beat_at=beat)
        services.run_waiting()
        bad.refresh_from_db()
        assert (bad.state, bad.reason) == (CheckRun.State.RUNNING, "LookupError")
    CheckRun.objects.filter(pk=bad.pk).update(beat_at=timezone.now() - dt.timedelta(minutes=41))
    assert services.run_waiting() == 1
    bad.refresh_from_db()
    assert (bad.state, bad.tries) == (CheckRun.State.STOPPED, 5)


def test_what_kills_every_worker_is_said_to_be_unchecked_with_the_reason(
    office: Office, year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    show(office.officer, year)
    run = services.start_checks(actor=office.officer, year=year)
    old = timezone.now() - dt.timedelta(hours=1)
    CheckRun.objects.filter(pk=run.pk).update(worker="killed", beat_at=old, tries=4)
    assert services.run_waiting() == 1
    run.refresh_from_db()
    assert (run.state, run.done, run.failed) == ("done", 1, 0)
    place = line_of(year, "O1").parts[0].places[0]
    assert (place.level, place.findings[0].code) == ("unknown", "not-checked")
    page = sign_in(office.officer).get(f"{HOME}checks/").content.decode()
    assert "ตรวจไม่ได้" in page


def test_the_progress_is_shown_with_and_without_script(
    office: Office, year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    show(office.officer, year)
    client = sign_in(office.officer)
    assert client.post(f"{HOME}checks/start/").status_code == 302
    for at in (f"{HOME}checks/", f"{HOME}items/o1/"):
        page = client.get(at).content.decode()
        for words in ("data-live", "<progress", "ดูอีกครั้ง"):
            assert words in page, at
    assert client.post(f"{HOME}checks/start/").status_code == 302  # refused: it runs already
    assert CheckRun.objects.count() == 1


def test_keepers_check_their_own_items_and_nobody_the_whole_year_but_the_officer(
    office: Office, year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    keep(office, year, "O1", "กองคลัง")
    client = sign_in(office.finance)
    assert client.post(f"{HOME}checks/start/").status_code == 403
    assert client.post(f"{HOME}items/o1/check/").status_code == 302
    assert CheckRun.objects.get().item_code == "O1"
    for actor, code in ((office.finance, "O2"), (office.head, "O1"), (office.finance, "")):
        with pytest.raises(Refused):
            services.start_checks(actor=actor, year=year, item_code=code)


def test_nights_check_what_is_ahead_and_on_sundays_every_public_year(
    office: Office, year: DisclosureYear
) -> None:
    show(office.officer, year)
    services.publish_year(actor=office.officer, year=year)
    saturday = dt.date(YEAR - 543, 11, 28)
    assert start_nightly(on=saturday) == []
    assert len(start_nightly(on=saturday + dt.timedelta(days=1))) == 1
    CheckRun.objects.update(state="done", ended_at=timezone.now())
    assert len(start_nightly(on=dt.date(YEAR - 543, 4, 10))) == 1


def test_old_runs_are_forgotten_and_the_newest_look_stays(
    office: Office, year: DisclosureYear, published: Paper
) -> None:
    for _n in range(RUNS_KEPT + 3):
        run_all(office, year)
    assert year.runs.count() == RUNS_KEPT
    current = Checked.objects.filter(is_current=True)
    assert current.count() == 1
    assert current[0].run == year.runs.first()
