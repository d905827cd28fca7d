"""The office's screens: accounts whose secrets are never shown, the menu, the log, what was given up."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from prongsai.audit.models import AuditEntry
from prongsai.channels import services
from prongsai.channels.chat_menu import Entry
from prongsai.channels.composing.menu import lay_out
from prongsai.channels.composing.preview import preview
from prongsai.channels.models import ChannelAccount, Delivery, LoggedPublication, Sending
from prongsai.common.errors import Refused
from prongsai.common.secretbox import unseal
from tests.channels.conftest import make_news
from tests.channels.fakes.graph import PAGE, FakeGraph
from tests.channels.fakes.line import SECRET, FakeLine
from tests.channels.fakes.server import TOKEN, Answer
from tests.conftest import Office

HOME = "/office/channels/"
LINE = {"is_enabled": "on"}


def test_an_administrator_sets_up_line_and_nobody_reads_its_secrets(
    office: Office, line_server: FakeLine, sign_in: Callable[[Any], Any]
) -> None:
    line_server.quota, line_server.used = 500, 120
    client = sign_in(office.admin)
    assert client.post(f"{HOME}line/", LINE).status_code == 422
    wrong = client.post(f"{HOME}line/", LINE | {"token": "two words", "secret": SECRET})
    assert wrong.status_code == 422
    assert "two words" not in wrong.content.decode()
    given = LINE | {"token": TOKEN, "secret": SECRET}
    assert client.post(f"{HOME}line/", given).status_code == 302
    account = ChannelAccount.objects.get()
    assert (unseal(bytes(account.token)), unseal(bytes(account.secret))) == (TOKEN, SECRET)
    assert TOKEN.encode() not in bytes(account.token)
    client.post(f"{HOME}line/test/")
    page = client.get(f"{HOME}line/").content.decode()
    assert "อบต.ทดสอบ" in page
    assert "/line/webhook/" in page
    assert TOKEN not in page
    assert SECRET not in page
    assert "120" in client.get(HOME).content.decode()
    assert client.post(f"{HOME}line/", {}).status_code == 302
    account.refresh_from_db()
    assert (unseal(bytes(account.token)), account.is_enabled) == (TOKEN, False)
    with pytest.raises(Refused):
        services.set_account(actor=office.officer, channel="line", token=TOKEN, secret=SECRET)


def test_a_page_needs_its_own_token_and_an_expired_one_is_named(
    office: Office, graph: FakeGraph, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.admin)
    other = client.post(f"{HOME}facebook/", {"identity": "999999", "is_enabled": "on"})
    assert (other.status_code, "token" in other.context["form"].errors) == (422, True)
    graph.tokens = {"new"}
    page = client.post(f"{HOME}facebook/test/", follow=True).content.decode()
    assert "หมดอายุ" in page
    assert ChannelAccount.objects.get().problem == "token"
    client.post(f"{HOME}facebook/", {"identity": PAGE, "token": "new", "is_enabled": "on"})
    client.post(f"{HOME}facebook/test/")
    account = ChannelAccount.objects.get()
    assert (account.problem, account.name) == ("", "องค์การบริหารส่วนตำบลทดสอบ")


def test_the_menu_is_drawn_shown_and_replaces_the_old_one(
    office: Office, line: FakeLine, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.admin)
    picture = client.get(f"{HOME}menu.png")
    assert Image.open(io.BytesIO(picture.content)).size == (2500, 1686)
    for _n in range(2):
        client.post(f"{HOME}line/menu/")
    assert list(line.menus) == [line.default_menu]
    menu, drawn = line.menus[line.default_menu], line.pictures[line.default_menu]
    assert menu["size"] == {"width": 2500, "height": 1686}
    kinds = ["uri", "postback", "postback", "uri", "uri", "uri"]
    assert [area["action"]["type"] for area in menu["areas"]] == kinds
    assert (len(drawn) < 1024 * 1024, len(menu["chatBarText"]) <= 14) == (True, True)
    line.fail = [Answer(200, {"richMenuId": "richmenu-lost"}), Answer(400, {"message": "bad"})]
    with pytest.raises(Refused):
        services.make_menu(actor=office.admin)
    assert ChannelAccount.objects.get().menu_id == line.default_menu


@pytest.mark.parametrize("count", range(1, 7))
def test_every_menu_fills_its_picture(count: int) -> None:
    areas = lay_out([Entry(str(at), "", "") for at in range(count)])
    rows = {y: [a for a in areas if a.y == y] for y in {a.y for a in areas}}
    assert len(areas) == count
    for row in rows.values():
        assert all(a.x + a.width <= b.x for a, b in zip(row, row[1:], strict=False))
        assert row[-1].x + row[-1].width in range(2498, 2501)


def test_the_log_is_searched_exported_and_counted(
    office: Office, line: FakeLine, sign_in: Callable[[Any], Any]
) -> None:
    for at in range(40):
        services.publish(
            actor=office.officer,
            publication=make_news(f"n:{at}", title=f"=ข่าวที่ {at}", kind=("news", "plan")[at % 2]),
            channels=["website", "line"] if at == 3 else ["website"],
        )
    services.deliver_publications()
    client = sign_in(office.head)
    for address in (HOME, f"{HOME}log/"):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(address).status_code == 200
        assert len(counted) <= 12, (address, len(counted))
    page = client.get(f"{HOME}log/?channel=line").content.decode()
    assert ("ข่าวที่ 3<" in page, "ข่าวที่ 4<" in page) == (True, False)
    assert client.get(f"{HOME}log/?kind=plan&q=ที่+5").context["page"].paginator.count == 4
    sheet = load_workbook(io.BytesIO(client.get(f"{HOME}log.xlsx?channel=line").content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == ["เว็บไซต์", "LINE Official Account"]
    assert client.get(f"{HOME}log.exe").status_code == 404
    one = LoggedPublication.objects.get(key="n:3")
    shown = client.get(f"{HOME}log/{one.public_id}/").content.decode()
    assert "100" in shown
    assert "p-bubble" in shown


def test_what_was_given_up_stands_on_the_page_with_a_button_for_the_officer(
    office: Office, line: FakeLine, sign_in: Callable[[Any], Any]
) -> None:
    services.publish(actor=office.officer, publication=make_news(), channels=["line"])
    line.fail = [Answer(400, {"message": "A message is invalid"})]
    services.deliver_publications()
    sending = Sending.objects.get()
    again = f"{HOME}sendings/{sending.pk}/again/"
    assert again not in sign_in(office.head).get(HOME).content.decode()
    assert sign_in(office.head).post(again).status_code == 403
    client = sign_in(office.officer)
    page = client.get(HOME).content.decode()
    assert again in page
    assert "A message is invalid" in page
    assert client.post(again).status_code == 302
    services.deliver_publications()
    assert len(line.said) == 1


def test_what_waits_for_the_digest_goes_by_itself_when_the_officer_decides_so(
    office: Office, line: FakeLine, sign_in: Callable[[Any], Any]
) -> None:
    line.quota, line.used, line.followers = 500, 200, 100
    for at in range(2):
        services.publish(
            actor=office.officer,
            publication=make_news(f"n:{at}", title=f"ข่าวที่ {at}"),
            channels=["line"],
        )
    # As at noon: what is left does not suffice for one a day.
    Delivery.objects.update(held_until=timezone.now() + dt.timedelta(hours=5))
    ChannelAccount.objects.update(quota=500, used=200, reach=100, metered_at=timezone.now())
    first, second = Delivery.objects.order_by("id")
    now = f"{HOME}deliveries/{first.pk}/now/"
    assert now not in sign_in(office.head).get(HOME).content.decode()
    assert sign_in(office.head).post(now).status_code == 403
    client = sign_in(office.officer)
    assert now in client.get(HOME).content.decode()
    asked = client.get(now).content.decode()
    assert all(words in asked for words in ("100", "300", "200", "ข่าวที่ 0"))
    assert Sending.objects.count() == 0  # asking sends nothing
    assert client.post(now).status_code == 302
    assert client.post(now).status_code == 302  # a second touch is told, not sent
    sending = Sending.objects.get()
    assert [one.pk for one in sending.deliveries.all()] == [first.pk]
    assert AuditEntry.objects.filter(event="channels.sent_alone").count() == 1
    Sending.objects.update(state="sent")
    line.used = 450  # another program spent it meanwhile
    with pytest.raises(Refused, match="50"):
        services.send_alone(actor=office.officer, delivery=second)
    ChannelAccount.objects.update(used=450)
    assert (
        '<button type="submit" class="p-button">'
        not in client.get(f"{HOME}deliveries/{second.pk}/now/").content.decode().split("<main")[-1]
    )


def test_a_preview_needs_nothing_written(office: Office) -> None:
    shown = preview(make_news(title="ก" * 290, picture="/media/a.jpg", language="en"))
    assert len(shown.line_title) == 160
    assert not shown.has_picture  # LINE takes pictures over https only
    assert "#p" not in shown.facebook
    assert LoggedPublication.objects.count() == 0
