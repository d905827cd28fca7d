"""Pages are looked after: who finds them right, who is reminded, what the order and the report say."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.audit.models import AuditEntry
from prongsai.channels.models import Notice
from prongsai.common.errors import Refused
from prongsai.correspondence import services as papers
from prongsai.correspondence.models import Paper
from prongsai.organization.queries import find_division
from prongsai.thai.calendar import Month
from prongsai.website import services
from prongsai.website.aging import State
from prongsai.website.kept import get_tree
from prongsai.website.models import MonthlyReport, PageCheck, SitePage
from prongsai.website.monthly import get_month
from tests.conftest import Office
from tests.website.test_pages import add_news

MOST = 12


def page_of(slug: str) -> SitePage:
    """A Thai page of the first level."""
    return SitePage.objects.get(slug=slug, depth=3)


def age(slug: str, days: int, **values: Any) -> SitePage:
    """The page as if it had been published so many days ago."""
    moment = timezone.now() - dt.timedelta(days=days)
    SitePage.objects.filter(slug=slug, depth=3).update(
        first_published_at=moment, last_published_at=moment, **values
    )
    return page_of(slug)


@pytest.fixture
def plans(office: Office) -> SitePage:
    """A page that the finance division keeps, to be looked at each half year, 200 days old."""
    return age("plans", 200, keeper=find_division("กองคลัง"))


def state_of(slug: str) -> State:
    """How a page stands today."""
    tree = get_tree(on=timezone.localdate())
    return next(row.age.state for row in tree.pages if row.page.slug == slug)


def enter(user: Any) -> Client:
    """A signed-in window."""
    client = Client()
    client.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
    return client


def test_the_keepers_people_find_a_page_still_right_and_its_age_begins_anew(
    office: Office, plans: SitePage, client: Client
) -> None:
    assert state_of("plans") == State.OVERDUE
    for other in (office.head, office.stranger):
        with pytest.raises(Refused):
            services.confirm_page(actor=other, page=plans)
    answer = enter(office.finance).post(f"/office/website/care/{plans.pk}/right/")
    assert answer.status_code == 302
    services.confirm_page(actor=office.officer, page=plans)  # again on the same day: once is enough
    assert PageCheck.objects.get(page=plans).checked_by == office.finance
    assert AuditEntry.objects.filter(event="website.page_confirmed").count() == 1
    assert state_of("plans") == State.FRESH
    assert "ตรวจแล้วว่ายังถูกต้อง" in client.get("/plans/").content.decode()
    with pytest.raises(Refused):
        services.confirm_page(actor=office.officer, page=add_news("ข่าว"))


def test_news_keep_their_list_fresh_and_do_not_age_themselves(office: Office) -> None:
    age("news", 100)
    assert state_of("news") == State.OVERDUE
    add_news("ข่าวใหม่", first_published_at=timezone.now(), last_published_at=timezone.now())
    assert state_of("news") == State.FRESH
    assert "ข่าวใหม่" not in {r.page.title for r in get_tree(on=timezone.localdate()).pages}


def test_the_board_shows_who_is_late_in_few_queries_and_as_a_file(
    office: Office, plans: SitePage
) -> None:
    client = enter(office.finance)
    client.get("/office/website/care/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/office/website/care/?division=finance&state=owed").content.decode()
    assert len(asked) <= MOST
    assert "แผนและรายงาน" in page
    assert "ยังถูกต้อง" in page
    assert "1 หน้า" in page
    other = enter(office.mayor).get("/office/website/care/?state=overdue").content.decode()
    assert f"/care/{plans.pk}/right/" in page
    assert f"/care/{plans.pk}/right/" not in other
    sheet = client.get("/office/website/care.csv?state=overdue").content.decode("utf-8-sig")
    assert "กองคลัง" in sheet
    assert len(sheet.strip().splitlines()) == 2
    assert "แผนและรายงาน" in client.get("/office/").content.decode()


def test_keepers_hear_it_once_a_week_then_those_above_them(office: Office, plans: SitePage) -> None:
    monday = timezone.localdate() + dt.timedelta(days=7 - timezone.localdate().weekday())
    texts = Notice.objects.filter(key__startswith="website:")
    for day in (monday, monday + dt.timedelta(days=1)):
        services.remind_of_pages(on=day)
    assert texts.filter(recipient=office.finance).count() == 1
    assert not texts.filter(recipient=office.palad).exists()
    services.remind_of_pages(on=monday + dt.timedelta(days=28))
    assert texts.filter(recipient=office.finance).count() == 2
    late = texts.get(recipient=office.palad, key__contains=":above:finance:")
    assert "กองคลัง" in late.text
    assert "แผนและรายงาน" in late.text


def test_the_order_names_divisions_people_and_pages_in_thai_digits(
    office: Office, plans: SitePage
) -> None:
    with pytest.raises(Refused):
        services.draft_keepers(actor=office.finance)
    answer = enter(office.officer).post("/office/website/care/order/")
    paper = Paper.objects.get(class_code="website-keepers")
    assert str(paper.public_id) in answer["Location"]
    assert paper.kind == "order"
    for words in ("กองคลัง", "คุณfinance", "“แผนและรายงาน” (ทุก ๖ เดือน)", "มาตรา ๕๙"):
        assert words in paper.body, words
    assert not any(digit in paper.body for digit in "0123456789")
    assert "สำนักปลัด" in paper.body  # who keeps the front page, although divisions came after it
    papers.submit_paper(actor=office.officer, paper=paper)  # it goes its normal way


def test_the_report_of_a_month_says_what_came_and_what_is_overdue(
    office: Office, plans: SitePage
) -> None:
    today = timezone.localdate()
    month = Month.of(today)
    add_news("ข่าว | เดือนนี้", first_published_at=timezone.now(), last_published_at=timezone.now())
    services.confirm_page(actor=office.officer, page=page_of("contact"))
    found = get_month(month, on=today)
    assert "ข่าว | เดือนนี้" in {change.title for change in found.new}
    assert (found.looked, [row.page.slug for row in found.overdue]) == (1, ["plans"])
    client = enter(office.officer)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/office/website/reports/{month}/").content.decode()
    assert len(asked) <= MOST + 4
    assert "ข่าว | เดือนนี้" in page
    client.post(f"/office/website/reports/{month}/draft/")
    paper = services.draft_month(actor=office.officer, month=month)
    assert Paper.objects.filter(class_code="website-report").count() == 1
    assert "ข่าว / เดือนนี้" in paper.body
    assert "แผนและรายงาน (กองคลัง) เกินกำหนด" in paper.body
    assert "เร่งปรับปรุงให้เป็นปัจจุบัน" in paper.body
    with pytest.raises(Refused):
        services.draft_month(actor=office.officer, month=month.plus(1))
    listed = client.get("/office/website/reports/").content.decode()
    assert str(paper.public_id) in listed


def test_a_month_is_drafted_by_itself_once_where_the_organisation_wants_it(office: Office) -> None:
    day = timezone.localdate().replace(day=2)
    assert services.draft_last_month(on=day) is None
    with pytest.raises(Refused):
        services.set_care(actor=office.finance, drafts_reports=True)
    enter(office.officer).post("/office/website/reports/setting/", {"drafts_reports": "on"})
    paper = services.draft_last_month(on=day)
    assert paper is not None
    assert Notice.objects.filter(
        recipient=office.officer, key__startswith="website:report"
    ).exists()
    assert services.draft_last_month(on=day) is None
    papers.delete_draft(actor=office.officer, paper=paper)
    assert MonthlyReport.objects.get().paper is None
    assert services.draft_last_month(on=day) is None
