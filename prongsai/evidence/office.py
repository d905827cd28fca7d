"""Office pages: all evidence, and one proof with its versions and uses."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.audit.queries import list_history
from prongsai.common.access import access
from prongsai.common.errors import Refused
from prongsai.common.forms import add_refusal
from prongsai.evidence import permissions, queries, services
from prongsai.evidence.forms import DetailsForm, VersionForm
from prongsai.evidence.models import Evidence, EvidenceKind
from prongsai.evidence.uses import find_uses
from prongsai.organization.queries import list_divisions

PAGE_SIZE = 30


def index(request: HttpRequest) -> HttpResponse:
    """All proofs, searchable."""
    get = request.GET
    division = get.get("division", "")
    public = {"1": True, "0": False}.get(get.get("public", ""))
    found = queries.search_evidence(
        words=get.get("q", ""),
        kind=get.get("kind", ""),
        division=int(division) if division.isdigit() else None,
        public=public,
    )
    page = Paginator(found, PAGE_SIZE).get_page(get.get("p"))
    uses = find_uses([evidence.pk for evidence in page])
    context = {
        "page": page,
        "rows": [(evidence, uses[evidence.pk]) for evidence in page],
        "divisions": list_divisions(),
        "kinds": EvidenceKind.choices,
    }
    return render(request, "evidence/index.html", context)


@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proof: details, versions, uses, history."""
    evidence = queries.access_evidence(request.user, public_id)
    form = DetailsForm(request.POST or None, initial=_initial(evidence))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_details(actor=request.user, evidence=evidence, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _t("Saved."))
            return redirect("evidence_detail", public_id)
    return _show(request, evidence, form)


def _initial(evidence: Evidence) -> dict[str, object]:
    names = ("title", "effective_on", "owner", "is_public")
    return {name: getattr(evidence, name) for name in names}


def _show(
    request: HttpRequest,
    evidence: Evidence,
    form: forms.Form,
    version_form: forms.Form | None = None,
) -> HttpResponse:
    version_form = version_form or VersionForm()
    context = {
        "evidence": evidence,
        "form": form,
        "version_form": version_form,
        "uses": find_uses([evidence.pk])[evidence.pk],
        "history": list_history(evidence)[:50],
        "may_change": permissions.may_change(request.user, evidence),
    }
    status = 422 if form.errors or version_form.errors else 200
    return render(request, "evidence/detail.html", context, status=status)


@require_POST
def add_version(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A newer file."""
    evidence = queries.access_evidence(request.user, public_id)
    form = VersionForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            services.add_version(
                actor=request.user, evidence=evidence, content=upload.read(), name=upload.name
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _t("The new version was added."))
            return redirect("evidence_detail", public_id)
    return _show(request, evidence, DetailsForm(initial=_initial(evidence)), form)


class EvidenceMenuItem(MenuItem):
    """Shown to colleagues with a position."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may see evidence at all."""
        return permissions.may_list(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages of this app."""
    see = access(permissions.may_list)
    return [
        path("evidence/", see(index), name="evidence_index"),
        path("evidence/<uuid:public_id>/", see(detail), name="evidence_detail"),
        path("evidence/<uuid:public_id>/version/", see(add_version), name="evidence_version"),
    ]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return EvidenceMenuItem(
        _("Evidence"), reverse("evidence_index"), icon_name="doc-full", order=200, name="evidence"
    )
