"""What changed since last year, and carrying over what was known then."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.disclosure import permissions, services
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_managed, access_year
from prongsai.disclosure.queries.changes import Carried, compare_years, list_carried


class CarryForm(forms.Form):
    """Which components take over what last year knew."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Components"), widget=forms.CheckboxSelectMultiple
    )
    with_addresses = forms.BooleanField(
        label=gettext_lazy("The addresses too, not only who keeps them"), required=False
    )

    def __init__(self, data: object, rows: list[Carried]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["chosen"].choices = [(row.key, row.key) for row in rows]  # type: ignore[attr-defined]


def page(request: HttpRequest, year: int) -> HttpResponse:
    """Items that are new, renamed, moved or merged; for who manages the preview."""
    return _show(request, access_year(request.user, year))


def _show(
    request: HttpRequest, year: DisclosureYear, form: CarryForm | None = None
) -> HttpResponse:
    may_manage = permissions.may_manage(request.user)
    context = {
        "changes": compare_years(year.fiscal_year),
        "carried": list_carried(year) if may_manage else [],
        "form": form,
        **year_tabs(request.user, year, "changes"),
    }
    status = WRONG_INPUT if form else 200
    return render(request, "disclosure/changes.html", context, status=status)


@require_http_methods(["GET", "POST"])
def carry(request: HttpRequest, year: int) -> HttpResponse:
    """Take over what was ticked in the preview."""
    found = access_managed(request.user, year)
    if request.method == "GET":
        return redirect("disclosure_changes", year)
    form = CarryForm(request.POST, list_carried(found))
    made: list[services.CarriedOver] = []

    def act() -> None:
        made.append(services.carry_over(actor=request.user, year=found, **form.cleaned_data))

    if not try_to(act, form):
        return _show(request, found, form)
    words = _("Carried over: %(keepers)s keepers, %(addresses)s addresses.")
    messages.success(request, words % {"keepers": made[0].keepers, "addresses": made[0].addresses})
    return redirect("disclosure_year", year)
