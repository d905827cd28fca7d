"""A document's way: who may act, what an act is bound to, what nobody can change."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from prongsai.approvals import services
from prongsai.approvals.models import Act, Procedure
from prongsai.approvals.queries import access_procedure, find_desk, last_round, list_waiting_for
from prongsai.approvals.rules import compute_act_digest, compute_digest, find_chain_problem
from prongsai.audit.queries import list_history, verify_chain
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.measures import services as measures
from prongsai.organization.models import ActingWording, Position, Role
from prongsai.organization.queries import find_position
from prongsai.organization.services import appoint_acting, end_tenure
from tests.conftest import Office, approve, sign_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure(office: Office, plan: Any) -> Procedure:
    """The plan, submitted by the officer."""
    return measures.submit_plan(actor=office.officer, plan=plan)


def test_the_four_people_sign_in_turn_and_the_last_date_counts(
    office: Office, procedure: Procedure
) -> None:
    today = timezone.localdate()
    for user in (office.head, office.palad, office.mayor):
        assert [d.procedure for d in list_waiting_for(user, today)] == [procedure]
        sign_desk(procedure, user)
        assert list_waiting_for(user, today) == []
    procedure.refresh_from_db()
    assert (procedure.state, procedure.ended_on) == ("approved", today)
    verdicts = Act.objects.order_by("step__order").values_list("verdict", flat=True)
    assert list(verdicts) == ["signed", "signed", "signed", "approved"]
    assert verify_chain()[1] is None
    assert list_history(procedure).count() >= 4


def test_nobody_signs_out_of_turn_and_an_administrator_for_nobody(
    office: Office, procedure: Procedure
) -> None:
    for user in (office.mayor, office.palad, office.admin, office.finance, office.stranger):
        fresh = Procedure.objects.get(pk=procedure.pk)
        with pytest.raises(Refused):
            services.sign(
                actor=user,
                procedure=fresh,
                digest=last_round(fresh).sha256,
                verdict="signed",
            )
    assert Act.objects.count() == 1


def test_only_the_decision_approves_or_refuses(office: Office, procedure: Procedure) -> None:
    for verdict in ("approved", "refused", "nonsense"):
        with pytest.raises(Refused):
            sign_desk(procedure, office.head, verdict, reason="x")
    sign_desk(procedure, office.head)
    sign_desk(procedure, office.palad)
    with pytest.raises(Refused):
        sign_desk(procedure, office.mayor, "signed")
    with pytest.raises(Refused) as refusal:
        sign_desk(procedure, office.mayor, "refused", reason=" ")
    assert refusal.value.field == "reason"


def test_a_refusal_ends_it_and_the_number_stays(office: Office, procedure: Procedure) -> None:
    sign_desk(procedure, office.head)
    sign_desk(procedure, office.palad)
    sign_desk(procedure, office.mayor, "refused", reason="งบประมาณไม่พอ")
    procedure.refresh_from_db()
    assert (procedure.state, procedure.remark) == ("refused", "งบประมาณไม่พอ")
    assert procedure.register_entry.written == procedure.number
    again = measures.submit_plan(actor=office.officer, plan=_plan(procedure))
    assert again.pk != procedure.pk
    assert again.number != procedure.number


def _plan(procedure: Procedure) -> Any:
    from prongsai.measures.models import Plan

    return Plan.objects.get(pk=procedure.subject_id)


def test_a_return_starts_a_new_round_under_the_same_number(
    office: Office, procedure: Procedure
) -> None:
    sign_desk(procedure, office.head)
    sign_desk(procedure, office.palad, "returned", reason="แก้ระยะเวลา")
    plan = _plan(procedure)
    assert plan.state == "draft"
    measures.change_title(actor=office.officer, measure=plan.measures.first(), title="แก้แล้ว")
    again = measures.submit_plan(actor=office.officer, plan=plan)
    assert (again.pk, again.number) == (procedure.pk, procedure.number)
    rounds = list(access_procedure(office.officer, procedure.public_id).rounds.all())
    assert [r.number for r in rounds] == [1, 2]
    assert rounds[0].sha256 != rounds[1].sha256
    assert [hasattr(s, "act") for s in rounds[1].steps.all()] == [True, False, False, False]
    approve(office, again)
    assert again.state == "approved"


def test_what_was_read_is_what_is_signed(office: Office, procedure: Procedure) -> None:
    read = last_round(procedure).sha256
    sign_desk(procedure, office.head, "returned", reason="แก้")
    plan = _plan(procedure)
    measures.change_title(actor=office.officer, measure=plan.measures.first(), title="แก้แล้ว")
    measures.submit_plan(actor=office.officer, plan=plan)
    with pytest.raises(Refused):
        services.sign(actor=office.head, procedure=procedure, digest=read, verdict="signed")


def test_one_person_at_two_adjacent_desks_signs_both_with_two_records(
    office: Office, procedure: Procedure
) -> None:
    palad = find_position(Role.CHIEF_ADMINISTRATOR)
    today = timezone.localdate()
    appoint_acting(
        actor=None,
        position=palad,
        user=office.head,
        wording=ActingWording.objects.order_by("order")[0],
        starts_on=today,
        ends_on=today,
        order_number="๑๒๓/๒๕๖๙",
    )
    desk = find_desk(access_procedure(office.head, procedure.public_id), today)
    assert desk is not None
    assert len(desk.steps) == 2
    acts = sign_desk(procedure, office.head, opinions=["- เห็นควร", "- เพื่อโปรดพิจารณา"])
    assert [act.opinion for act in acts] == ["- เห็นควร", "- เพื่อโปรดพิจารณา"]
    assert acts[0].lines == ["หัวหน้าสำนักปลัด"]
    assert acts[1].lines[0] == "หัวหน้าสำนักปลัด รักษาราชการแทน"
    sign_desk(procedure, office.mayor)


def test_a_vacant_desk_is_told_and_the_new_person_gets_it(
    office: Office, procedure: Procedure
) -> None:
    today = timezone.localdate()
    head = procedure.rounds.get().steps.get(order=2).position
    tenure = head.tenures.get()
    end_tenure(actor=None, tenure=tenure, ends_on=today - dt.timedelta(days=1))
    services.hand_over_and_remind(on=today)
    assert Notice.objects.filter(recipient=office.officer, key__startswith="desk-vacant").exists()
    appoint_acting(
        actor=None,
        position=head,
        user=office.finance,
        wording=ActingWording.objects.order_by("order")[0],
        starts_on=today,
        ends_on=None,
        order_number="๑/๒๕๖๙",
    )
    services.hand_over_and_remind(on=today)
    services.hand_over_and_remind(on=today)
    told = Notice.objects.filter(recipient=office.finance, key__startswith="desk:")
    assert told.count() == 1
    sign_desk(procedure, office.finance)


def test_late_documents_are_reminded_by_mail_now_and_then(
    office: Office, procedure: Procedure
) -> None:
    step = procedure.rounds.get().steps.get(order=2)
    assert step.due_on is not None
    before = OutgoingMail.objects.filter(recipient=office.head.email).count()
    assert services.hand_over_and_remind(on=step.due_on - dt.timedelta(days=1)) == 0
    assert services.hand_over_and_remind(on=step.due_on + dt.timedelta(days=1)) == 1
    services.hand_over_and_remind(on=step.due_on + dt.timedelta(days=2))
    assert OutgoingMail.objects.filter(recipient=office.head.email).count() == before + 1


def test_a_paper_signature_says_so_and_keeps_order(office: Office, procedure: Procedure) -> None:
    today = timezone.localdate()
    digest = last_round(procedure).sha256
    given: dict[str, Any] = {
        "procedure": procedure,
        "digest": digest,
        "verdict": "signed",
        "name": "นายวิชัย มั่นคง",
        "lines": ["หัวหน้าสำนักปลัด"],
    }
    for wrong in (
        {"signed_on": today + dt.timedelta(days=1)},
        {"signed_on": today - dt.timedelta(days=1)},
        {"signed_on": today, "name": " "},
        {"signed_on": today, "lines": [" "]},
        {"signed_on": today, "verdict": "approved"},
    ):
        with pytest.raises(Refused):
            services.record_paper(actor=office.officer, **given | wrong)
    with pytest.raises(Refused):
        services.record_paper(actor=office.finance, **given, signed_on=today)
    act = services.record_paper(actor=office.officer, **given, signed_on=today)
    assert (act.is_on_paper, act.signer, act.recorded_by) == (True, None, office.officer)
    sign_desk(procedure, office.palad)


def test_a_withdrawn_document_keeps_its_number_and_frees_the_plan(
    office: Office, procedure: Procedure
) -> None:
    with pytest.raises(Refused):
        services.withdraw(actor=office.head, procedure=procedure, reason="x")
    services.withdraw(actor=office.officer, procedure=procedure, reason="เสนอผิดปี")
    procedure.refresh_from_db()
    assert procedure.state == "withdrawn"
    assert _plan(procedure).state == "draft"
    with pytest.raises(Refused):
        services.withdraw(actor=office.officer, procedure=procedure, reason="ซ้ำ")


def test_an_administrator_without_the_position_submits_nothing(office: Office, plan: Any) -> None:
    with pytest.raises(Refused):
        measures.submit_plan(actor=office.admin, plan=plan)
    assert Procedure.objects.count() == 0


def test_a_submitted_plan_does_not_change(office: Office, procedure: Procedure) -> None:
    plan = _plan(procedure)
    measure = plan.measures.first()
    with pytest.raises(Refused):
        measures.change_title(actor=office.officer, measure=measure, title="อื่น", reason="x")
    with pytest.raises(Refused):
        measures.delete_measure(actor=office.officer, measure=measure)


TAMPERING = (
    "UPDATE approvals_round SET sha256 = repeat('0', 64)",
    "UPDATE approvals_round SET snapshot = '{}'",
    "DELETE FROM approvals_act",
    "UPDATE approvals_act SET opinion = 'x'",
    "UPDATE approvals_act SET verdict = 'approved'",
    "UPDATE approvals_step SET position_title = 'x'",
    'UPDATE approvals_step SET "order" = 9',
    "DELETE FROM approvals_step",
    "UPDATE approvals_procedure SET number = '1'",
    "UPDATE approvals_procedure SET dated_on = '2020-01-01'",
    "UPDATE approvals_procedure SET title = 'x'",
    "DELETE FROM approvals_procedure",
    "UPDATE correspondence_registerentry SET number = 99",
    "DELETE FROM correspondence_registerentry",
    "UPDATE correspondence_register SET last_number = 0",
)


@pytest.mark.parametrize("statement", TAMPERING)
def test_the_database_refuses_to_change_what_was_submitted(
    procedure: Procedure, statement: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_takes_no_act_on_another_text_or_out_of_turn(
    office: Office, procedure: Procedure
) -> None:
    last = procedure.rounds.get().steps.get(order=4)
    for step, digest in ((last, last.round.sha256), (last.round.steps.get(order=2), "0" * 64)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Act.objects.create(
                step=step,
                verdict="signed",
                signer_name="x",
                signed_on=timezone.localdate(),
                recorded_by=office.officer,
                digest=digest,
                sha256="0" * 64,
            )


def test_digests_can_be_computed_anew(office: Office, procedure: Procedure) -> None:
    sign_desk(procedure, office.head)
    found = procedure.rounds.get()
    assert compute_digest(found.snapshot) == found.sha256
    for act in Act.objects.select_related("step"):
        assert act.digest == found.sha256
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
        )


@pytest.mark.parametrize(
    ("kinds", "problem"),
    [
        (["report", "opinion", "decide"], ""),
        (["report", "decide"], ""),
        (["opinion", "decide"], "first"),
        (["report"], "last"),
        (["report", "decide", "opinion"], "last"),
        (["report", "decide", "decide"], "middle"),
        ([], "first"),
    ],
)
def test_a_chain_begins_with_the_reporter_and_ends_with_one_decision(
    kinds: list[str], problem: str
) -> None:
    assert find_chain_problem(kinds) == problem


def test_a_changed_chain_counts_from_the_next_submission(
    office: Office, procedure: Procedure
) -> None:
    from prongsai.approvals.services.chains import DeskDraft

    desks = [
        DeskDraft("report", Role.INTEGRITY_OFFICER, None, 1),
        DeskDraft("decide", "", Position.objects.get(role=Role.MAYOR), 2),
    ]
    with pytest.raises(Refused):
        services.change_chain(actor=office.finance, document_kind="plan", desks=desks)
    services.change_chain(actor=office.officer, document_kind="plan", desks=desks)
    assert procedure.rounds.get().steps.count() == 4
    services.withdraw(actor=office.officer, procedure=procedure, reason="เส้นทางใหม่")
    again = measures.submit_plan(actor=office.officer, plan=_plan(procedure))
    assert again.rounds.get().steps.count() == 2
    sign_desk(again, office.mayor)
    again.refresh_from_db()
    assert again.state == "approved"
