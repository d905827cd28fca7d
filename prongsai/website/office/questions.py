"""Questions of the public in the office: the list, one question with its next step, the list as a file."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from prongsai.audit.queries import list_history
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.common.sheets import Cell
from prongsai.organization.models import Division
from prongsai.organization.queries import list_divisions
from prongsai.registerkit.exports import Column, respond_register
from prongsai.registerkit.lists import Asked
from prongsai.thai.calendar import format_date
from prongsai.website import services
from prongsai.website.models import Question
from prongsai.website.permissions import may_manage_site
from prongsai.website.question_queries import Wanted, access_question, list_questions
from prongsai.website.question_rules import IN_QUESTIONS, find_standing, mask, may_move
from prongsai.website.services.questions import MOST_ANSWER, MOST_REASON

WIDE = {"rows": 8}
COLUMNS = (
    Column("number", "ที่", 8),
    Column("asked_on", "วันที่ถาม"),
    Column("subject", "เรื่อง", 50),
    Column("division", "กองที่ตอบ", 24),
    Column("state", "สถานะ", 24),
    Column("due_on", "ครบกำหนด"),
    Column("ended_on", "ตอบเมื่อ"),
    Column("published_on", "เผยแพร่เมื่อ"),
)


class AssignForm(forms.Form):
    """The division that answers."""

    division = forms.ModelChoiceField(Division.objects.none(), label=gettext_lazy("Division"))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["division"].queryset = list_divisions()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer, as the public will read it."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=MOST_ANSWER,
        widget=forms.Textarea(attrs=WIDE),
        help_text=gettext_lazy("Everybody can read it: no names of citizens, no citizen ids."),
    )


class WordingForm(forms.Form):
    """What is published; it may differ from what was asked."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=150)
    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=2000, widget=forms.Textarea(attrs=WIDE)
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=MOST_ANSWER, widget=forms.Textarea(attrs=WIDE)
    )


class ReasonForm(forms.Form):
    """Why; who asked, or the division, reads it."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=MOST_REASON)


def _read(request: HttpRequest) -> Wanted:
    get = request.GET
    states = ("open", *Question.State.values)
    return Wanted(
        words=get.get("q", "").strip()[:200],
        state=get.get("state", "") if get.get("state") in states else "",
        division=get.get("division", "")[:40].replace("\0", ""),
        is_late=get.get("late") == "1",
    )


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What the person may see, thirty to a page, what is due first on top."""
    today, wanted = timezone.localdate(), _read(request)
    page = Asked.of(request.GET).cut(list_questions(request.user, wanted, today))
    for one in page:
        one.standing = find_standing(one.due_on, today, is_open=one.is_open)
    context = {
        "page": page,
        "wanted": wanted,
        "states": [("open", _("not finished")), *Question.State.choices],
        "divisions": list_divisions() if may_manage_site(request.user) else (),
    }
    return render(request, "website/office/questions.html", context)


@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list shows, as a file: neither names nor addresses."""
    found = list_questions(request.user, _read(request), timezone.localdate())
    return respond_register(kind, "questions", COLUMNS, _rows(found))


def _rows(found: Any) -> Iterator[list[Cell]]:
    for one in found.iterator(chunk_size=1000):
        yield [
            one.pk,
            _day(one.asked_at),
            one.published_subject or mask(one.subject, IN_QUESTIONS),
            one.division.name if one.division else "",
            one.get_state_display(),
            format_date(one.due_on, "short"),
            _day(one.ended_at),
            _day(one.published_at),
        ]


def _day(moment: dt.datetime | None) -> str:
    return format_date(timezone.localdate(moment), "short") if moment else ""


@require_GET
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One question with its next step."""
    return _show(request, access_question(request.user, public_id))


def _show(request: HttpRequest, question: Question, **forms_of: forms.Form) -> HttpResponse:
    """The question with the forms that fit its state; those given hold what was typed wrong."""
    manages = may_manage_site(request.user)
    acts = {act for act in FORMS if may_move(act, question.state) and (manages or act == "answer")}
    shown = {f"{act}_form": forms_of.get(act) or _blank(act, question) for act in acts}
    context = shown | {
        "question": question,
        "manages": manages,
        "may_reject": manages and may_move("reject", question.state),
        "standing": find_standing(question.due_on, timezone.localdate(), is_open=question.is_open),
        "history": list_history(question)[:30],
    }
    status = WRONG_INPUT if forms_of else 200
    return render(request, "website/office/question.html", context, status=status)


def _blank(act: str, question: Question) -> forms.Form:
    """A form as it is first shown; personal data of the question is masked in what is to be published."""
    initial = {
        "division": question.division_id,
        "answer": question.published_answer or question.answer,
        "subject": question.published_subject or mask(question.subject, IN_QUESTIONS),
        "text": question.published_text or mask(question.text, IN_QUESTIONS),
    }
    if act == "answer":
        initial["answer"] = question.answer
    return FORMS[act](initial=initial, prefix=act)


FORMS: dict[str, type[forms.Form]] = {
    "assign": AssignForm,
    "answer": AnswerForm,
    "publish": WordingForm,
    "send_back": ReasonForm,
    "withhold": ReasonForm,
}


def _act(
    request: HttpRequest, public_id: uuid.UUID, act: str, do: Callable[..., Any], done: str
) -> HttpResponse:
    question = access_question(request.user, public_id)
    form = FORMS[act](request.POST, prefix=act)

    def run() -> None:
        values = form.cleaned_data
        given = {"wording": services.Wording(**values)} if act == "publish" else values
        do(actor=request.user, question=question, **given)

    if not try_to(run, form):
        return _show(request, question, **{act: form})
    messages.success(request, done)
    return redirect("website_question", question.public_id)


@require_POST
def assign(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give it to a division."""
    done = _("The division has the question now and was told.")
    return _act(request, public_id, "assign", services.assign_question, done)


@require_POST
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the answer."""
    done = _("The answer is kept. Who manages the website looks at it and publishes it.")
    return _act(request, public_id, "answer", services.answer_question, done)


@require_POST
def send_back(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for another answer."""
    done = _("The division was asked to write the answer anew.")
    return _act(request, public_id, "send_back", services.send_back_answer, done)


@require_POST
def publish(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Publish it."""
    done = _("Published. Who asked was told, if they left an address.")
    return _act(request, public_id, "publish", services.publish_answer, done)


@require_POST
def withhold(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer without publishing."""
    done = _("Not published. Who asked reads the answer at their own address.")
    return _act(request, public_id, "withhold", services.withhold_answer, done)


@require_POST
def reject(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Reject it and delete its text."""
    question = access_question(request.user, public_id)
    return act_and_go(
        request,
        lambda: services.reject_question(actor=request.user, question=question),
        _("Rejected; its text was deleted."),
        "website_questions",
    )
