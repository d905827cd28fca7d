"""The example: a fictitious organisation at work, relative to today."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from prongsai.accounts.services import create_account
from prongsai.approvals.queries import find_desk
from prongsai.approvals.services import sign
from prongsai.assessment.example import load_example as load_results
from prongsai.assessment.example import load_others
from prongsai.audit.services import record
from prongsai.channels.example import load_example as load_publications
from prongsai.circulars.example import load_example as load_circulars
from prongsai.correspondence.certificate import create_certificate, find_signer
from prongsai.correspondence.example import load_papers
from prongsai.correspondence.models import Register, RegisterKind
from prongsai.correspondence.services import seal, seal_waiting
from prongsai.disclosure.example import load_example as load_disclosure
from prongsai.evidence.services import add_files, add_link, add_record
from prongsai.mailroom.example import load_example as load_received
from prongsai.measures import events, services
from prongsai.measures.example_findings import answer_result
from prongsai.measures.importing import read_measures
from prongsai.measures.models import Measure, Plan
from prongsai.meetings.example import load_example as load_meetings
from prongsai.organization import queries as organization
from prongsai.organization.models import ActingWording, Role
from prongsai.organization.services import (
    appoint,
    appoint_acting,
    create_organization,
    update_profile,
)
from prongsai.thai.calendar import format_date
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of

SAMPLE = Path(__file__).parent / "samples" / "annual-report.txt"
SAMPLE_YEAR = 2568
CONTACT = {
    "address": "๙๙ หมู่ที่ ๑ ตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง",
    "phone": "๐ ๔๓๐๐ ๐๐๐๐",
    "email": "saraban@tambon.example",
    "website": "https://tambon.example",
    "name_en": "Tua Yang Subdistrict Administrative Organization",
}
# So many memos had a number on paper before the program was taken into use.
PAPERS = 766
# (account, name, label of the persona bar, role, division's code)
PEOPLE = (
    ("officer", "นางสาวกานดา ใจงาม", "นักจัดการงานทั่วไป", Role.INTEGRITY_OFFICER, "palad"),
    ("head", "นายวิชัย มั่นคง", "หัวหน้าสำนักปลัด", Role.DIVISION_HEAD, "palad"),
    ("palad", "นางพรทิพย์ ศรีสุข", "ปลัด", Role.CHIEF_ADMINISTRATOR, ""),
    ("mayor", "นายสมบูรณ์ ทองดี", "นายก", Role.MAYOR, ""),
    ("finance", "นางสุนีย์ เงินทอง", "ผู้อำนวยการกองคลัง", Role.DIVISION_HEAD, "finance"),
)
# Keeps accounts and channels; holds no position and signs nothing.
ADMINISTRATOR = ("admin", "นายธนา รอบรู้", "ผู้ดูแลระบบ")


@transaction.atomic
def load_example() -> None:
    """Create the example organisation with three years of plans."""
    profile = create_organization(
        actor=None,
        kind="sao",
        name="ตัวอย่าง",
        amphoe="ตัวอย่าง",
        province="ตัวอย่าง",
        letter_code="ตย ๘๐๓๐๑",
        is_example=True,
    )
    update_profile(actor=None, profile=profile, **CONTACT)
    people = _add_people()
    year = fiscal_year_of(timezone.localdate()).year_be
    _prepare_papers()
    load_results(year)
    load_others(year)
    for offset in (2, 1, 0):
        _add_plan(people, year - offset, offset)
    load_circulars(people)
    load_meetings(people)
    _name_register(people["officer"], year)
    load_received(people)
    load_papers(
        people["officer"],
        lambda procedure: _sign_today(people, procedure, ("head", "palad", "mayor")),
        lambda procedure: _sign_today(people, procedure, ("head",)),
    )
    load_disclosure(people)
    load_publications(people["officer"], year)
    record(actor=None, event=events.EXAMPLE_LOADED)


def _name_register(actor: Any, year: int) -> None:
    """The running year's monthly meetings are proved by their register, not by files."""
    source = "monthly-meetings"
    for measure in Measure.objects.filter(plan__fiscal_year=year, title__contains="ประชุมประจำเดือน"):
        evidence = add_record(actor=actor, source_code=source, fiscal_year=year, is_public=True)
        services.attach_evidence(actor=actor, measure=measure, evidence=evidence)


def _prepare_papers() -> None:
    """A certificate of its own, and registers that go on after the numbers on paper."""
    profile = organization.get_profile()
    if find_signer() is None:
        create_certificate(organization=profile.short_name, province=profile.province)
    this_year = timezone.localdate().year + 543
    for year in range(this_year - 3, this_year + 1):
        register = Register.objects.create(
            kind=RegisterKind.MEMO, letter_code=profile.letter_code, year=year
        )
        register.last_number = PAPERS
        register.save(update_fields=["last_number"])


def _add_people() -> dict[str, Any]:
    people = {}
    start = FiscalYear(fiscal_year_of(timezone.localdate()).year_be - 3).first_day
    for username, name, label, role, code in PEOPLE:
        user = create_account(
            actor=None, username=username, full_name=name, is_example=True, persona_label=label
        )
        division = organization.list_divisions().filter(code=code).first()
        position = organization.find_position(role, division)
        if position is not None:
            appoint(actor=None, position=position, user=user, starts_on=start)
        people[username] = user
    username, name, label = ADMINISTRATOR
    create_account(
        actor=None,
        username=username,
        full_name=name,
        is_admin=True,
        is_example=True,
        persona_label=label,
    )
    today = timezone.localdate()
    palad = organization.find_position(Role.CHIEF_ADMINISTRATOR)
    if palad is not None:
        appoint_acting(
            actor=None,
            position=palad,
            user=people["head"],
            wording=ActingWording.objects.order_by("order")[0],
            starts_on=today + dt.timedelta(days=30),
            ends_on=today + dt.timedelta(days=34),
            order_number="๑๒๓/๒๕๖๙",
        )
    return people


def _add_plan(people: dict[str, Any], year: int, offset: int) -> Plan:
    actor = people["officer"]
    result = read_measures(
        SAMPLE.read_bytes(), filename="", fiscal_year=SAMPLE_YEAR, read_as="plan"
    )
    source = Plan.objects.filter(fiscal_year=year - 1).first()
    if source is None:
        result.fiscal_year = SAMPLE_YEAR
        source = services.save_import(actor=None, result=result, accept_warnings=True)
        if source.fiscal_year != year:
            plan = _copy(actor, source, year)
            source.delete()
            source = plan
    plan = source if source.fiscal_year == year else _copy(actor, source, year)
    answer_result(actor, plan, leaves_one=offset == 0)
    _announce(people, plan)
    plan.refresh_from_db()
    _work(actor, plan)
    seal_waiting()
    services.publish_plan(actor=actor, plan=plan)
    if offset:
        _report(people, plan, is_decided=offset == 2)
    return plan


def _copy(actor: Any, source: Plan, year: int) -> Plan:
    ids = list(source.measures.values_list("pk", flat=True))
    return services.copy_plan(actor=actor, source=source, fiscal_year=year, measure_ids=ids)


def _work(actor: Any, plan: Plan) -> None:
    """Do everything whose time has come, but leave one step of the running year overdue."""
    today = timezone.localdate()
    is_running = fiscal_year_of(today).year_be == plan.fiscal_year
    is_late_left = not is_running
    for measure in plan.measures.order_by("order"):
        if measure.period_end is None or measure.period_start is None:
            continue
        end = min(FiscalYear(plan.fiscal_year).last_day, _month_end(measure.period_end))
        if end < today:
            leave = 0 if is_late_left else 1
            is_late_left = True
            _finish(actor, measure, end, leave_open=leave)
        elif measure.period_start <= today:
            _begin(actor, measure)


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def _begin(actor: Any, measure: Measure) -> None:
    step = measure.steps.first()
    if step is not None:
        started = max(
            measure.period_start or timezone.localdate(), timezone.localdate().replace(day=1)
        )
        services.record_step(actor=actor, step=step, status="doing", started_on=started)


def _finish(actor: Any, measure: Measure, end: dt.date, *, leave_open: int) -> None:
    steps = list(measure.steps.all())
    for step in steps[: len(steps) - leave_open]:
        services.record_step(
            actor=actor, step=step, status="done", started_on=end.replace(day=1), finished_on=end
        )
    if leave_open:
        return
    for output in measure.outputs.all():
        services.record_output(actor=actor, measure=measure, output=output, result=output.expected)
        _prove(actor, measure, output, end)
    services.record_outcome(actor=actor, measure=measure, text=measure.expected_outcome)


def _prove(actor: Any, measure: Measure, output: Any, day: dt.date) -> None:
    """A document that says what the output says: a small PDF, or the page of the website."""
    from prongsai.correspondence.content import Document, Paragraph, Section, Title
    from prongsai.correspondence.render import render_pdf

    owner = measure.divisions.first() or organization.list_divisions().first()
    if "เว็บไซต์" in output.expected:
        evidence = add_link(
            actor=None,
            link=f"https://tambon.example/news/{measure.number}",
            title=output.expected,
            owner=owner,
            effective_on=day,
            is_public=True,
        )
    else:
        profile = organization.get_profile()
        page = Document(
            title=output.expected,
            date=day,
            is_draft=False,
            sections=(
                Section(
                    (
                        Title((profile.full_name, output.expected)),
                        Paragraph(f"เอกสารประกอบมาตรการที่ {measure.number} {measure.title}"),
                        Paragraph(f"ลงวันที่ {format_date(day)}"),
                    )
                ),
            ),
        )
        (evidence,) = add_files(
            actor=None,
            uploads=[(render_pdf(page), f"{output.expected[:60]}.pdf")],
            captions=[output.expected],
            owner=owner,
            effective_on=day,
            is_public=True,
        )
    services.attach_evidence(actor=actor, measure=measure, evidence=evidence, output=output)


def _announce(people: dict[str, Any], plan: Plan) -> None:
    """The plan of a year is approved on its first working days and announced."""
    first = FiscalYear(plan.fiscal_year).first_day
    day = min(first + dt.timedelta(days=5), timezone.localdate())
    procedure = services.submit_plan(actor=people["officer"], plan=plan, dated_on=day, on=day)
    _sign_all(people, procedure, day, ("head", "palad", "mayor"))


def _sign_today(people: dict[str, Any], procedure: Any, names: tuple[str, ...]) -> None:
    _sign_all(people, procedure, timezone.localdate(), names)


def _sign_all(people: dict[str, Any], procedure: Any, day: dt.date, names: tuple[str, ...]) -> None:
    """The people of the chain sign in turn; who acts for two desks signs both at once."""
    for name in names:
        procedure.refresh_from_db()
        desk = find_desk(procedure, day)
        if desk is None or desk.signer != people[name]:
            continue
        sign(
            actor=people[name],
            procedure=procedure,
            digest=desk.round.sha256,
            verdict="approved" if desk.steps[-1].kind == "decide" else "signed",
            on=day,
        )


def _report(people: dict[str, Any], plan: Plan, *, is_decided: bool) -> None:
    """The older report is approved and published; last year's waits for the chief administrator."""
    end = FiscalYear(plan.fiscal_year).last_day
    report = services.submit_report(
        actor=people["officer"], plan=plan, as_of=end, dated_on=end, on=end
    )
    names = ("head", "palad", "mayor") if is_decided else ("head",)
    _sign_all(people, report.procedure, end, names)
    if is_decided and report.procedure is not None:
        seal(procedure=report.procedure)
        report.refresh_from_db()
        services.publish_report(actor=people["officer"], report=report)
