"""Office pages of the own templates, and a paper filled into one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.correspondence import services
from prongsai.correspondence.models import PaperTemplate
from prongsai.correspondence.office.forms import TemplateForm
from prongsai.correspondence.office.papers import WORD
from prongsai.correspondence.papers import queries
from prongsai.correspondence.papers.content import collect_content
from prongsai.correspondence.papers.templates import fill, list_placeholders
from prongsai.correspondence.papers.values import KNOWN_NAMES, NAMES, paper_values
from prongsai.evidence import files


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The templates with their placeholders, and the form for one more."""
    form = TemplateForm(request.POST or None, request.FILES or None)

    def act() -> None:
        data = form.cleaned_data
        upload = data["file"]
        services.add_template(
            actor=request.user,
            name=data["name"],
            kind=data["kind"],
            content=upload.read(),
            file_name=upload.name,
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect("papers_templates")
    rows = [(t, list_placeholders(files.read(t.sha256))) for t in PaperTemplate.objects.all()]
    context: dict[str, Any] = {
        "rows": rows,
        "form": form,
        "known": KNOWN_NAMES,
        "understood": {*NAMES, *NAMES.values()},
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "correspondence/papers/templates.html", context, status=status)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no more."""
    template = get_object_or_404(PaperTemplate, pk=pk)
    services.retire_template(actor=request.user, template=template)
    messages.success(request, _("Saved."))
    return redirect("papers_templates")


def filled(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The paper in the office's own template, as Word."""
    paper = queries.access_paper(request.user, public_id)
    procedure = queries.find_procedure(paper)
    content = _content(paper, procedure)
    if not content["template"]:
        raise Http404
    number = procedure.number if procedure else ""
    date = procedure.dated_on if procedure and procedure.number else None
    source = files.read(content["template"]["sha256"])
    made = fill(source, paper_values(content, number=number, date=date))
    response = HttpResponse(made, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{paper.kind}-{paper.pk}.docx"'
    return response


def _content(paper: Any, procedure: Any) -> dict[str, Any]:
    if procedure is None or paper.is_open:
        return collect_content(paper)
    latest = max(procedure.rounds.all(), key=lambda r: r.number)
    content: dict[str, Any] = latest.snapshot["content"]
    return content
