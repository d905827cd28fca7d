"""Two people at one desk, digests that notice everything, rows that nobody can change."""

import datetime as dt
import json
import threading
from typing import Any

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.approvals import services
from prongsai.approvals.models import Act, Procedure, Round, Step
from prongsai.approvals.queries import access_procedure, find_desk, last_round
from prongsai.approvals.rules import compute_act_digest, compute_digest
from prongsai.audit.queries import verify_chain
from prongsai.common.errors import Refused
from prongsai.common.forms import SAME_MOMENT, try_to
from prongsai.measures import services as measures
from prongsai.measures.models import Plan
from prongsai.organization.models import ActingWording, Division, Role
from prongsai.organization.queries import find_position
from prongsai.organization.services import appoint_acting
from tests.conftest import Office, approve, at_once, list_allowed, make_office, make_plan, sign_desk

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)


@pytest.fixture
def procedure(office: Office, plan: Any) -> Procedure:
    """The plan, submitted by the officer."""
    return measures.submit_plan(actor=office.officer, plan=plan)


def test_of_two_simultaneous_acts_one_wins_and_the_other_is_told(committed: None) -> None:
    office = make_office()
    procedure = measures.submit_plan(actor=office.officer, plan=make_plan(office))
    sign_desk(procedure, office.head)
    sign_desk(procedure, office.palad)
    digest = last_round(procedure).sha256
    given: dict[str, Any] = {"actor": office.mayor, "procedure": procedure, "digest": digest}
    results = at_once(
        lambda: services.sign(**given, verdict="approved"),
        lambda: services.sign(**given, verdict="refused", reason="ไม่มีงบ"),
        lambda: services.withdraw(actor=office.officer, procedure=procedure, reason="ผิดปี"),
    )
    lost = [result for result in results if isinstance(result, Exception)]
    assert [type(result) for result in lost] == [Refused, Refused]
    assert all(str(result) for result in lost)
    assert Act.objects.filter(step__kind="decide").count() <= 1
    procedure.refresh_from_db()
    won = results.index(next(r for r in results if not isinstance(r, Exception)))
    assert procedure.state == ("approved", "refused", "withdrawn")[won]
    assert Plan.objects.get().state == ("announced" if won == 0 else "draft")
    assert verify_chain()[1] is None


def test_a_paper_and_a_screen_signature_do_not_both_count(committed: None) -> None:
    office = make_office()
    procedure = measures.submit_plan(actor=office.officer, plan=make_plan(office))
    digest = last_round(procedure).sha256
    paper: dict[str, Any] = {
        "actor": office.officer,
        "procedure": procedure,
        "digest": digest,
        "verdict": "signed",
        "name": "คุณhead",
        "lines": ["หัวหน้าสำนักปลัด"],
        "signed_on": timezone.localdate(),
        "at": 2,
    }
    results = at_once(
        lambda: services.sign(
            actor=office.head, procedure=procedure, digest=digest, verdict="signed"
        ),
        lambda: services.record_paper(**paper),
        lambda: services.record_paper(**paper),
    )
    assert sum(isinstance(result, Refused) for result in results) == 2
    assert list(Act.objects.order_by("step__order").values_list("step__order", flat=True)) == [1, 2]


def test_of_two_acts_that_wait_for_each_other_one_is_told(committed: None) -> None:
    make_plan(make_office())
    both_hold = threading.Barrier(2, timeout=20)
    told: list[forms.Form] = []

    def cross(first: type, second: type) -> bool:
        @transaction.atomic
        def act() -> None:
            list(first.objects.select_for_update())
            both_hold.wait()
            list(second.objects.select_for_update())

        form = forms.Form({})
        told.append(form)
        return try_to(act, form)

    done = at_once(lambda: cross(Plan, Division), lambda: cross(Division, Plan))
    assert sorted(done) == [False, True]
    assert [str(e) for form in told for e in form.non_field_errors()] == [str(SAME_MOMENT)]


@pytest.mark.django_db
def test_who_is_late_reads_why_above_the_page(
    office: Office, procedure: Procedure, sign_in: Any
) -> None:
    client = sign_in(office.head)
    address = f"/office/approvals/{procedure.public_id}/"
    sent = {"digest": last_round(procedure).sha256, "desks": "2", "verdict": "signed"}
    assert client.post(address + "sign/", sent).status_code == 302
    again = client.post(address + "sign/", sent)
    assert again.status_code == 422
    assert "ลงนามแล้ว" in again.content.decode()


@pytest.mark.django_db
def test_a_desk_that_was_not_shown_is_not_signed(office: Office, procedure: Procedure) -> None:
    today = timezone.localdate()
    appoint_acting(
        actor=None,
        position=find_position(Role.CHIEF_ADMINISTRATOR),
        user=office.head,
        wording=ActingWording.objects.order_by("order")[0],
        starts_on=today,
        ends_on=today,
        order_number="๑/๒๕๖๙",
    )
    with pytest.raises(Refused):
        sign_desk(procedure, office.head, desks=[2])
    assert len(sign_desk(procedure, office.head, desks=[2, 3])) == 2


@pytest.mark.django_db
def test_an_administrator_signs_for_nobody_on_screen_or_paper(
    office: Office, procedure: Procedure
) -> None:
    assert office.admin.is_superuser
    digest = last_round(procedure).sha256
    with pytest.raises(Refused):
        services.sign(actor=office.admin, procedure=procedure, digest=digest, verdict="signed")
    with pytest.raises(Refused):
        services.record_paper(
            actor=office.admin,
            procedure=procedure,
            digest=digest,
            verdict="signed",
            name="x",
            lines=["x"],
            signed_on=timezone.localdate(),
        )
    with pytest.raises(Refused):
        services.withdraw(actor=office.admin, procedure=procedure, reason="x")
    assert Act.objects.count() == 1


@pytest.mark.django_db
def test_who_acts_is_who_acts_on_the_day(office: Office, procedure: Procedure) -> None:
    """Appointed from tomorrow: today the holder signs, tomorrow the deputy alone."""
    today = timezone.localdate()
    tomorrow = today + dt.timedelta(days=1)
    appoint_acting(
        actor=None,
        position=find_position(Role.MAYOR),
        user=office.palad,
        wording=ActingWording.objects.order_by("order")[0],
        starts_on=tomorrow,
        ends_on=tomorrow,
        order_number="๑/๒๕๖๙",
    )
    sign_desk(procedure, office.head)
    fresh = access_procedure(office.palad, procedure.public_id)
    assert [len(d.steps) for d in (find_desk(fresh, today), find_desk(fresh, tomorrow)) if d] == [
        1,
        2,
    ]
    digest = last_round(procedure).sha256
    acts = services.sign(
        actor=office.palad, procedure=procedure, digest=digest, verdict="approved", on=tomorrow
    )
    assert [act.verdict for act in acts] == ["signed", "approved"]
    assert acts[1].lines[0].startswith("ปลัด")
    procedure.refresh_from_db()
    assert (procedure.state, procedure.ended_on) == ("approved", tomorrow)


@given(JSON, JSON)
def test_other_values_have_other_digests(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (compute_digest(one) == compute_digest(other)) is same


@given(st.dictionaries(TEXTS, JSON, min_size=1), st.data())
def test_any_changed_value_changes_the_digest_and_the_order_of_keys_does_not(
    content: dict[str, Any], data: st.DataObject
) -> None:
    snapshot = {"format": 1, "title": "x", "content": content}
    turned = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value
        for key, value in reversed(snapshot.items())
    }
    assert compute_digest(turned) == compute_digest(snapshot)
    key = data.draw(st.sampled_from(sorted(content)))
    changed = dict(content)
    changed[key] = [content[key], "x"]
    assert compute_digest(snapshot | {"content": changed}) != compute_digest(snapshot)
    del changed[key]
    assert compute_digest(snapshot | {"content": changed}) != compute_digest(snapshot)


ACT: dict[str, Any] = {
    "round_sha256": "0" * 64,
    "order": 2,
    "verdict": "signed",
    "opinion": "- เพื่อโปรดพิจารณา",
    "signer_name": "คุณhead",
    "lines": ["หัวหน้าสำนักปลัด"],
    "signed_on": "2026-11-25",
    "is_on_paper": False,
    "picture": "",
    "scan": "",
}


@settings(max_examples=50)
@given(st.sampled_from(sorted(ACT)), TEXTS)
def test_an_act_is_bound_to_all_it_says(name: str, text: str) -> None:
    value = ACT[name]
    other: Any = text
    if isinstance(value, bool | int):
        other = not value if isinstance(value, bool) else value + 1
    elif isinstance(value, list):
        other = [*value, text]
    if other != value:
        assert compute_act_digest(**ACT | {name: other}) != compute_act_digest(**ACT)


# What a statement may try after the approval; each must be refused by the database itself.
TAMPERING = (
    "UPDATE approvals_procedure SET state = 'withdrawn'",
    "UPDATE approvals_procedure SET ended_on = ended_on - 1",
    "UPDATE approvals_procedure SET remark = 'x'",
    "UPDATE approvals_procedure SET code = 'AAAAAAAAAAAA'",
    "UPDATE approvals_round SET snapshot = jsonb_set(snapshot, '{title}', '\"x\"')",
    "UPDATE approvals_act SET signer_name = 'x'",
    "UPDATE approvals_act SET signed_on = signed_on - 1",
    "UPDATE approvals_act SET lines = '[]'",
    "UPDATE approvals_act SET scan_sha256 = repeat('0', 64)",
    "UPDATE approvals_step SET kind = 'opinion' WHERE kind = 'decide'",
    "DELETE FROM approvals_round",
    "DELETE FROM approvals_act WHERE verdict = 'approved'",
    "TRUNCATE approvals_act",
    "TRUNCATE approvals_step CASCADE",
    "TRUNCATE approvals_round CASCADE",
    "TRUNCATE approvals_procedure CASCADE",
    "TRUNCATE accounts_user CASCADE",
    'INSERT INTO approvals_step (round_id, "order", kind, position_id, position_title, days)'
    " SELECT round_id, 9, kind, position_id, position_title, days FROM approvals_step LIMIT 1",
    "INSERT INTO approvals_round (procedure_id, number, snapshot, sha256, submitted_by_id,"
    " submitted_at) SELECT procedure_id, 2, snapshot, sha256, submitted_by_id, submitted_at"
    " FROM approvals_round",
)


@pytest.mark.django_db
def test_the_database_keeps_what_was_approved(office: Office, procedure: Procedure) -> None:
    approve(office, procedure)
    assert list_allowed(["SELECT 1"]) == ["SELECT 1"]
    assert list_allowed(TAMPERING) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"state": "approved", "ended_on": dt.date(2026, 1, 1)},
        {"state": "refused", "ended_on": dt.date(2026, 1, 1)},
        {"state": "returned"},
        {"remark": "x"},
        {"ended_on": dt.date(2026, 1, 1)},
        {"state": "withdrawn", "ended_on": dt.date(2026, 1, 1)},
    ],
)
def test_nothing_but_an_act_decides(procedure: Procedure, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.filter(pk=procedure.pk).update(**change)


@pytest.mark.django_db
def test_the_day_of_the_approval_is_that_of_the_last_signature(
    office: Office, procedure: Procedure
) -> None:
    sign_desk(procedure, office.head)
    sign_desk(procedure, office.palad)
    step = Step.objects.get(kind="decide")
    today = timezone.localdate()
    _act(step, office.mayor, "approved", today)
    for day in (today - dt.timedelta(days=1), today + dt.timedelta(days=1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Procedure.objects.update(state="approved", ended_on=day)
    Procedure.objects.update(state="approved", ended_on=today)


def _act(step: Step, user: Any, verdict: str, day: dt.date, **more: Any) -> Act:
    values = {"signer": user, "recorded_by": user, **more}
    return Act.objects.create(
        step=step,
        verdict=verdict,
        opinion="x",
        signer_name="x",
        signed_on=day,
        digest=step.round.sha256,
        sha256="0" * 64,
        **values,
    )


@pytest.mark.django_db
def test_the_database_knows_what_a_desk_may_answer_and_who_may_sign(
    office: Office, procedure: Procedure
) -> None:
    step = Step.objects.get(order=2)
    today = timezone.localdate()
    for verdict in ("approved", "refused"):
        with pytest.raises(IntegrityError), transaction.atomic():
            _act(step, office.head, verdict, today)
    for more in ({"recorded_by": office.admin}, {"signer": None}, {"is_on_paper": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            _act(step, office.head, "signed", today, **more)
    _act(step, office.head, "signed", today)


@pytest.mark.django_db
def test_a_document_begins_undecided(office: Office, procedure: Procedure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.create(
            document_kind="plan",
            subject_id=0,
            title="x",
            number="1",
            dated_on=timezone.localdate(),
            state="approved",
            ended_on=timezone.localdate(),
            started_by=office.admin,
        )
    sign_desk(procedure, office.head, "returned", reason="แก้")
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(
            procedure=procedure, number=2, snapshot={}, sha256="0" * 64, submitted_by=office.admin
        )


@pytest.mark.django_db
def test_erasing_a_person_leaves_what_they_signed(office: Office, procedure: Procedure) -> None:
    from prongsai.accounts.erasure import erase_person
    from prongsai.accounts.services import set_active

    approve(office, procedure)
    set_active(actor=office.admin, user=office.palad, is_active=False)
    erase_person(actor=office.admin, user=office.palad)
    for act in Act.objects.select_related("step"):
        assert act.sha256 == compute_act_digest(
            round_sha256=act.digest,
            order=act.step.order,
            verdict=act.verdict,
            opinion=act.opinion,
            signer_name=act.signer_name,
            lines=act.lines,
            signed_on=act.signed_on.isoformat(),
            is_on_paper=act.is_on_paper,
            picture=act.picture,
            scan=act.scan_sha256,
        )
    assert Act.objects.filter(signer_name="คุณpalad").exists()
    assert verify_chain()[1] is None
