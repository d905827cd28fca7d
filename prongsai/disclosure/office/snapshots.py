"""Snapshots of a year: take one, see those that were taken."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.disclosure import services
from prongsai.disclosure.models import Snapshot
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.permissions import may_manage
from prongsai.disclosure.queries.access import access_year


class SnapshotForm(forms.Form):
    """On which occasion the page is frozen."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Occasion"), choices=Snapshot.Kind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Stands on the public page and can't be changed later."),
    )


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, year: int) -> HttpResponse:
    """The snapshots, and for who manages the form of the next one."""
    found = access_year(request.user, year)
    form = SnapshotForm(request.POST or None, initial={"kind": Snapshot.Kind.SUBMISSION})

    def act() -> None:
        services.take_snapshot(actor=request.user, year=found, **form.cleaned_data)

    if request.method == "GET" or not try_to(act, form):
        context = {
            "snapshots": list(found.snapshots.select_related("seal", "taken_by")),
            "form": form if may_manage(request.user) else None,
            **year_tabs(request.user, found, "snapshots"),
        }
        status = 200 if request.method == "GET" else WRONG_INPUT
        return render(request, "disclosure/snapshots.html", context, status=status)
    messages.success(request, _("Frozen. The sealed document follows in a minute."))
    return redirect("disclosure_snapshots", year)
