"""The LINE account answers what is signed, once; it follows a request only with consent."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from prongsai.channels import services
from prongsai.channels.chat_menu import list_entries
from prongsai.channels.models import ChannelAccount, LineEvent, LineLink, LineTalk, Sending
from prongsai.channels.trackers import Tracker, trackers
from tests.channels.chatting import says, send, touches
from tests.channels.fakes.line import FakeLine, make_event, sign
from tests.channels.fakes.server import Answer
from tests.conftest import Office

NUMBER, REFERENCE = "คร-2570-7K3Q", "request-1"


@pytest.fixture
def tracker() -> Iterator[None]:
    """An app above that has requests."""
    trackers.register(
        Tracker(
            "requests",
            "คำขอ",
            lambda number: REFERENCE if number == NUMBER else None,
            lambda reference: "คำขอซ่อมไฟฟ้า: กำลังดำเนินการ" if reference == REFERENCE else None,
        )
    )
    yield
    trackers.remove("requests")


def test_only_what_line_signed_is_taken_and_each_event_once(office: Office, line: FakeLine) -> None:
    event = make_event(line, "follow")
    assert send(event, secret="another") == 403
    body, headers = sign([event])
    client = Client()
    for wrong in (body + b" ", b"", b"[]"):
        answer = client.post(
            "/line/webhook/", wrong, content_type="application/json", headers=headers
        )
        assert answer.status_code == 403
    assert client.post("/line/webhook/", body, content_type="application/json").status_code == 403
    assert send() == 200  # LINE's own test of the address has no events
    assert LineEvent.objects.count() == 0
    assert send(event) == 200
    ((_token, messages),) = line.said
    assert "องค์การบริหารส่วนตำบลทดสอบ" in messages[0]["text"]
    event["deliveryContext"]["isRedelivery"] = True
    assert send(event) == 200
    assert len(line.said) == 1
    row = LineEvent.objects.get()
    assert (row.content, row.done_at is not None) == ({}, True)
    odd = [
        make_event(line, "message", message={"type": "sticker"}),
        make_event(line, "join") | {"source": {"type": "group", "groupId": "C1"}},
        make_event(line, "message", message={"type": "text", "text": "เมนู"}) | {"mode": "standby"},
        {"type": "message"},
    ]
    assert send(*odd) == 200
    assert LineEvent.objects.count() == 1


def test_a_lost_answer_is_given_again_and_a_switched_off_account_answers_nothing(
    office: Office, line: FakeLine
) -> None:
    line.fail = [Answer(500, {"message": "Internal"})]
    assert says(line, "เมนู") == "[]"
    services.answer_waiting()
    assert len(line.said) == 1
    line.cut = 1
    says(line, "ติดต่อ")
    services.answer_waiting()  # LINE knows the reply token as used
    assert (len(line.said), LineEvent.objects.filter(done_at=None).count()) == (2, 0)
    ChannelAccount.objects.update(is_enabled=False)
    said = len(line.said)
    assert send(make_event(line, "follow")) == 200
    assert (len(line.said), LineEvent.objects.filter(done_at=None).count()) == (said, 0)


def test_the_menu_has_what_there_is_and_people_may_talk_undisturbed(
    office: Office, line: FakeLine
) -> None:
    assert [entry.code for entry in list_entries()] == [
        "services", "track", "contact", "complaints", "news", "website",
    ]  # fmt: skip
    first = says(line, "สวัสดีครับ ขอถามเรื่องถนน")
    assert "ติดต่อเรา" in first
    assert says(line, "อยู่หมู่ 4 ครับ") == "[]"
    assert "ติดตามคำขอ" in first
    assert "องค์การบริหารส่วนตำบลทดสอบ" in touches(line, "contact")


def test_without_anything_to_follow_the_menu_has_no_such_entry(
    office: Office, line: FakeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trackers, "_by_code", {})
    assert "track" not in [entry.code for entry in list_entries()]
    assert "ยังไม่มี" in says(line, "ติดตาม")
    assert "ยังไม่มี" in touches(line, "track-yes")
    assert LineTalk.objects.count() == 0


def test_a_request_is_followed_with_consent_only_and_until_it_is_revoked(
    office: Office, line: FakeLine, tracker: None
) -> None:
    assert "track" in [entry.code for entry in list_entries()]
    assert "ยินยอม" in touches(line, "track")
    says(line, NUMBER)  # without consent a number means nothing
    assert (LineLink.objects.count(), LineTalk.objects.count()) == (0, 0)
    touches(line, "track-no")
    touches(line, "track-yes")
    assert "ไม่พบ" in says(line, "คร-2570-0000")
    assert "กำลังดำเนินการ" in says(line, NUMBER)
    link = LineLink.objects.get()
    assert "U1" not in link.person
    assert b"U1" not in bytes(link.target)
    assert "กำลังดำเนินการ" in says(line, "ติดตาม")
    assert "กำลังดำเนินการ" not in says(line, "ติดตาม", user="U2")
    news = {"tracker": "requests", "reference": REFERENCE, "text": "เสร็จแล้ว", "key": "done:1"}
    assert [services.tell_followers(**news) for _n in range(2)] == [1, 0]
    services.deliver_publications()
    assert line.said[-1] == ("U1", [{"type": "text", "text": "เสร็จแล้ว"}])
    sent = Sending.objects.get()
    assert (bytes(sent.target), sent.person, sent.payload) == (b"", "", {})
    services.tell_followers(**(news | {"key": "done:2"}))
    assert "ไม่ได้ติดตาม" in says(line, "เลิกติดตาม")
    services.deliver_publications()
    assert (LineLink.objects.count(), line.said[-1][0] == "U1") == (0, False)
    touches(line, "track-yes")
    says(line, NUMBER)
    send(make_event(line, "unfollow"))
    assert LineLink.objects.count() == 0


def test_numbers_are_not_guessed(office: Office, line: FakeLine, tracker: None) -> None:
    touches(line, "track-yes")
    for at in range(5):
        assert "ไม่พบ" in says(line, f"คร-{at}")
    touches(line, "track-yes")
    assert "ไม่พบ" in says(line, NUMBER)
    assert LineLink.objects.count() == 0


@pytest.mark.parametrize("trouble", [{"is_enabled": False}, {"token": b"unreadable"}])
def test_who_leaves_is_forgotten_even_while_the_account_answers_nobody(
    trouble: dict[str, Any], office: Office, line: FakeLine, tracker: None
) -> None:
    touches(line, "track-yes")
    says(line, NUMBER)
    ChannelAccount.objects.update(**trouble)
    assert send(make_event(line, "unfollow")) == 200
    assert (LineLink.objects.count(), LineTalk.objects.count()) == (0, 0)
    assert list(LineEvent.objects.filter(done_at=None)) == []


def test_events_that_come_late_undo_no_later_consent_and_give_no_old_one(
    office: Office, line: FakeLine, tracker: None
) -> None:
    late = int(time.time() * 1000) - 2 * 3600 * 1000
    touches(line, "track-yes")
    says(line, NUMBER)
    services.tell_followers(tracker="requests", reference=REFERENCE, text="เสร็จแล้ว", key="k")
    again = {"timestamp": late, "deliveryContext": {"isRedelivery": True}}
    send(make_event(line, "unfollow") | again)
    assert (LineLink.objects.count(), Sending.objects.count()) == (1, 1)
    send(make_event(line, "unfollow"))
    assert (LineLink.objects.count(), Sending.objects.count()) == (0, 0)
    send(make_event(line, "postback", postback={"data": "track-yes"}) | again)
    says(line, NUMBER)  # that consent was over an hour ago
    assert LineLink.objects.count() == 0


def test_a_link_ends_with_its_request(
    office: Office, line: FakeLine, tracker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    touches(line, "track-yes")
    says(line, NUMBER)
    services.purge()
    assert LineLink.objects.count() == 1
    LineLink.objects.update(reference="a request that was deleted")
    services.purge()
    assert LineLink.objects.count() == 0
