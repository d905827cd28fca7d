"""Handing over open work, archives of a year, and what need not be kept any longer."""

import re
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.common.dates import BuddhistDateField
from prongsai.common.sheets import to_xlsx
from prongsai.correspondence.render import render_pdf
from prongsai.mailroom import queries, services
from prongsai.mailroom.documents import (
    DISPOSAL_COLUMNS,
    disposal_list,
    disposal_row,
    handover_list,
)
from prongsai.mailroom.models import ArchiveExport, Destruction, Handover
from prongsai.mailroom.office.pages import is_done, show
from prongsai.mailroom.office.register import PAGE_SIZE, XLSX
from prongsai.organization.models import Division, Position
from prongsai.organization.queries import get_profile
from prongsai.thai.digits import to_arabic


def unit_choices() -> list[tuple[str, Any]]:
    """Positions and divisions, each under its heading."""
    positions = Position.objects.filter(is_active=True)
    divisions = Division.objects.filter(is_active=True)
    return [
        ("", "–"),
        (_t("Positions (papers put before them)"), [(f"p{p.pk}", p.title) for p in positions]),
        (_t("Divisions (papers assigned to them)"), [(f"d{d.pk}", d.name) for d in divisions]),
    ]


class HandoverForm(forms.Form):
    """Whose open work goes to whom, and why."""

    source = forms.ChoiceField(label=_("Open work of"))
    target = forms.ChoiceField(label=_("goes to"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self.fields[name].choices = unit_choices()  # type: ignore[attr-defined]

    def unit(self, name: str) -> Position | Division:
        """The position or division that was chosen."""
        chosen = self.cleaned_data[name]
        kind = Position if chosen[0] == "p" else Division
        return kind.objects.get(pk=chosen[1:])


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Move open work, and the lists of earlier handovers."""
    form = HandoverForm(request.POST or None)

    def act() -> None:
        services.hand_over(
            actor=request.user,
            source=form.unit("source"),
            target=form.unit("target"),
            reason=form.cleaned_data["reason"],
        )

    if request.method == "POST" and is_done(request, act, form, _t("Handed over.")):
        return redirect("mailroom_handover")
    rows = Handover.objects.select_related("made_by")[:50]
    return show(request, "handover", "handover", is_wrong=bool(form.errors), form=form, rows=rows)


def handover_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a handover, to be signed."""
    found = get_object_or_404(Handover, pk=pk)
    content = render_pdf(handover_list(found, get_profile().full_name))
    return _pdf(content, f"handover-{found.pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


class ArchiveForm(forms.Form):
    """Which year."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in queries.list_years()]
        self.fields["year"].choices = years  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest) -> HttpResponse:
    """Ask for the archive of a year, and fetch it once it is made."""
    form = ArchiveForm(request.POST or None)

    def act() -> None:
        services.ask_for_archive(actor=request.user, year=form.cleaned_data["year"])

    said = _t("The archive is being made; this page shows it when it is ready.")
    if request.method == "POST" and is_done(request, act, form, said):
        return redirect("mailroom_archive")
    rows = ArchiveExport.objects.filter(asked_by_id=request.user.pk)
    is_running = any(row.state == ArchiveExport.State.WAITING for row in rows)
    return show(
        request,
        "archive",
        "archive",
        is_wrong=bool(form.errors),
        form=form,
        has_years=bool(queries.list_years()),
        rows=rows,
        is_running=is_running,
    )


def archive_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A finished archive."""
    export = queries.access_archive(request.user, pk)
    try:
        content = services.archive_path(export).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"received-{export.year}.zip"
    response = FileResponse(
        content, content_type="application/zip", as_attachment=True, filename=name
    )
    response["Cache-Control"] = "private, no-store"
    return response


class DestroyForm(forms.Form):
    """The order that allows a destruction."""

    order_number = forms.CharField(label=_("Number of the order or approval"), max_length=100)
    ordered_on = BuddhistDateField(label=_("Date of the order"))
    keep = forms.CharField(
        label=_("Keep these (not approved)"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Register numbers with year, for example 12/2558, 40/2558"),
    )

    def clean_keep(self) -> list[tuple[int, int]]:
        """The numbers with their years."""
        found = []
        for word in re.split(r"[\s,;]+", to_arabic(self.cleaned_data["keep"]).strip()):
            match = re.fullmatch(r"(\d{1,6})/(\d{4})", word)
            if match:
                found.append((int(match[1]), int(match[2])))
            elif word:
                raise forms.ValidationError(_("Write them like 12/2558, 40/2558"))
        return found


def _end_of(request: HttpRequest) -> int:
    """The year asked for; the last one that is over when none is."""
    last = timezone.localdate().year + 543 - 1
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2500 <= int(asked[:4]) <= last else last


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """What is due for destruction after a year, and recording that it was done."""
    end_of = _end_of(request)
    form = DestroyForm(request.POST or None)

    def act() -> None:
        services.destroy_papers(actor=request.user, end_of=end_of, **form.cleaned_data)

    if request.method == "POST" and is_done(
        request, act, form, _t("The destruction was recorded.")
    ):
        return redirect("mailroom_retention")
    found = queries.list_due(end_of)
    last = timezone.localdate().year + 543 - 1
    return show(
        request,
        "retention",
        "retention",
        is_wrong=bool(form.errors),
        form=form,
        end_of=end_of,
        years=range(last, last - 10, -1),
        page=Paginator(found, PAGE_SIZE).get_page(request.GET.get("p")),
        destructions=Destruction.objects.select_related("made_by")[:20],
    )


def disposal(request: HttpRequest, kind: str) -> HttpResponse:
    """บัญชีหนังสือขอทำลาย as PDF or for Excel."""
    end_of = _end_of(request)
    found = queries.list_due(end_of)
    if kind == "pdf":
        today, name = timezone.localdate(), get_profile().full_name
        return _pdf(render_pdf(disposal_list(found, name, end_of, today)), f"disposal-{end_of}.pdf")
    if kind != "xlsx":
        raise Http404
    rows = [disposal_row(at, paper) for at, paper in enumerate(found, start=1)]
    content = to_xlsx("บัญชีหนังสือขอทำลาย", DISPOSAL_COLUMNS, rows, (8, 12, 20, 14, 14, 60, 16, 20))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="disposal-{end_of}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
