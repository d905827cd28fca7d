"""The public side of questions: what was answered, the form, the page where an asker follows."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from prongsai.channels.codes import Channel
from prongsai.channels.queries import list_open_channels
from prongsai.common.askers import asker_of
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.organization.queries import find_profile
from prongsai.registerkit.lists import Asked
from prongsai.website import services
from prongsai.website.models import Question
from prongsai.website.question_forms import AskForm
from prongsai.website.question_queries import (
    get_question,
    list_answering_divisions,
    list_published,
)
from prongsai.website.question_rules import (
    ANSWER_DAYS,
    CONTACT_DAYS,
    IN_QUESTIONS,
    find_standing,
    mask,
)
from prongsai.website.question_tracking import tell_progress

ON_SHEET = 15


def index(request: HttpRequest) -> HttpResponse:
    """What was asked and answered, by words and division."""
    asked = Asked.of(request.GET)
    divisions = list(list_answering_divisions())
    code = request.GET.get("division", "")
    division = next((one for one in divisions if one.code == code), None)
    page = asked.cut(list_published(asked.words, division), ON_SHEET)
    return _show(request, "list", page=page, asked=asked, divisions=divisions, division=division)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form. A machine that fills the hidden field is thanked, and nothing is kept."""
    form = AskForm(request.POST if request.method == "POST" else None)
    made: list[Question] = []

    def act() -> None:
        made.append(services.ask_question(asked=form.asked(), place=asker_of(request)))

    if form.is_trapped:
        return redirect("public_questions")
    if request.method == "POST" and try_to(act, form):
        return redirect(made[0])
    return _show(request, "ask", form=form, status=WRONG_INPUT if form.errors else 200)


def question(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A published question; before that, and when it isn't published, for who knows the address."""
    found = get_question(public_id)
    if found.state == Question.State.PUBLISHED:
        return _show(request, "published", question=found)
    response = _show(
        request,
        "follow",
        question=found,
        subject=mask(found.subject, IN_QUESTIONS),
        text=mask(found.text, IN_QUESTIONS),
        standing=find_standing(found.due_on, timezone.localdate(), is_open=found.is_open),
        progress=tell_progress(found),
        follows_by_line=found.is_open and Channel.LINE in list_open_channels(),
    )
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def _show(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {
        "profile": find_profile(),
        "answer_days": ANSWER_DAYS,
        "contact_days": CONTACT_DAYS,
    }
    response = render(request, f"website/questions/{name}.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"  # forms need the origin, others learn nothing
    return response
