""" "ขอข้อมูลจากกอง": the board, asking, and the page on which a division answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import act_and_go, add_refusal
from prongsai.evidence.forms import EvidenceUploadForm
from prongsai.measures import queries, services
from prongsai.measures.models import DataRequest, Measure
from prongsai.measures.office.cells import OutcomeForm, OutputsForm
from prongsai.measures.office.forms import AskForm, RemarkForm
from prongsai.measures.office.pages import plan_context, show
from prongsai.measures.office.proofs import attach_from_form

DAYS_TO_ANSWER = 7


@require_http_methods(["GET", "POST"])
def board(request: HttpRequest, year: int) -> HttpResponse:
    """Who owes what, who was asked, who has answered; asking all with one tap."""
    plan = queries.access_plan(request.user, year)
    suggested = timezone.localdate() + dt.timedelta(days=DAYS_TO_ANSWER)
    form = AskForm(request.POST or None, initial={"due_on": suggested})
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask_divisions(
                actor=request.user, plan=plan, due_on=form.cleaned_data["due_on"]
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            words = ngettext("%(n)s division was asked.", "%(n)s divisions were asked.", len(asked))
            messages.success(request, words % {"n": len(asked)})
            return redirect("measures_requests", year)
    gaps = queries.gaps_by_division(plan)
    requests = queries.list_requests(plan)
    context = plan_context(
        request,
        plan,
        "requests",
        form=form,
        rows=[_row(r, gaps) for r in requests],
        gaps=[(d, rows, sum(len(cells) for _m, cells in rows)) for d, rows in gaps.items()],
        today=timezone.localdate(),
    )
    return show(request, "measures/office/requests.html", context, is_wrong=bool(form.errors))


def _row(request: DataRequest, gaps: Mapping[Any, Sequence[Any]]) -> dict[str, object]:
    link = settings.PRONGSAI_BASE_URL + reverse("measures_answer", args=[request.public_id])
    return {
        "request": request,
        "missing": len(gaps.get(request.division, [])),
        "is_late": request.state == "open" and request.due_on < timezone.localdate(),
        "text": f"{request.message}\n{link}",
    }


@require_POST
def close(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Withdraw an open request."""
    plan = queries.access_plan(request.user, year)
    found = get_object_or_404(plan.requests, pk=pk)

    def act() -> None:
        services.close_request(actor=request.user, request=found)

    return act_and_go(request, act, "", "measures_requests", year)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The division's page: all its measures, three boxes each, made for a phone."""
    asked = queries.access_request(request.user, public_id)
    form = RemarkForm(request.POST or None, prefix="finish")
    if request.method == "POST" and form.is_valid():
        try:
            services.finish_answer(
                actor=request.user, request=asked, remark=form.cleaned_data["remark"]
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Thank you. The officer has been told."))
            return redirect("measures_answer", public_id)
    return _show_answer(request, asked, form)


def _show_answer(
    request: HttpRequest,
    asked: DataRequest,
    form: RemarkForm,
    wrong: dict[int, object] | None = None,
) -> HttpResponse:
    measures = queries.measures_of_division(asked.plan, asked.division)
    rows = [(m, queries.gaps_of(m), (wrong or {}).get(m.pk) or _forms(m)) for m in measures]
    context = {
        "asked": asked,
        "plan": asked.plan,
        "rows": rows,
        "form": form,
        "is_open": asked.state == DataRequest.State.OPEN,
    }
    is_wrong = bool(form.errors or wrong)
    return show(request, "measures/office/answer.html", context, is_wrong=is_wrong)


def _forms(measure: Measure, request: HttpRequest | None = None) -> dict[str, object]:
    data, files = (request.POST, request.FILES) if request else (None, None)
    prefix = f"m{measure.pk}"
    return {
        "outputs": OutputsForm(data, prefix=prefix, initial=OutputsForm.current(measure)),
        "outcome": OutcomeForm(data, prefix=prefix, initial=OutcomeForm.current(measure)),
        "upload": EvidenceUploadForm(data, files, prefix=prefix),
    }


@require_POST
def answer_measure(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Save one measure of the division's page: results and photos together or not at all."""
    asked = queries.access_request(request.user, public_id)
    measures = queries.measures_of_division(asked.plan, asked.division)
    measure = next((m for m in measures if m.pk == pk), None)
    if measure is None or asked.state != DataRequest.State.OPEN:
        messages.error(request, _("This request has been answered already."))
        return redirect("measures_answer", public_id)
    forms = _forms(measure, request)
    upload = forms["upload"]
    has_upload = upload.has_content()  # type: ignore[attr-defined]
    checked = [forms["outputs"], forms["outcome"], *([upload] if has_upload else [])]
    # every form is asked, so that each shows its own errors
    validity = [form.is_valid() for form in checked]  # type: ignore[attr-defined]
    if all(validity):
        try:
            _save_answer(request, measure, forms, has_upload=has_upload)
        except Refused as refusal:
            add_refusal(upload if has_upload else forms["outputs"], refusal)  # type: ignore[arg-type]
        else:
            messages.success(request, _("Saved."))
            url = reverse("measures_answer", args=[public_id])
            return redirect(f"{url}#m{pk}")
    return _show_answer(request, asked, RemarkForm(prefix="finish"), {pk: forms})


def _save_answer(
    request: HttpRequest, measure: Measure, forms: dict[str, object], *, has_upload: bool
) -> None:
    from django.db import transaction

    with transaction.atomic():
        forms["outputs"].save(request.user, measure)  # type: ignore[attr-defined]
        forms["outcome"].save(request.user, measure)  # type: ignore[attr-defined]
        if has_upload:
            attach_from_form(request.user, measure, forms["upload"], None)  # type: ignore[arg-type]


def mine(request: HttpRequest) -> HttpResponse:
    """The open requests to the divisions of the person."""
    from prongsai.measures.permissions import own_division_ids

    open_requests = DataRequest.objects.filter(
        state=DataRequest.State.OPEN, division__in=own_division_ids(request.user)
    ).select_related("plan", "division")
    return render(request, "measures/office/mine.html", {"requests": open_requests})
