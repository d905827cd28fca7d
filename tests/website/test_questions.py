"""A citizen asks, a division answers, who manages the site publishes: the clock, the mails, what is kept."""

import datetime as dt
from email import message_from_bytes
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prongsai.audit.models import AuditEntry
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.evidence.entries import registry as entries
from prongsai.evidence.sources import registry as sources
from prongsai.organization.queries import find_division
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website import services
from prongsai.website.models import Question
from prongsai.website.question_rules import compute_due, find_standing, mask
from tests.conftest import Office

ASK = "/questions/ask/"
CITIZEN_ID = "1-1037-02071-81-1"
FORM = {
    "subject": "ไฟทางดับหน้าโรงเรียน",
    "text": "ดับมาสองคืนแล้ว โทร 081-234-5678",
    "name": "สมหญิง ใจดี",
    "email": "somying@people.example",
    "consents": "on",
}


def _ask(client: Client, **more: Any) -> Any:
    return client.post(ASK, FORM | more, REMOTE_ADDR="203.0.113.9")


def signed(user: Any) -> Client:
    """A browser of its own for a person of the office."""
    client = Client()
    client.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
    return client


def make_question(office: Office, until: str = "received") -> Question:
    """A question that went as far as a state."""
    question = services.ask_question(asked=services.Asked("เรื่องถนน", "ถนนชำรุด"), place="")
    if until == "received":
        return question
    division = find_division("กองคลัง")
    assert division is not None
    question = services.assign_question(actor=office.officer, question=question, division=division)
    if until == "assigned":
        return question
    return services.answer_question(actor=office.finance, question=question, answer="ซ่อมแล้ว")


def _mails() -> list[str]:
    found = OutgoingMail.objects.filter(recipient=FORM["email"]).order_by("id")
    parts = [message_from_bytes(bytes(one.message)) for one in found]
    return [part.get_payload(decode=True).decode() for part in parts]  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.parametrize("blank", ["\u200b", "\ufeff\u2060", "\u3164", "…", "  \u00ad "])
def test_what_shows_no_words_is_no_question(office: Office, client: Client, blank: str) -> None:
    for field in ("subject", "text"):
        answer = _ask(client, **{field: blank})
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
    assert not Question.objects.exists()


def test_from_the_form_to_the_public_list(office: Office, client: Client) -> None:
    own = _ask(client).headers["Location"]
    question = Question.objects.get()
    follow = client.get(own)
    assert follow["X-Robots-Tag"] == "noindex"
    assert "no-store" in follow["Cache-Control"]
    assert own in _mails()[0]
    assert Notice.objects.filter(recipient=office.officer, key=f"question:{question.pk}:received")
    officer, finance, head = map(signed, (office.officer, office.finance, office.head))
    page = f"/office/website/questions/{question.public_id}/"
    assert (finance.get(page).status_code, head.get(page).status_code) == (403, 403)
    division = find_division("กองคลัง")
    assert division is not None
    assert officer.post(f"{page}assign/", {"assign-division": division.pk}).status_code == 302
    assert head.get(page).status_code == 403
    assert finance.post(f"{page}answer/", {"answer-answer": " "}).status_code == 422
    finance.post(f"{page}answer/", {"answer-answer": "ซ่อมแล้ว โทร 043-123-456"})
    assert finance.post(f"{page}publish/", {}).status_code == 403
    assert "somying" not in finance.get(page).content.decode()
    shown = officer.get(page).context["publish_form"].initial
    assert "xxx-xxx-xxxx" in shown["text"]
    wording = {f"publish-{name}": shown[name] for name in ("subject", "text", "answer")}
    assert officer.post(f"{page}publish/", wording).status_code == 302
    public = Client().get(own).content.decode()
    assert "043-123-456" in public
    assert "081-234" not in public
    assert "สมหญิง" not in public
    assert "โทร 043-123-456" in _mails()[1]
    for words, is_found in (("ไฟทาง", True), ("081-234-5678", False), ("ถนน", False)):
        assert (own in Client().get("/questions/", {"q": words}).content.decode()) is is_found
    question.refresh_from_db()
    assert "081-234-5678" in question.text  # what was asked stays kept
    logged = str(list(AuditEntry.objects.values_list("data", "target_label")))
    assert "สมหญิง" not in logged
    assert str(question.public_id) not in logged


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    office: Office, client: Client
) -> None:
    for wrong, field in (
        ({"subject": " "}, "subject"),
        ({"text": "ก" * 2001}, "text"),
        ({"email": "nobody"}, "email"),
        ({"consents": ""}, "consents"),
        ({"text": f"บัตร {CITIZEN_ID}"}, "text"),
    ):
        answer = _ask(client, **wrong)
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
    assert _ask(client, website="http://spam.example").headers["Location"] == "/questions/"
    assert not Question.objects.exists()
    for address in (ASK, "/subscribe/"):  # else browsers send no origin, and the form is refused
        assert client.get(address)["Referrer-Policy"] == "same-origin"
    kept = _ask(client, text=f"บัตร {CITIZEN_ID}", keeps_ids="on")
    assert CITIZEN_ID not in client.get(kept.headers["Location"]).content.decode()
    statuses = [_ask(client).status_code for _n in range(5)]
    assert statuses == [302, 302, 302, 302, 422]
    assert len(_mails()) == 3  # nobody's mailbox is flooded


def test_an_answer_goes_back_is_withheld_and_taken_off(office: Office) -> None:
    question = make_question(office, "answered")
    with pytest.raises(Refused):
        services.withhold_answer(actor=office.finance, question=question, reason="x")
    question = services.send_back_answer(
        actor=office.officer, question=question, reason="บอกวันที่ด้วย"
    )
    assert question.state == "assigned"
    assert "บอกวันที่ด้วย" in Notice.objects.filter(recipient=office.finance).latest("pk").text
    services.answer_question(actor=office.finance, question=question, answer="ซ่อม 3 มิ.ย.")
    question = services.withhold_answer(
        actor=office.officer, question=question, reason="เป็นเรื่องส่วนตัว"
    )
    page = Client().get(question.get_absolute_url())
    assert page["X-Robots-Tag"] == "noindex"
    assert "ซ่อม 3 มิ.ย." in page.content.decode()
    assert "เป็นเรื่องส่วนตัว" in page.content.decode()
    wording = services.Wording("เรื่อง", f"คำถาม {CITIZEN_ID}", "คำตอบ")
    question = services.publish_answer(actor=office.officer, question=question, wording=wording)
    assert CITIZEN_ID not in question.published_text
    year = fiscal_year_of(timezone.localdate()).year_be
    source = next(one for one in entries.list_all() if one.code == "questions")
    assert [one.url for one in source.entries()] == [question.get_absolute_url()]
    report = sources.report_all(["public-questions"], year)[0][1]
    assert (report.expected, report.missing, len(report.items)) == (1, [], 1)
    services.withhold_answer(actor=office.officer, question=question, reason="ผิดพลาด")
    assert list(source.entries()) == []
    with pytest.raises(Refused):
        services.reject_question(actor=office.officer, question=question)


def test_what_is_rejected_leaves_no_text(office: Office) -> None:
    question = make_question(office)
    page = f"/office/website/questions/{question.public_id}/"
    assert signed(office.officer).post(f"{page}reject/").status_code == 302
    question.refresh_from_db()
    assert (question.state, question.subject, question.text) == ("rejected", "", "")
    assert "ถนนชำรุด" not in Client().get(question.get_absolute_url()).content.decode()
    assert signed(office.officer).get(page).status_code == 200


def test_each_cause_is_told_once_to_who_owes_and_later_above(office: Office) -> None:
    question = make_question(office, "assigned")
    due = question.due_on
    Notice.objects.all().delete()

    def told(day: dt.date) -> set[str]:
        before = set(Notice.objects.values_list("pk", flat=True))
        for _n in range(2):
            services.remind_questions(on=day)
        fresh = Notice.objects.exclude(pk__in=before)
        return {one.recipient.username for one in fresh}

    assert told(due - dt.timedelta(days=4)) == set()
    assert told(due - dt.timedelta(days=3)) == {"finance"}
    assert told(due) == {"finance"}
    assert told(due + dt.timedelta(days=1)) == {"finance"}
    assert told(due + dt.timedelta(days=4)) == {"finance", "palad"}
    services.answer_question(actor=office.finance, question=question, answer="ก")
    assert "officer" in told(due + dt.timedelta(days=5))


def test_names_and_addresses_go_thirty_days_after_the_end(office: Office, client: Client) -> None:
    _ask(client)
    open_one = Question.objects.get()
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT)
    today = timezone.localdate()
    assert services.forget_contacts(on=today + dt.timedelta(days=90)) == 0  # kept until answered
    division = find_division("กองคลัง")
    assert division is not None
    services.assign_question(actor=office.officer, question=open_one, division=division)
    services.answer_question(actor=office.finance, question=open_one, answer="ก")
    services.withhold_answer(actor=office.officer, question=open_one, reason="ข")
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT)
    assert services.forget_contacts(on=today + dt.timedelta(days=30)) == 0
    assert services.forget_contacts(on=today + dt.timedelta(days=31)) == 1
    open_one.refresh_from_db()
    assert (open_one.name, open_one.email, open_one.answer) == ("", "", "ก")
    assert not OutgoingMail.objects.filter(recipient=FORM["email"]).exists()


def test_the_list_shows_a_person_their_own_in_few_queries(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    for _n in range(3):
        make_question(office)
    late = make_question(office, "assigned")
    Question.objects.filter(pk=late.pk).update(due_on=dt.date(2026, 1, 1))
    officer, finance, head = map(signed, (office.officer, office.finance, office.head))
    address = "/office/website/questions/"
    with django_assert_max_num_queries(12):
        page = officer.get(address)
    assert page.context["page"].paginator.count == 4
    assert page.context["page"][0].standing == "late"
    assert finance.get(address).context["page"].paginator.count == 1
    assert head.get(address).context["page"].paginator.count == 0
    assert late.division is not None
    for asked in ({"late": "1"}, {"state": "assigned"}, {"division": late.division.code}):
        assert list(officer.get(address, asked).context["page"]) == [late]
    assert officer.get(f"{address}list.csv").content.decode().count("เรื่องถนน") == 4
    assert officer.get(f"{address}list.xlsx").status_code == 200
    with django_assert_max_num_queries(8):
        Client().get("/questions/")


@pytest.mark.parametrize(
    ("day", "is_open", "standing"),
    [
        (dt.date(2026, 6, 12), True, "fresh"),
        (dt.date(2026, 6, 13), True, "soon"),
        (dt.date(2026, 6, 16), True, "soon"),
        (dt.date(2026, 6, 17), True, "late"),
        (dt.date(2026, 6, 17), False, "over"),
    ],
)
def test_the_clock_runs_fifteen_days(day: dt.date, is_open: bool, standing: str) -> None:
    due_on = compute_due(dt.date(2026, 6, 1))
    assert due_on == dt.date(2026, 6, 16)
    assert find_standing(due_on, day, is_open=is_open) == standing


def test_masking_leaves_the_rest_of_the_text() -> None:
    assert mask(f"บัตร {CITIZEN_ID} ครับ") == "บัตร x-xxxx-xxxxx-xx-x ครับ"
    assert mask("โทร 081-234-5678") == "โทร 081-234-5678"
