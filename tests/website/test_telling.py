"""People are told of a public page through the channels, by who may publish it, each channel once."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from prongsai.channels.chat_menu import list_entries
from prongsai.channels.codes import Channel
from prongsai.channels.colours import find_colour
from prongsai.channels.models import Delivery, LoggedPublication
from prongsai.channels.services import deliver_publications
from prongsai.common.errors import Refused
from prongsai.evidence.sources import registry
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website import services
from prongsai.website.models import Look, SiteImage, SitePage
from prongsai.website.rules import WHITE, contrast
from prongsai.website.spread import count_of_year
from tests.channels.conftest import add_account
from tests.channels.fakes.graph import FakeGraph
from tests.channels.fakes.line import FakeLine
from tests.channels.fakes.server import running
from tests.conftest import Office
from tests.website.conftest import add_news
from tests.website.files import photo
from tests.website.making import add_event

YEAR = fiscal_year_of(timezone.localdate()).year_be
MOST_QUERIES = 20
LATER = {"channels": ["email"], "kind": "news", "when": "later", "time": "09:00"}


def _address(page: Any) -> str:
    return f"/office/website/tell/{page.pk}/"


def _states(page: SitePage) -> list[dict[str, str]]:
    rows = LoggedPublication.objects.filter(key__contains=page.translation_key).order_by("-id")
    return [dict(row.deliveries.values_list("channel", "state")) for row in rows]


def _picture() -> SiteImage:
    file = ContentFile(photo(1600, 1200), name="a.jpg")
    return SiteImage.objects.create(title="ภาพ", file=file)


def test_news_reach_every_open_channel_once_and_the_proof_counts_their_address_once(
    office: Office, sign_in: Any, settings: Any
) -> None:
    settings.PRONGSAI_BASE_URL = "https://sao.example"
    page = add_news("relief", "มอบถุงยังชีพ", first_published_at=timezone.now(), picture=_picture())
    client = sign_in(office.officer)
    with running(FakeLine()) as line, running(FakeGraph()) as graph:
        settings.LINE_API_URL, settings.FACEBOOK_API_URL = line.url, f"{graph.url}/v25.0"
        for channel in (Channel.LINE, Channel.FACEBOOK):
            add_account(channel)
        client.get(_address(page))
        with CaptureQueriesContext(connection) as queries:
            asked = client.get(_address(page)).content.decode()
        assert len(queries) <= MOST_QUERIES, len(queries)
        assert all(word in asked for word in ("LINE Official Account", "มอบถุงยังชีพ", "/pictures/"))
        given = {"channels": ["line", "facebook", "email"], "kind": "procurement", "when": "now"}
        assert client.post(_address(page), given).status_code == 302
        assert client.post(_address(page), given).status_code == 422  # each channel once
        deliver_publications()
        assert isinstance(line, FakeLine)
        assert isinstance(graph, FakeGraph)
        bubble = line.said[0][1][0]["contents"]
        assert len(graph.wall) == 1
    names = ["website", "feed", "line", "facebook", "email"]
    assert _states(page) == [dict.fromkeys(names, "sent")]
    row = LoggedPublication.objects.get()
    assert (row.kind, row.url.isascii()) == ("procurement", True)
    assert bubble["hero"]["url"] == f"https://sao.example{row.picture}"
    assert row.picture[-4:] == ".jpg"
    shown = Client().get(row.picture)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    assert Client().get(row.url).status_code == 200
    source = registry.find("publications")
    assert source is not None
    report = source.report(YEAR)
    assert report.suggested_output is not None
    assert report.suggested_output[0] == 1
    for words in ("เว็บไซต์ ๑ เรื่อง", "LINE Official Account ๑ เรื่อง"):
        assert words in report.suggested_output[2]
    SitePage.objects.update(first_published_at=timezone.now() - dt.timedelta(days=800))
    assert dict(count_of_year(YEAR)[1])["เว็บไซต์"] == 0  # it stood there long before


def test_what_has_not_left_stops_with_its_page_and_can_be_told_again(
    office: Office, sign_in: Any
) -> None:
    page, client = add_news("water", "น้ำไม่ไหล"), sign_in(office.officer)
    edit = client.get(f"/office/pages/{page.pk}/edit/").content.decode()
    assert _address(page) in edit
    soon = timezone.localdate() + dt.timedelta(days=3)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"day": ""}, "day"), ({"time": "x", "day": f"{soon}"}, "time"),
        ({"day": "1/1/2560"}, "day"), ({"channels": []}, "channels"), ({"channels": ["line"]}, "channels"),
    ]  # fmt: skip
    for more, field in wrong:
        answer = client.post(_address(page), LATER | more)
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
    assert not LoggedPublication.objects.exists()
    client.post(_address(page), LATER | {"day": f"{soon}"})
    assert _states(page) == [{"website": "sent", "feed": "sent", "email": "waiting"}]
    told = client.post(f"/office/pages/{page.pk}/unpublish/", follow=True).content.decode()
    assert _address(page) in told
    stopped = {"website": "sent", "feed": "sent", "email": "cancelled"}
    assert _states(page) == [stopped]
    assert client.post(_address(page), LATER | {"day": f"{soon}"}).status_code == 422
    page.refresh_from_db()
    page.save_revision().publish()
    client.post(_address(page), LATER | {"day": f"{soon}"})
    assert _states(page)[0]["email"] == "waiting"
    client.post(f"{_address(page)}withdraw/")
    assert _states(page) == [stopped, stopped]
    assert "ไม่มี" in client.post(f"{_address(page)}withdraw/", follow=True).content.decode()
    assert not Delivery.objects.filter(state="waiting").exists()


def test_a_page_that_was_corrected_is_told_of_again_as_a_correction_once(
    office: Office, sign_in: Any, settings: Any
) -> None:
    page, client = add_news("fair", "งานวันที่ 21 ธันวาคม"), sign_in(office.officer)
    correct = f"{_address(page)}correct/"
    given = {"correction-channels": ["line"], "correction-note": "วันจัดงานคือ 12 ธันวาคม"}
    assert client.post(correct, given).status_code == 422  # nothing was told yet
    with running(FakeLine()) as line:
        assert isinstance(line, FakeLine)
        settings.LINE_API_URL = line.url
        add_account(Channel.LINE)
        services.tell_page(actor=office.officer, page=page, channels=["line"], kind="plan")
        assert client.post(correct, given).status_code == 422
        with pytest.raises(Refused, match="ยังไม่ส่ง"):
            services.tell_correction(actor=office.officer, page=page, channels=["line"], note="x")
        deliver_publications()
        SitePage.objects.filter(pk=page.pk).update(title="งานวันที่ 12 ธันวาคม")
        looked = client.post(correct, given | {"look": ""}).content.decode()
        assert "แก้ไข: งานวันที่ 12 ธันวาคม" in looked
        assert LoggedPublication.objects.count() == 1
        for wrong in ({"correction-note": " "}, {"correction-channels": ["email"]}):
            assert client.post(correct, given | wrong).status_code == 422
        assert client.post(correct, given).status_code == 302
        deliver_publications()
        assert client.post(correct, given).status_code == 422  # told already
        texts = [str(messages) for _to, messages in line.said]
    assert len(texts) == 2
    assert "แก้ไข: วันจัดงานคือ 12 ธันวาคม" in texts[1]
    first, second = LoggedPublication.objects.order_by("id")
    assert (first.title, second.corrects, second.kind) == ("งานวันที่ 21 ธันวาคม", first, "plan")
    shown = client.get(f"/office/channels/log/{second.public_id}/").content.decode()
    assert f"/office/channels/log/{first.public_id}/" in shown
    with pytest.raises(Refused):
        services.tell_correction(actor=office.finance, page=page, channels=["line"], note="x")


def test_who_may_not_publish_may_not_tell_and_only_pieces_are_told(
    office: Office, sign_in: Any
) -> None:
    event = add_event("ฉีดวัคซีน", first_on=timezone.localdate())
    services.appoint_editor(actor=office.officer, user=office.finance)
    services.set_moderation(actor=office.officer, is_moderated=True)
    finance = sign_in(office.finance)
    assert finance.get(_address(event)).status_code == 403
    with pytest.raises(Refused):
        services.tell_page(actor=office.finance, page=event, channels=["email"])
    officer = sign_in(office.officer)
    assert officer.get(_address(SitePage.objects.get(slug="about", depth=3))).status_code == 404
    services.tell_page(actor=office.officer, page=event, channels=["email"])
    assert _states(event) == [
        {"website": "sent", "feed": "sent", "ics": "sent", "email": "waiting"}
    ]
    hidden = add_news("hidden", "เฉพาะสมาชิก")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    with pytest.raises(Refused):
        services.tell_page(actor=office.officer, page=hidden, channels=["email"])


def test_line_has_the_colour_and_the_pages_of_the_site(office: Office) -> None:
    services.set_look(
        actor=office.officer, brand="#e0b040", accent="#5b2a86", mourning="none", logo=None,
        keeps_logo=True,
    )  # fmt: skip
    assert Look.objects.get().brand == "#e0b040"
    assert contrast(find_colour(), WHITE) >= 4.5
    found = {entry.code: entry.address for entry in list_entries()}
    assert found["services"].endswith("/services/")
    assert found["complaints"].endswith("/integrity/complaints/")
    SitePage.objects.get(slug="services", depth=3).unpublish()
    assert "services" not in {entry.code for entry in list_entries()}
