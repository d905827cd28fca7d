"""Starting a circular, or a newer version of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.circulars import queries, services
from prongsai.circulars.models import Circulation
from prongsai.circulars.office.forms import StartForm
from prongsai.circulars.rules import write_questions
from prongsai.common.forms import WRONG_INPUT, try_to


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; `?paper=`, `?file=` choose a document, `?from=` an earlier circular."""
    previous = _previous(request)
    form = StartForm(
        request.POST or None,
        request.FILES or None,
        actor=request.user,
        paper=request.GET.get("paper", ""),
        evidence=_evidence(request, previous),
        previous=previous,
        initial=_initial(previous),
    )
    made: list[Circulation] = []
    if request.method == "POST" and try_to(
        lambda: made.append(_start(request, form, previous)), form
    ):
        messages.success(request, _("Circulating. Those with an account have been told."))
        return redirect("circulars_status", made[0].public_id)
    context = {"form": form, "previous": previous}
    status = WRONG_INPUT if form.errors else 200
    return render(request, "circulars/new.html", context, status=status)


def _previous(request: HttpRequest) -> Circulation | None:
    asked = request.GET.get("from", "")
    if not asked:
        return None
    try:
        return queries.access_managed(request.user, UUID(asked))
    except ValueError as error:
        raise Http404 from error


def _evidence(request: HttpRequest, previous: Circulation | None) -> str:
    if previous is not None and previous.evidence is not None:
        return str(previous.evidence.public_id)
    return request.GET.get("file", "")


def _initial(previous: Circulation | None) -> dict[str, Any]:
    if previous is None:
        return {}
    return {
        "title": previous.title,
        "message": previous.message,
        "questions": write_questions(previous.asked),
        "pass_mark": previous.pass_mark or None,
        "attempts_allowed": previous.attempts_allowed,
        "link": previous.link,
        "only_missing": True,
    }


def _start(request: HttpRequest, form: StartForm, previous: Circulation | None) -> Circulation:
    data = form.cleaned_data
    given: dict[str, Any] = {
        "actor": request.user,
        "due_on": data["due_on"],
        "audience": form.audience(),
        "title": data["title"],
        "message": data["message"],
        "test": form.test(),
        "previous": previous,
        "only_missing": data.get("only_missing", False),
    }
    upload = data["upload"]
    if upload:
        return services.start_with_file(upload=(upload.read(), upload.name), **given)
    return services.start(subject=form.subject(), **given)
