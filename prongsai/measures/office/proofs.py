"""Evidence of a measure: bring new proofs, choose existing ones, name a register, take one off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import try_to
from prongsai.evidence.forms import EvidenceUploadForm
from prongsai.evidence.models import Evidence
from prongsai.evidence.queries import search_evidence
from prongsai.evidence.services import add_from_form, add_record
from prongsai.evidence.uses import find_uses
from prongsai.measures import permissions, queries, services
from prongsai.measures.models import Measure, Output
from prongsai.measures.office.forms import RecordForm
from prongsai.measures.office.measure import act_and_return, submit
from prongsai.measures.office.pages import plan_context, show, tell_refusal

PAGE_SIZE = 30


@require_POST
def add_evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Files, photos or a link, attached to the measure or one of its outputs."""
    measure = queries.access_measure(request.user, public_id)
    form = EvidenceUploadForm(request.POST, request.FILES)
    output = _named_output(measure, request.POST.get("output", ""))

    def act() -> None:
        attach_from_form(request.user, measure, form, output)

    return submit(request, measure, "upload", form, act)


def _named_output(measure: Measure, key: str) -> Output | None:
    return measure.outputs.filter(pk=key).first() if key.isdigit() else None


@transaction.atomic
def attach_from_form(actor: Any, measure: Measure, form: EvidenceUploadForm, output: Any) -> None:
    """Store what was uploaded and attach all of it, or nothing."""
    if not permissions.may_record_progress(actor, measure):
        raise Refused(_("Only the responsible divisions may record progress of this measure."))
    own = permissions.own_division_ids(actor)
    owner = next((d for d in measure.divisions.all() if d.pk in own), None)
    owner = owner or measure.divisions.first()
    for evidence in add_from_form(actor=actor, form=form, owner=owner):
        services.attach_evidence(actor=actor, measure=measure, evidence=evidence, output=output)


@require_POST
def detach_evidence(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take a proof off this measure; the proof itself stays."""
    measure = queries.access_measure(request.user, public_id)
    use = get_object_or_404(measure.evidence_uses, pk=pk)
    return act_and_return(
        request, measure, lambda: services.detach_evidence(actor=request.user, use=use)
    )


@require_POST
def take_suggestion(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Write what a register suggests as output or outcome."""
    measure = queries.access_measure(request.user, public_id)
    use = get_object_or_404(measure.evidence_uses.select_related("evidence"), pk=pk)
    output = _named_output(measure, request.POST.get("output", ""))
    return act_and_return(
        request,
        measure,
        lambda: services.take_suggestion(
            actor=request.user,
            use=use,
            what=request.POST.get("what", ""),
            output=output,
            text=request.POST.get("text", ""),
        ),
    )


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proof serves many measures: choose among those that are there."""
    measure = queries.access_measure(request.user, public_id)
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("evidence") if pk.isdigit()]
        try:
            _attach_all(request.user, measure, chosen)
        except Refused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("measures_measure", public_id)
    return _show_choice(
        request, measure, RecordForm(initial={"source_year": measure.plan.fiscal_year})
    )


def _show_choice(request: HttpRequest, measure: Measure, record_form: RecordForm) -> HttpResponse:
    attached = [use.evidence_id for use in measure.evidence_uses.all()]
    found = search_evidence(words=request.GET.get("q", "")).exclude(pk__in=attached)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    uses = find_uses([evidence.pk for evidence in page])
    context = plan_context(
        request,
        measure.plan,
        "table",
        measure=measure,
        page=page,
        rows=[(evidence, uses[evidence.pk]) for evidence in page],
        record_form=record_form,
    )
    is_wrong = bool(record_form.errors)
    return show(request, "measures/office/choose.html", context, is_wrong=is_wrong)


@transaction.atomic
def _attach_all(actor: Any, measure: Measure, chosen: list[int]) -> None:
    if not chosen:
        raise Refused(_("Choose at least one piece of evidence."))
    for evidence in Evidence.objects.filter(pk__in=chosen, is_reserved=False):
        services.attach_evidence(actor=actor, measure=measure, evidence=evidence)


@require_POST
def attach_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a register of this program proves of a year."""
    measure = queries.access_measure(request.user, public_id)
    form = RecordForm(request.POST)

    @transaction.atomic
    def act() -> None:
        data = form.cleaned_data
        evidence = add_record(
            actor=request.user, source_code=data["source_code"], fiscal_year=data["source_year"]
        )
        services.attach_evidence(actor=request.user, measure=measure, evidence=evidence)

    if not try_to(act, form):
        return _show_choice(request, measure, form)
    messages.success(request, _("Saved."))
    return redirect("measures_measure", public_id)
