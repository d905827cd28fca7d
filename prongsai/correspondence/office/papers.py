"""Office pages of papers: the list, writing, the page of one with its way and its files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.approvals.models import Procedure
from prongsai.audit.queries import list_history
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.correspondence import permissions, services
from prongsai.correspondence.content import Document
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.models import Paper, PaperKind
from prongsai.correspondence.office.forms import (
    AttachForm,
    LinkFormSet,
    PaperForm,
    SubmitForm,
    read_links,
    suggest_papers,
)
from prongsai.correspondence.papers import queries
from prongsai.correspondence.papers.actions import list_actions
from prongsai.correspondence.papers.approvables import compose_draft, compose_paper_round
from prongsai.correspondence.papers.classes import find_class, list_classes
from prongsai.correspondence.papers.content import describe_link
from prongsai.correspondence.papers.starting import start_values
from prongsai.correspondence.queries import find_sealed, read_sealed
from prongsai.correspondence.render import digest, page_count, render_pdf, render_png
from prongsai.correspondence.rules import find_blanks
from prongsai.organization.queries import divisions_of, list_divisions
from prongsai.thai.fiscal import fiscal_year_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def index(request: HttpRequest) -> HttpResponse:
    """Papers, newest first, by kind, state, year and words."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "state", "year", "q")}
    found = queries.search_papers(request.user, **asked)
    context = {
        "page": queries.turn_to_page(found, request.GET.get("p")),
        "asked": asked,
        "kinds": PaperKind.choices,
        "states": Paper.State.choices,
        "years": queries.list_years(request.user),
        "may_draft": permissions.may_draft(request.user),
        "may_manage_templates": permissions.may_manage_templates(request.user),
    }
    return render(request, "correspondence/papers/index.html", context)


def choose(request: HttpRequest) -> HttpResponse:
    """Which paper is to be written: a kind, or one of the ready texts."""
    classes = list_classes()
    groups = [
        (kind, label, [c for c in classes if c.kind == kind]) for kind, label in PaperKind.choices
    ]
    return render(request, "correspondence/papers/choose.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a new paper, from a ready text with `?class=`."""
    if kind not in PaperKind.values:
        raise Http404
    class_code = request.GET.get("class", "")
    chosen = find_class(class_code)
    if class_code and (chosen is None or chosen.kind != kind):
        raise Http404
    initial = start_values(request.user, chosen)
    form, links = _forms(request, kind, initial, [])
    known = suggest_papers(request.user)
    made: list[Paper] = []

    def act() -> None:
        draft = form.to_draft(class_code, read_links(links, known))
        made.append(services.draft_paper(actor=request.user, draft=draft))

    if request.method == "POST" and links.is_valid() and try_to(act, form):
        messages.success(request, _("The draft was saved."))
        return redirect("papers_page", made[0].public_id)
    heading = chosen.label if chosen else str(PaperKind(kind).label)
    return _show_form(request, form, links, known, heading=heading, paper=None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a draft or a returned paper."""
    paper = queries.access_paper(request.user, public_id)
    names = ("subject", "to", "body", "division", "fiscal_year", "secrecy", "urgency", "language")
    initial = {name: getattr(paper, name) for name in (*names, "template")}
    earlier = [
        {"relation": link.relation, "paper": _named(link)}
        for link in paper.links.select_related("target")
    ]
    form, links = _forms(request, paper.kind, initial, earlier)
    known = suggest_papers(request.user)

    def act() -> None:
        draft = form.to_draft(paper.class_code, read_links(links, known))
        services.change_paper(actor=request.user, paper=paper, draft=draft)

    if request.method == "POST" and links.is_valid() and try_to(act, form):
        messages.success(request, _("The draft was saved."))
        return redirect("papers_page", public_id)
    return _show_form(request, form, links, known, heading=paper.subject, paper=paper)


def _named(link: Any) -> str:
    if link.target is None:
        return str(link.text)
    (target,) = queries.with_numbers(Paper.objects.filter(pk=link.target_id))
    return f"{target.get_kind_display()} {target.number} {target.subject}"  # type: ignore[attr-defined]


def _forms(
    request: HttpRequest, kind: str, initial: dict[str, Any], links: list[dict[str, str]]
) -> tuple[PaperForm, Any]:
    above = permissions.may_draft_for_all(request.user)
    own = divisions_of(request.user, timezone.localdate())
    divisions = list(list_divisions()) if above else own
    data = request.POST if request.method == "POST" else None
    form = PaperForm(data, kind=kind, divisions=divisions, initial=initial)
    return form, LinkFormSet(data, initial=links, prefix="links")


def _show_form(
    request: HttpRequest,
    form: PaperForm,
    links: Any,
    known: dict[str, Paper],
    *,
    heading: str,
    paper: Paper | None,
) -> HttpResponse:
    context = {
        "form": form,
        "links": links,
        "has_links": links.is_bound or bool(links.initial),
        "known": known,
        "heading": heading,
        "paper": paper,
    }
    status = WRONG_INPUT if form.errors or (links.is_bound and not links.is_valid()) else 200
    return render(request, "correspondence/papers/form.html", context, status=status)


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One paper: its pages, its way, what goes with it and what may be done."""
    return _show(request, queries.access_paper(request.user, public_id))


def _show(request: HttpRequest, paper: Paper, wrong: dict[str, Any] | None = None) -> HttpResponse:
    procedure = queries.find_procedure(paper)
    document = _document(paper, procedure)
    may_change = permissions.may_change(request.user, paper)
    context = {
        "paper": paper,
        "procedure": procedure,
        "chosen": find_class(paper.class_code),
        "pages": range(1, page_count(document) + 1),
        "version": digest(document)[:16],
        "links": [
            (link, describe_link(link)) for link in paper.links.select_related("target__division")
        ],
        "successors": queries.list_successors(paper),
        "attachments": paper.attachments.select_related("evidence"),
        "may_change": may_change and paper.is_open,
        "may_publish": permissions.may_publish(request.user, paper),
        "may_draft": permissions.may_draft(request.user),
        "is_sealed": find_sealed(procedure) is not None,
        "actions": list_actions(request.user, paper),
        "history": list_history(paper),
        "submit_form": SubmitForm(),
        "attach_form": AttachForm(),
        "blanks": find_blanks(f"{paper.subject}\n{paper.to}\n{paper.body}")
        if paper.is_open
        else [],
        **(wrong or {}),
    }
    status = WRONG_INPUT if wrong else 200
    return render(request, "correspondence/papers/page.html", context, status=status)


def _document(paper: Paper, procedure: Procedure | None) -> Document:
    """What was put forward, else what would be put forward now."""
    if procedure is None or paper.is_open:
        return compose_draft(paper)
    return compose_paper_round(max(procedure.rounds.all(), key=lambda r: r.number))


def _current(request: HttpRequest, public_id: UUID) -> tuple[Paper, Document]:
    paper = queries.access_paper(request.user, public_id)
    return paper, _document(paper, queries.find_procedure(paper))


def picture(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One page of the paper."""
    _paper, document = _current(request, public_id)
    try:
        content = render_png(document, number)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response


def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sealed PDF of an issued paper, else the paper as it stands."""
    paper = queries.access_paper(request.user, public_id)
    procedure = queries.find_procedure(paper)
    sealed = find_sealed(procedure)
    content = read_sealed(sealed) if sealed else render_pdf(_document(paper, procedure))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.kind}-{paper.pk}.pdf"'
    return response


def docx(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The paper for Word."""
    paper, document = _current(request, public_id)
    response = HttpResponse(render_docx(document), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{paper.kind}-{paper.pk}.docx"'
    return response


@require_POST
def attach(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put files behind a paper: all or none."""
    paper = queries.access_paper(request.user, public_id)
    form = AttachForm(request.POST, request.FILES)

    def act() -> None:
        uploads = [(upload.read(), upload.name) for upload in form.cleaned_data["uploads"]]
        services.attach_uploads(actor=request.user, paper=paper, uploads=uploads)

    if not try_to(act, form):
        return _show(request, paper, {"attach_form": form})
    messages.success(request, _("Saved."))
    return redirect("papers_page", public_id)


@require_POST
def detach(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take a file away from a draft."""
    paper = queries.access_paper(request.user, public_id)
    attachment = get_object_or_404(paper.attachments, pk=pk)
    return _press(
        request,
        paper,
        lambda: services.detach(actor=request.user, paper=paper, attachment=attachment),
        _("Saved."),
    )


def _press(request: HttpRequest, paper: Paper, act: Any, said: str) -> HttpResponse:
    """A plain button: a refusal is shown above the page."""
    try:
        act()
    except Refused as refusal:
        return _show(request, paper, {"refused": str(refusal)})
    messages.success(request, said)
    return redirect("papers_page", paper.public_id)


@require_POST
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the paper forward for signature."""
    paper = queries.access_paper(request.user, public_id)
    form = SubmitForm(request.POST)
    made: list[Procedure] = []

    def act() -> None:
        made.append(services.submit_paper(actor=request.user, paper=paper, **form.cleaned_data))

    if not try_to(act, form):
        return _show(request, paper, {"submit_form": form})
    messages.success(request, _("The paper was put forward; its text is frozen."))
    if form.cleaned_data["on_paper"]:
        return redirect("approvals_page", made[0].public_id)
    return redirect("papers_page", public_id)


@require_POST
def delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    paper = queries.access_paper(request.user, public_id)
    try:
        services.delete_draft(actor=request.user, paper=paper)
    except Refused as refusal:
        return _show(request, paper, {"refused": str(refusal)})
    messages.success(request, _("The draft was deleted."))
    return redirect("papers_index")


@require_POST
def copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a new draft with this text."""
    paper = queries.access_paper(request.user, public_id)
    year = fiscal_year_of(timezone.localdate()).year_be
    try:
        made = services.copy_paper(actor=request.user, paper=paper, fiscal_year=year)
    except Refused as refusal:
        return _show(request, paper, {"refused": str(refusal)})
    messages.success(request, _("A new draft with the same text."))
    return redirect("papers_edit", made.public_id)


@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the paper on the public site, or take it off."""
    paper = queries.access_paper(request.user, public_id)
    is_public = request.POST.get("public") == "1"
    said = _("Published.") if is_public else _("Taken off the public site.")
    return _press(
        request,
        paper,
        lambda: services.set_published(actor=request.user, paper=paper, is_public=is_public),
        said,
    )
