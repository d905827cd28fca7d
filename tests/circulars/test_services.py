"""Circulating and acknowledging: who, which version, once, and what nobody can change."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from prongsai.accounts.services import create_account
from prongsai.audit.queries import list_history, verify_chain
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.circulars import services
from prongsai.circulars.content import Subject
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import get_by_token, list_waiting_for
from prongsai.circulars.rules import Named, parse_questions
from prongsai.circulars.services import Audience, Test
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files, add_version
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from prongsai.organization.services import appoint, end_tenure
from tests.circulars.conftest import EVERYBODY, OUTSIDERS, acknowledge, make_pdf, row_of
from tests.conftest import Office, at_once, make_office
from tests.measures.pictures import photo

Begin = Callable[..., Circulation]


def test_the_audience_is_a_snapshot(office: Office, circular: Circulation) -> None:
    assert circular.recipients.count() == 7
    finance = row_of(circular, office.finance)
    assert (finance.division_name, finance.position_title) == ("กองคลัง", "ผู้อำนวยการกองคลัง")
    position = find_position(Role.DIVISION_HEAD, find_division("กองคลัง"))
    assert position is not None
    end_tenure(actor=None, tenure=position.tenures.get(), ends_on=timezone.localdate())
    finance.refresh_from_db()
    assert finance.position_title == "ผู้อำนวยการกองคลัง"
    worker = row_of(circular, OUTSIDERS[0].name)
    assert (worker.user, worker.division) == (None, find_division("กองคลัง"))
    assert row_of(circular, OUTSIDERS[1].name).division is None


def test_everybody_with_an_account_is_told_once(office: Office, circular: Circulation) -> None:
    key = f"circular:{circular.pk}:new"
    assert Notice.objects.filter(key=key).count() == 5
    assert OutgoingMail.objects.filter(subject__contains=circular.title).count() == 5
    assert list_waiting_for(office.mayor).get().circulation == circular


def test_divisions_positions_and_persons_add_up_without_doubles(
    office: Office, begin: Begin
) -> None:
    finance = find_division("กองคลัง")
    mayor = find_position(Role.MAYOR)
    audience = Audience(
        divisions=[finance], positions=[mayor], people=[office.finance, office.palad]
    )
    found = begin(audience=audience).recipients.values_list("user", flat=True)
    assert sorted(found) == sorted([office.finance.pk, office.mayor.pk, office.palad.pk])


def test_a_circular_needs_a_document_people_and_a_deadline(
    office: Office, begin: Begin, policy: Evidence
) -> None:
    today = timezone.localdate()
    wrong: dict[str, dict[str, Any]] = {
        "is_everyone": {"audience": Audience()},
        "due_on": {"due_on": today - dt.timedelta(days=1)},
        "paper": {"subject": Subject()},
        "link": {"subject": Subject(link="javascript:alert(1)")},
        "pass_mark": {"test": Test(parse_questions("ก\n* ข\n- ค"), 0)},
        "names": {"audience": Audience(names=[Named(f"คน {n}") for n in range(501)])},
    }
    for field, given in wrong.items():
        with pytest.raises(Refused) as refusal:
            begin(**given)
        assert refusal.value.field == field
    with pytest.raises(Refused):
        begin(subject=Subject(evidence=policy, link="https://office.example/"))
    with pytest.raises(Refused):
        begin(due_on=today + dt.timedelta(days=400))
    assert not Circulation.objects.exists()


def test_only_officer_chief_administrator_and_heads_circulate(office: Office, begin: Begin) -> None:
    for actor in (office.mayor, office.admin, office.stranger):
        with pytest.raises(Refused):
            begin(actor=actor)
    assert begin(actor=office.palad).division is None


def test_a_head_circulates_to_the_own_division_only(office: Office, begin: Begin) -> None:
    finance = find_division("กองคลัง")
    with pytest.raises(Refused):
        begin(actor=office.finance, audience=Audience(people=[office.mayor]))
    with pytest.raises(Refused):
        begin(actor=office.finance, audience=Audience(names=[OUTSIDERS[1]]))
    audience = Audience(divisions=[finance], names=[OUTSIDERS[0]])
    made = begin(actor=office.finance, audience=audience)
    assert (made.division, made.recipients.count()) == (finance, 2)
    with pytest.raises(Refused):
        services.close(actor=office.head, circulation=made)
    services.close(actor=office.officer, circulation=made)


def test_the_document_is_opened_before_it_is_acknowledged(
    office: Office, circular: Circulation
) -> None:
    row = row_of(circular, office.finance)
    given: dict[str, Any] = {"actor": office.finance, "digest": circular.digest, "recipient": row}
    with pytest.raises(Refused):
        services.acknowledge(**given)
    services.mark_opened(recipient=row)
    assert services.acknowledge(**given).is_acknowledged
    row.refresh_from_db()
    assert (row.method, row.digest) == ("account", circular.digest)
    assert row.acknowledged_on == timezone.localdate()
    assert list_history(circular).filter(event="circulars.acknowledged").count() == 1
    assert verify_chain()[1] is None


def test_nobody_acknowledges_for_somebody_else(office: Office, circular: Circulation) -> None:
    row = row_of(circular, office.finance)
    services.mark_opened(recipient=row)
    for actor in (office.officer, office.mayor, office.admin, None):
        with pytest.raises(Refused):
            services.acknowledge(actor=actor, recipient=row, digest=circular.digest)
    with pytest.raises(Refused):
        acknowledge(circular, OUTSIDERS[0].name, actor=office.officer)


def test_a_second_tap_changes_nothing(office: Office, circular: Circulation) -> None:
    yesterday = timezone.now()
    acknowledge(circular, office.finance, at=yesterday)
    acknowledge(circular, office.finance, at=yesterday + dt.timedelta(days=3))
    assert row_of(circular, office.finance).acknowledged_at == yesterday
    assert list_history(circular).filter(event="circulars.acknowledged").count() == 1


def test_two_taps_at_once_give_one_acknowledgement(committed: None) -> None:
    office = make_office()
    (evidence,) = add_files(actor=office.officer, uploads=[(make_pdf(), "a.pdf")])
    made = services.start(
        actor=office.officer,
        subject=Subject(evidence=evidence),
        due_on=timezone.localdate(),
        audience=EVERYBODY,
    )
    row = row_of(made, office.finance)
    services.mark_opened(recipient=row)

    def tap() -> services.Answer:
        given: dict[str, Any] = {"recipient": row, "digest": made.digest}
        return services.acknowledge(actor=office.finance, **given)

    answers = at_once(tap, tap, tap, tap)
    assert [answer.is_acknowledged for answer in answers] == [True] * 4
    assert list_history(made).filter(event="circulars.acknowledged").count() == 1


def test_pages_that_come_at_the_same_time_open_the_document_once(committed: None) -> None:
    office = make_office()
    made = services.start(
        actor=office.officer,
        subject=Subject(link="https://office.example/policy"),
        due_on=timezone.localdate(),
        audience=EVERYBODY,
    )
    row, is_first_under_way = row_of(made, office.finance), threading.Event()

    def first() -> None:
        with transaction.atomic():
            services.mark_opened(recipient=row)
            is_first_under_way.set()
            time.sleep(0.5)  # the other waits for the row meanwhile

    def second() -> None:
        is_first_under_way.wait(20)
        services.mark_opened(recipient=row)

    assert at_once(first, second) == [None, None]
    row.refresh_from_db()
    assert row.opened_at is not None


def test_acknowledging_and_closing_at_once_leave_one_truth(committed: None) -> None:
    office = make_office()
    link = Subject(link="https://office.example/policy")
    due = timezone.localdate()
    made = services.start(
        actor=office.officer, subject=link, due_on=due, audience=Audience(is_everyone=True)
    )
    row = row_of(made, office.finance)
    services.mark_opened(recipient=row)
    answer, closed = at_once(
        lambda: services.acknowledge(actor=office.finance, recipient=row, digest=made.digest),
        lambda: services.close(actor=office.officer, circulation=made),
    )
    row.refresh_from_db()
    assert isinstance(closed, Circulation)
    assert isinstance(answer, Refused) == (row.acknowledged_at is None)


def test_what_was_read_is_what_is_acknowledged(
    office: Office, circular: Circulation, begin: Begin, policy: Evidence
) -> None:
    row = row_of(circular, office.finance)
    services.mark_opened(recipient=row)
    with pytest.raises(Refused):
        services.acknowledge(actor=office.finance, recipient=row, digest="0" * 64)
    add_version(actor=office.officer, evidence=policy, content=make_pdf("ใหม่"), name="b.pdf")
    newer = begin(previous=circular, audience=None)
    circular.refresh_from_db()
    assert (circular.state, newer.digest != circular.digest) == ("closed", True)
    with pytest.raises(Refused, match="ฉบับใหม่"):
        services.acknowledge(actor=office.finance, recipient=row, digest=circular.digest)
    assert newer.recipients.count() == circular.recipients.count()
    assert newer.version_number == 2


def test_a_newer_version_goes_to_who_has_not_acknowledged_it(
    office: Office, circular: Circulation, begin: Begin, policy: Evidence
) -> None:
    with pytest.raises(Refused):
        begin(previous=circular)
    acknowledge(circular, office.mayor)
    add_version(actor=office.officer, evidence=policy, content=make_pdf("ใหม่"), name="b.pdf")
    other = begin(audience=Audience(people=[office.finance], names=[OUTSIDERS[1]]))
    acknowledge(other, office.finance)
    acknowledge(other, OUTSIDERS[1].name)
    newer = begin(previous=circular, audience=None, only_missing=True)
    names = set(newer.recipients.values_list("name", flat=True))
    assert names == {"คุณofficer", "คุณhead", "คุณpalad", "คุณmayor", OUTSIDERS[0].name}
    with pytest.raises(Refused):
        begin(previous=circular, audience=None)


def test_people_who_come_later_are_added_and_told(office: Office, circular: Circulation) -> None:
    new = create_account(actor=None, username="new", full_name="คนใหม่")
    post = find_position(Role.DIVISION_HEAD, find_division("กองช่าง"))
    assert post is not None
    appoint(actor=None, position=post, user=new, starts_on=timezone.localdate())
    with pytest.raises(Refused):
        services.add_people(
            actor=office.officer, circulation=circular, audience=Audience(names=OUTSIDERS)
        )
    audience = Audience(is_everyone=True, names=OUTSIDERS)
    (made,) = services.add_people(actor=office.officer, circulation=circular, audience=audience)
    assert (made.user, made.added_by) == (new, office.officer)
    assert Notice.objects.filter(recipient=new).count() == 1


QUIZ = Test(parse_questions("หนึ่ง\n* ก\n- ข\n\nสอง\n* ก\n* ข\n- ค\n> อ่านข้อ ๒"), 100, 0)
RIGHT, HALF = [{0}, {0, 1}], [{0}, {0}]


def test_questions_are_tried_until_they_are_passed(office: Office, begin: Begin) -> None:
    made = begin(test=QUIZ)
    with pytest.raises(Refused) as refusal:
        acknowledge(made, office.finance, answers=[{0}, set()])
    assert refusal.value.field == "question-1"
    answer = acknowledge(made, office.finance, answers=HALF)
    assert (answer.is_acknowledged, answer.score, answer.wrong) == (False, 50, (1,))
    assert acknowledge(made, office.finance, answers=RIGHT).is_acknowledged
    row = row_of(made, office.finance)
    assert (row.score, row.attempts, row.method) == (100, 2, "account")


def test_the_last_attempt_counts_with_its_score(office: Office, begin: Begin) -> None:
    made = begin(test=Test(QUIZ.questions, 100, 2))
    assert not acknowledge(made, office.finance, answers=HALF).is_acknowledged
    assert acknowledge(made, office.finance, answers=HALF).is_acknowledged
    assert row_of(made, office.finance).score == 50


def test_links_are_stored_as_digests_and_replaced(office: Office, circular: Circulation) -> None:
    made = {
        row.name: token
        for row, token in services.make_links(actor=office.officer, circulation=circular)
    }
    assert set(made) == {named.name for named in OUTSIDERS}
    first = made[OUTSIDERS[0].name]
    row = get_by_token(first)
    assert (row.name, len(first) >= 43, first in row.token_hash) == (OUTSIDERS[0].name, True, False)
    ((_row, second),) = services.make_links(
        actor=office.officer, circulation=circular, people=[row.pk]
    )
    with pytest.raises(Http404):
        get_by_token(first)
    assert get_by_token(second) == row
    assert acknowledge(circular, OUTSIDERS[0].name).is_acknowledged
    assert row_of(circular, OUTSIDERS[0].name).method == "link"
    with pytest.raises(Refused):
        services.make_links(actor=office.officer, circulation=circular, people=[row.pk])
    with pytest.raises(Refused):
        services.make_links(actor=office.head, circulation=circular)


def test_a_signature_sheet_is_counted_with_its_photo(office: Office, begin: Begin) -> None:
    start = timezone.now() - dt.timedelta(days=5)
    made = begin(at=start)
    day = timezone.localdate() - dt.timedelta(days=2)
    rows = [row_of(made, named.name) for named in OUTSIDERS]
    upload = (photo(size=(600, 400)), "sheet.jpg")
    given: dict[str, Any] = {"actor": office.officer, "circulation": made}
    for wrong, field in (
        ({"uploads": [], "signed": {rows[0].pk: day}}, "uploads"),
        ({"uploads": [upload], "signed": {}}, "on"),
        ({"uploads": [upload], "signed": {rows[0].pk: day - dt.timedelta(days=9)}}, None),
        ({"uploads": [upload], "signed": {rows[0].pk: day + dt.timedelta(days=9)}}, None),
        ({"uploads": [(b"", "x.jpg")], "signed": {rows[0].pk: day}}, None),
    ):
        with pytest.raises(Refused) as refusal:
            services.record_sheet(**given, **wrong)
        assert field is None or refusal.value.field == field
    assert Evidence.objects.count() == 1
    counted = services.record_sheet(
        **given, uploads=[upload, upload], signed={row.pk: day for row in rows}
    )
    first = Recipient.objects.get(pk=counted[0].pk)
    assert (first.method, first.acknowledged_on, first.digest) == ("sheet", day, made.digest)
    assert first.sheet is not None
    assert [e.is_public for e in first.sheet.photos.all()] == [False, False]
    with pytest.raises(Refused):
        services.record_sheet(**given, uploads=[upload], signed={rows[0].pk: day})
    with pytest.raises(Refused):
        services.record_sheet(
            actor=office.finance,
            circulation=made,
            uploads=[upload],
            signed={row_of(made, office.mayor).pk: day},
        )


def test_an_exemption_has_a_reason_and_can_be_lifted(office: Office, circular: Circulation) -> None:
    row = row_of(circular, office.mayor)
    with pytest.raises(Refused) as refusal:
        services.exempt(actor=office.officer, recipient=row, reason="  ")
    assert refusal.value.field == "reason"
    with pytest.raises(Refused):
        services.exempt(actor=office.mayor, recipient=row, reason="ลา")
    services.exempt(actor=office.officer, recipient=row, reason="ลาป่วย")
    assert not list_waiting_for(office.mayor).exists()
    with pytest.raises(Refused):
        acknowledge(circular, office.mayor)
    services.lift_exemption(actor=office.officer, recipient=row)
    assert acknowledge(circular, office.mayor).is_acknowledged
    with pytest.raises(Refused):
        services.exempt(actor=office.officer, recipient=row, reason="ลา")


def test_after_the_end_nothing_is_acknowledged(office: Office, circular: Circulation) -> None:
    services.close(actor=office.officer, circulation=circular)
    for act in (
        lambda: acknowledge(circular, office.finance),
        lambda: services.close(actor=office.officer, circulation=circular),
        lambda: services.make_links(actor=office.officer, circulation=circular),
    ):
        with pytest.raises(Refused):
            act()
    assert not list_waiting_for(office.finance).exists()


def test_reminders_say_each_cause_once_and_heads_get_the_list(office: Office, begin: Begin) -> None:
    due = timezone.localdate() + dt.timedelta(days=7)
    made = begin(due_on=due)
    acknowledge(made, office.officer)
    services.exempt(actor=office.officer, recipient=row_of(made, office.mayor), reason="ลา")

    def told(user: Any) -> int:
        return Notice.objects.filter(recipient=user, key__startswith=f"circular:{made.pk}").count()

    assert services.remind(on=due - dt.timedelta(days=4)) == 0
    for days in (-3, -3, -1, 0, 0, 1, 1, 2, 3):
        assert services.remind(on=due + dt.timedelta(days=days)) == 5
    assert told(office.finance) == 1 + 3
    assert told(office.officer) == told(office.mayor) == 1
    (list_of_finance,) = Notice.objects.filter(
        recipient=office.finance, key__startswith="circular-missing"
    )
    assert OUTSIDERS[0].name in list_of_finance.text
    assert OUTSIDERS[1].name not in list_of_finance.text
    (whole,) = Notice.objects.filter(recipient=office.officer, key__startswith="circular-missing")
    assert OUTSIDERS[1].name in whole.text
    services.remind(on=due + dt.timedelta(days=4))
    assert told(office.finance) == 1 + 4
    for person in (office.head, office.palad, office.finance, *(n.name for n in OUTSIDERS)):
        acknowledge(made, person)
    assert services.remind(on=due + dt.timedelta(days=9)) == 0
