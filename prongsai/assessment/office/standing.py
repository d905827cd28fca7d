"""Where the organisation stands among others: a published table in, its place out."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.assessment import services
from prongsai.assessment.importing.peers import PeerResult, read_peers
from prongsai.assessment.models import Peer, PeerTable
from prongsai.assessment.office.tabs import assessment_tabs
from prongsai.assessment.queries.peers import compare, list_tables
from prongsai.assessment.services.peers import find_own
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.common.tables import MAX_FILE_BYTES, UnreadableFile
from prongsai.organization.queries import find_profile
from prongsai.registerkit.holding import find_waiting, keep_waiting, release
from prongsai.registerkit.lists import Asked
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.thai.marking import pattern_of

WAITING, SHOWN = "assessment_peers", 5


class UploadForm(forms.Form):
    """A published table of results, its year and area."""

    file = forms.FileField(
        label=_("File"), help_text=_("Excel, CSV, Word or HTML; one line an agency; up to 20 MB.")
    )
    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=2500, max_value=2700)
    province = forms.CharField(
        label=_("Province"),
        max_length=100,
        required=False,
        help_text=_("Leave it empty for a table of the whole country."),
    )

    def clean_file(self) -> Any:
        """The upload, when it is small enough to be read."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("The file is too large."))
        return upload


def page(request: HttpRequest, year: int) -> HttpResponse:
    """The place of the organisation in the tables of a year; lines to find the own one among."""
    tables = [table for table in list_tables() if table.fiscal_year == year]
    if not tables:
        raise Http404
    asked = request.GET.get("table", "")
    table = next((one for one in tables if str(one.pk) == asked), tables[0])
    found = compare(table)
    words = Asked.of(request.GET)
    peers = table.peers.order_by("-total", "name")
    if words.words:
        peers = peers.filter(name__iregex=pattern_of(words.words))
    context = {
        "table": table,
        "tables": tables,
        "found": found,
        "highest": max((bar.count for bar in found.bars), default=1),
        "asked": words,
        "lines": words.cut(peers, count=None if words.words else found.count),
        **assessment_tabs(request.user, "standing"),
    }
    return render(request, "assessment/standing.html", context)


def index(request: HttpRequest) -> HttpResponse:
    """The newest table, or how to get one in."""
    tables = list_tables()
    if tables:
        return redirect("assessment_standing", tables[0].fiscal_year)
    context = {
        **assessment_tabs(request.user, "standing"),
    }
    return render(request, "assessment/standing_none.html", context)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file in; it waits for a day until somebody has looked at what was read."""
    year = fiscal_year_of(timezone.localdate()).year_be - 1
    form = UploadForm(request.POST or None, request.FILES or None, initial={"fiscal_year": year})
    if request.method == "POST" and form.is_valid():
        upload, data = form.cleaned_data["file"], form.cleaned_data
        content = upload.read()
        found = _read(content, upload.name, form)
        if found is not None and found.rows:
            kept = {"name": upload.name, "year": data["fiscal_year"], "province": data["province"]}
            key = keep_waiting(request.session, WAITING, content, kept)
            return redirect("assessment_peers_preview", key)
        if found is not None:
            form.add_error("file", "\n".join(found.problems))
    context = {"form": form, **assessment_tabs(request.user, "standing")}
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/peers_upload.html", context, status=status)


def _read(content: bytes, name: str, form: forms.Form) -> PeerResult | None:
    try:
        return read_peers(content, name)
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return None


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was read of the file; saved in place of the table of that year and area, or not."""
    found = find_waiting(request.session, WAITING, key)
    if found is None:
        raise Http404
    content, kept = found
    result = read_peers(content, kept["name"])
    form = forms.Form(request.POST or None)

    def act() -> None:
        services.save_peers(
            actor=request.user,
            fiscal_year=kept["year"],
            province=kept["province"],
            rows=result.rows,
            source_name=kept["name"],
        )

    if request.method == "POST" and try_to(act, form):
        release([key])
        messages.success(request, _t("The table was saved."))
        return redirect("assessment_standing", kept["year"])
    own = find_own(result.rows)
    context = {
        "form": form,
        "kept": kept,
        "result": result,
        "shown": result.rows[:SHOWN],
        "own": None if own is None else result.rows[own],
        "profile": find_profile(),
        "replaces": PeerTable.objects.filter(
            fiscal_year=kept["year"], province=kept["province"]
        ).exists(),
        **assessment_tabs(request.user, "standing"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/peers_preview.html", context, status=status)


@require_POST
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which line is the organisation's own."""
    peer = Peer.objects.select_related("table").filter(pk=pk).first()
    if peer is None:
        raise Http404
    return act_and_go(
        request,
        lambda: services.choose_own(actor=request.user, table=peer.table, peer=peer),
        _t("The table now knows which line is yours."),
        "assessment_standing",
        peer.table.fiscal_year,
    )


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a table away."""
    table = PeerTable.objects.filter(pk=pk).first()
    if table is None:
        raise Http404
    return act_and_go(
        request,
        lambda: services.remove_peers(actor=request.user, table=table),
        _t("The table was taken away."),
        "assessment_standings",
    )
