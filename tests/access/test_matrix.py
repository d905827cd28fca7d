"""Who may open what: every address of the program × every persona, against a reviewed table.

`matrix.txt` is the table: Y may enter, N gets the 403 page, L is sent to sign in, - finds nothing
(404: what is not public does not exist for strangers). A new address without a line fails.
The member sits in a council and has no position; the meetings of the samples are of another body.
"""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from prongsai.accounts.models import User
from prongsai.common.access import iterate_views
from prongsai.evidence.services import add_files
from tests.access.assessment import make_comparison, make_result
from tests.access.channels import make_channels
from tests.access.disclosure import make_disclosure
from tests.access.meetings import make_meetings
from tests.access.open_data import make_open_data
from tests.access.papers import make_mailroom, make_papers
from tests.access.questions import make_questions
from tests.access.search import make_search
from tests.access.tables import is_ours, read_table
from tests.access.website import make_website
from tests.catalogues.conftest import correct
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.website.making import add_event

TABLE = Path(__file__).parent / "matrix.txt"
PERSONAS = (
    "officer",
    "head",
    "palad",
    "mayor",
    "finance",
    "admin",
    "stranger",
    "citizen",
    "member",
)


def own_names() -> list[str]:
    """The names of all addresses whose view is ours."""
    names = set()

    def walk(patterns: Any) -> None:
        for entry in patterns:
            if hasattr(entry, "url_patterns"):
                walk(entry.url_patterns)
            elif is_ours(entry.callback) and entry.name:
                names.add(entry.name)

    walk(get_resolver().url_patterns)
    return sorted(names)


@pytest.fixture
def samples(office: Office, plan: Any, seal_file: Path) -> dict[str, Any]:
    """What the addresses need: keyed by parameter, or by address and parameter."""
    import datetime as dt

    from django.utils import timezone

    from prongsai.assessment import services as assessment
    from prongsai.audit.models import Checkpoint
    from prongsai.audit.services import make_checkpoint
    from prongsai.circulars import services as circulars
    from prongsai.circulars.content import Subject
    from prongsai.circulars.rules import Named
    from prongsai.correspondence.models import Register
    from prongsai.measures import services
    from prongsai.organization.models import ActingWording, Division, Holiday, Position, Tenure

    measure = plan.measures.get(number="1.1")
    services.add_indicator(actor=office.officer, measure=measure, kind="output", name="จำนวนเล่ม")
    (evidence,) = add_files(actor=office.officer, uploads=[(b"%PDF-1.7\n%%EOF\n", "a.pdf")])
    use = services.attach_evidence(actor=office.officer, measure=measure, evidence=evidence)
    soon = timezone.localdate() + dt.timedelta(days=7)
    services.ask_divisions(actor=office.officer, plan=plan, due_on=soon)
    request = plan.requests.get(division__name="กองคลัง")
    (shown,) = add_files(actor=office.officer, uploads=[(make_pdf(), "b.pdf")])
    everybody = circulars.Audience(is_everyone=True, names=[Named("นายก ข")])
    circular = circulars.start(
        actor=office.officer,
        subject=Subject(evidence=shown),
        due_on=soon,
        audience=everybody,
    )
    ((outsider, token),) = circulars.make_links(actor=office.officer, circulation=circular)
    report = services.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    finding = assessment.add_finding(
        actor=office.officer,
        fiscal_year=plan.fiscal_year - 1,
        topic=1,
        kind="develop",
        text="ควรเผยแพร่ขั้นตอน",
    )
    services.publish_plan(actor=office.officer, plan=plan)
    papers = make_papers(office)
    make_checkpoint(organization="ทดสอบ")
    checked = correct(office.admin, "items/O1")
    newest = Checkpoint.objects.order_by("-sequence")[0].sequence
    mail = make_mailroom(office)
    meetings = make_meetings(office, own_names())
    disclosure = make_disclosure(office, own_names())
    make_result(office, plan.fiscal_year)
    found = {
        "public_checkpoint sequence": newest,
        "digest": "0",
        "public_page path": "about/",
        "slug": "jobs",
        "public_event key": add_event("กิจกรรม", first_on=soon).translation_key,
        "website_kit_file name": "qr.svg",
        "month": "2026-10",
        "catalogues_withdraw public_id": checked.public_id,
        **{
            f"catalogues_{name} year": 2569
            for name in ("add_component", "add_item", "changes", "correct", "line", "year")
        },
        "catalogues_add_component item": "O1",
        **{f"catalogues_{name} line": "items/O1" for name in ("correct", "line")},
        "year": plan.fiscal_year,
        "public_id": measure.public_id,
        "pk": 0,
        "number": 1,
        "kind": "csv",
        "name": "report.csv",
        "cell": "title",
        "public_schema name": "plan",
        "token": "none",
        "key": uuid.uuid4(),
        "evidence_detail public_id": evidence.public_id,
        "evidence_version public_id": evidence.public_id,
        "evidence_file public_id": evidence.public_id,
        "evidence_file name": "a.pdf",
        "evidence_thumbnail public_id": evidence.public_id,
        "measures_step pk": measure.steps.first().pk,
        "measures_output pk": measure.outputs.first().pk,
        "measures_indicator pk": measure.indicators.first().pk,
        "measures_detach pk": use.pk,
        "measures_suggestion pk": use.pk,
        "measures_answer public_id": request.public_id,
        "measures_answer_measure public_id": request.public_id,
        "measures_answer_measure pk": plan.measures.get(number="5.1").pk,
        "measures_close_request pk": request.pk,
        "approvals_page public_id": report.procedure.public_id,
        "approvals_sign public_id": report.procedure.public_id,
        "approvals_paper public_id": report.procedure.public_id,
        "approvals_withdraw public_id": report.procedure.public_id,
        "approvals_document public_id": report.procedure.public_id,
        "approvals_picture public_id": report.procedure.public_id,
        "approvals_chain kind": "annual-report",
        **papers,
        "correspondence_register pk": Register.objects.first().pk,
        "correspondence_archive pk": Register.objects.first().pk,
        "correspondence_next pk": Register.objects.first().pk,
        "public_verify code": report.procedure.code,
        "public_version kind": "plan",
        "public_version_file kind": "plan",
        "public_version_file name": "plan.csv",
        "public_download name": "plan.csv",
        "measures_report_return public_id": report.public_id,
        **{
            f"measures_{name} public_id": finding.public_id
            for name in (
                "finding",
                "finding_move",
                "finding_aside",
                "finding_restore",
                "finding_answers",
            )
        },
        "organization_division pk": Division.objects.first().pk,
        "organization_wording pk": ActingWording.objects.first().pk,
        "organization_position pk": Position.objects.first().pk,
        "organization_change_position pk": Position.objects.first().pk,
        "organization_appoint pk": Position.objects.first().pk,
        "organization_appoint_acting pk": Position.objects.first().pk,
        "organization_end_tenure pk": Tenure.objects.first().pk,
        "organization_remove_holiday pk": Holiday.objects.first().pk,
        **{
            f"{name} public_id": circular.public_id
            for name in own_names()
            if name.startswith("circulars_")
        },
        **{f"{name} pk": outsider.pk for name in own_names() if name.startswith("circulars_")},
        "public_circular token": token,
        "public_circular_document token": token,
        "public_circular_picture token": token,
        **mail,
        **meetings,
        **disclosure,
        **make_comparison(office),
        **make_website(office),
        **make_search(office),
        **make_channels(office),
        **make_questions(office),
        "accounts_invite pk": office.finance.pk,
        "accounts_erase pk": office.finance.pk,
        "accounts_active pk": office.finance.pk,
    }
    return found | make_open_data(found)


def _address(name: str, samples: dict[str, Any]) -> str:
    (_patterns, parameters), *_rest = get_resolver().reverse_dict.getlist(name)[0][0]
    values = {p: samples.get(f"{name} {p}", samples.get(p)) for p in parameters}
    return reverse(name, kwargs=values)


def _close_file(answer: Any) -> None:
    # Not `answer.close()`: that would end the test's own connection to the database.
    for closer in answer._resource_closers if answer.streaming else ():
        closer()


def _letter(status: int, location: str) -> str:
    if status in (403, 404):
        return "N" if status == 403 else "-"
    return "L" if status == 302 and "/office/login/" in location and "next=" in location else "Y"


def _client(office: Office, persona: str) -> Client:
    client = Client()
    if persona != "citizen":
        account = office.people.get(persona) or User.objects.get(username=persona)
        client.force_login(account, backend="prongsai.accounts.backends.GroupBackend")
    return client


def test_every_address_stands_in_the_table() -> None:
    assert sorted(read_table(TABLE)) == own_names()


def test_every_view_declares_its_rule() -> None:
    from prongsai.common.access import check_views_declare_access

    assert check_views_declare_access(None) == []
    assert len(list(iterate_views())) > 50


def test_each_persona_opens_exactly_what_the_table_says(
    office: Office, samples: dict[str, list[Any]]
) -> None:
    found, clients = {}, {persona: _client(office, persona) for persona in PERSONAS}
    for name in own_names():
        letters = ""
        for persona, client in clients.items():
            answer = client.get(_address(name, samples))
            letters += _letter(answer.status_code, answer.get("Location", ""))
            _close_file(answer)
            assert answer.status_code < 500, (name, persona)
        found[name] = letters
    assert found == read_table(TABLE)


GARBAGE = {
    "title": "x" * 5000,
    "fiscal_year": "๙๙๙๙๙",
    "number": "\u0000'\"><script>",
    "period_text": "\u200b" * 50,
    "as_of": "31/2/2569",
    "due_on": "NaN",
    "starts_on": "0000-00-00",
    "quantity": "1e999",
    "actual": "Infinity",
    "pk": "-1",
    "measures": ["a", "999999999999999999999"],
    "evidence": ["a", "99999999999999999999999"],
    "fingerprint": "x",
    "reason": " ",
    "kind": "none",
    "rank": "-5",
    "user": "999999999",
    "link": "http://[::1",
    "accept": "1",
    "column-0-99": "title",
    "leave-x-y": "1",
}


def test_no_input_breaks_a_page(office: Office, samples: dict[str, Any]) -> None:
    """Empty and nonsensical forms are refused, never answered by a stack trace."""
    found, client = {}, _client(office, "officer")
    for name in own_names():
        address = _address(name, samples)
        for data in ({}, GARBAGE):
            if "_auth_user_id" not in client.session:  # the last form ended it
                client = _client(office, "officer")
            client.raise_request_exception = False
            answers = [client.post(address, data), client.get(address, data)]
            for answer in answers:
                _close_file(answer)
                if answer.status_code >= 500:
                    found[name] = answer.status_code
    assert found == {}
