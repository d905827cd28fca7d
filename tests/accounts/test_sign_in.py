"""Signing in: invitations, rate limits, the second factor, recovery codes, devices."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from prongsai.accounts import services
from prongsai.accounts.models import Invitation, Session, User
from prongsai.common.errors import Refused
from tests.conftest import Office

PASSWORD = "หนึ่งสองสามสี่-1234"
LOGIN = "/office/login/"


@pytest.fixture
def head(office: Office) -> User:
    """The head with a password."""
    office.head.set_password(PASSWORD)
    office.head.save()
    found: User = office.head
    return found


def _code(device: TOTPDevice) -> str:
    generator = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{generator.token():06d}"


def _turn_on(user: User) -> tuple[TOTPDevice, list[str]]:
    device = services.begin_second_factor(actor=user)
    codes = services.confirm_second_factor(actor=user, code=_code(device))
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    return TOTPDevice.objects.get(), codes


@pytest.mark.parametrize("name", ["HEAD", "head@office.example"])
def test_name_or_mail_and_password_open_the_office(head: User, client: Any, name: str) -> None:
    answer = client.post(LOGIN, {"username": name, "password": PASSWORD})
    assert answer.headers["Location"] == "/office/"
    assert client.get("/office/").status_code == 200


def test_a_wrong_password_says_nothing_about_the_name(head: User, client: Any) -> None:
    pages = [
        client.post(LOGIN, {"username": name, "password": "x"})
        for name in ("head", "nobody-at-all")
    ]
    assert {page.status_code for page in pages} == {422}
    texts = {re.sub(r"value=\"[^\"]*\"", "", page.content.decode()) for page in pages}
    assert len(texts) == 1


def test_guessing_is_stopped_for_a_while(head: User, client: Any, settings: Any) -> None:
    settings.AXES_ENABLED = True
    statuses = [
        client.post(LOGIN, {"username": "head", "password": f"x{n}"}).status_code for n in range(6)
    ]
    assert statuses[-1] == 429
    assert client.post(LOGIN, {"username": "head", "password": PASSWORD}).status_code == 429


def test_next_never_leaves_this_site(head: User, client: Any) -> None:
    answer = client.post(
        LOGIN + "?next=https://evil.example/", {"username": "head", "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/office/"


def test_an_invitation_works_once(office: Office, client: Any) -> None:
    path = services.invite(actor=office.admin, user=office.finance, by_mail=False)
    wrong = client.post(path, {"full_name": "คุณคลัง", "password": "short", "again": "short"})
    assert wrong.status_code == 422
    done = client.post(path, {"full_name": "คุณคลัง", "password": PASSWORD, "again": PASSWORD})
    assert done.status_code == 302
    assert client.get(path).status_code == 410


def test_an_old_invitation_has_expired(office: Office, client: Any) -> None:
    path = services.invite(actor=office.admin, user=office.finance, by_mail=False)
    Invitation.objects.update(created_at=timezone.now() - dt.timedelta(days=8))
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    assert client.get(path).status_code == 410


def test_only_administrators_make_accounts(office: Office) -> None:
    with pytest.raises(Refused):
        services.create_account(actor=office.officer, username="x", full_name="x")
    with pytest.raises(Refused) as refusal:
        services.create_account(actor=office.admin, username="HEAD", full_name="x")
    assert refusal.value.field == "username"


def test_the_second_factor_is_asked_after_the_password(head: User, client: Any) -> None:
    device, _codes = _turn_on(head)
    answer = client.post(LOGIN, {"username": "head", "password": PASSWORD})
    assert "/office/login/code/" in answer.headers["Location"]
    assert client.get("/office/").status_code == 302
    assert client.post("/office/login/code/", {"code": "000000"}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert client.post("/office/login/code/", {"code": _code(device)}).status_code == 302
    assert client.get("/office/").status_code == 200


def test_a_recovery_code_opens_once(head: User, client: Any) -> None:
    _device, codes = _turn_on(head)
    for expected in (302, 422):
        client.post(LOGIN, {"username": "head", "password": PASSWORD})
        answer = client.post("/office/login/code/", {"code": codes[0]})
        assert answer.status_code == expected
        client.logout()


def test_a_code_is_not_taken_twice(head: User) -> None:
    device, _codes = _turn_on(head)
    code = _code(device)
    assert services.verify_second_factor(user=head, code=code) is not None
    assert services.verify_second_factor(user=head, code=code) is None


def test_an_administrator_has_seven_days_of_grace(office: Office, sign_in: Any) -> None:
    client = sign_in(office.admin)
    assert client.get("/office/").status_code == 200
    User.objects.filter(pk=office.admin.pk).update(
        administrator_since=timezone.now() - dt.timedelta(days=8)
    )
    answer = client.get("/office/")
    assert answer.headers["Location"] == "/office/account/code/"
    _turn_on(office.admin)
    with pytest.raises(Refused):
        services.disable_second_factor(actor=office.admin)


def test_devices_are_listed_and_ended(head: User, client: Any) -> None:
    from django.test import Client

    other = Client()
    for browser, agent in (
        (client, "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"),
        (other, "Android Chrome/120"),
    ):
        browser.post(LOGIN, {"username": "head", "password": PASSWORD}, HTTP_USER_AGENT=agent)
    page = client.get("/office/account/").content.decode()
    assert "Firefox" in page
    assert Session.objects.filter(user=head).count() == 2
    client.post("/office/account/session/", {"all": "1"})
    assert other.get("/office/").status_code == 302
    assert client.get("/office/").status_code == 200


def test_a_new_password_signs_all_other_devices_out(head: User, client: Any) -> None:
    from django.test import Client

    other = Client()
    for browser in (client, other):
        browser.post(LOGIN, {"username": "head", "password": PASSWORD})
    new = "ใหม่-กว่า-เดิม-5678"
    url = "/office/account/password/"
    wrong = client.post(url, {"old": "x", "password": new, "again": new})
    assert wrong.status_code == 422
    assert client.post(url, {"old": PASSWORD, "password": new, "again": new}).status_code == 302
    assert client.get("/office/").status_code == 200
    assert other.get("/office/").status_code == 302


def test_the_persona_bar_is_closed_unless_it_was_opened(
    office: Office, client: Any, settings: Any
) -> None:
    url = f"/persona/{office.head.pk}/"
    assert client.post(url).status_code == 404
    settings.PERSONA_BAR_ALLOWED = True
    assert client.post(url).status_code == 404  # a real person, no example


def test_forgetting_the_password_says_the_same_for_everybody(office: Office, client: Any) -> None:
    pages = [
        client.post("/office/password_reset/", {"email": mail}, follow=True).content
        for mail in ("head@office.example", "nobody@office.example")
    ]
    from prongsai.channels.models import OutgoingMail

    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["head@office.example"]
    assert "ลิงก์กำลังส่ง".encode() in pages[0]
    assert "ลิงก์กำลังส่ง".encode() in pages[1]


def test_an_account_that_was_closed_is_out_at_once(office: Office, sign_in: Any) -> None:
    client = sign_in(office.finance)
    assert client.get("/office/").status_code == 200
    services.set_active(actor=office.admin, user=office.finance, is_active=False)
    assert client.get("/office/").status_code == 302
    with pytest.raises(Refused):
        services.set_active(actor=office.admin, user=office.admin, is_active=False)
