"""Promoted answers and questions without an answer, for the officer."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.search import services
from prongsai.search.models import Promotion
from prongsai.search.queries import office
from prongsai.search.rules import KEPT_UNFOUND

ON_PAGE = 50


class PromotionForm(forms.Form):
    """What an officer writes of a promoted answer."""

    questions = forms.CharField(
        label=_("Shown for"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One question a line, for example: pay garbage fee."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Of a page of this website it begins with /, of another one with https://."),
    )
    note = forms.CharField(label=_("What one finds there"), max_length=300, required=False)
    is_active = forms.BooleanField(label=_("Shown"), required=False, initial=True)
    order = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=1000, required=False, initial=0
    )

    def clean_order(self) -> int:
        """Nothing typed is the first place."""
        return self.cleaned_data["order"] or 0


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The promoted answers, and how much search knows."""
    sheet = Paginator(office.list_promotions(), ON_PAGE).get_page(request.GET.get("p"))
    context = {
        "heading": _t("Search of the website"),
        "page": sheet,
        "counts": office.count_by_kind(),
        "is_current": office.is_index_current(),
        "tab": "promoted",
    }
    return render(request, "search/office/index.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """A new promoted answer; the list of what was not found hands its question over."""
    form = PromotionForm(request.POST or None, initial={"questions": request.GET.get("q", "")})
    return _edit(request, form, None)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a promoted answer."""
    found = office.get_promotion(pk)
    initial = {name: getattr(found, name) for name in PromotionForm.base_fields}
    return _edit(request, PromotionForm(request.POST or None, initial=initial), found)


def _edit(request: HttpRequest, form: PromotionForm, found: Promotion | None) -> HttpResponse:
    def save() -> Any:
        promoted = services.Promoted(**form.cleaned_data)
        return services.save_promotion(actor=request.user, promoted=promoted, promotion=found)

    if request.method == "POST" and try_to(save, form):
        return redirect("search_office")
    heading = _t("Promoted answer") if found else _t("Put an answer on top")
    context = {"heading": heading, "form": form, "promotion": found}
    status = WRONG_INPUT if form.is_bound else 200
    return render(request, "search/office/edit.html", context, status=status)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a promoted answer off the top."""
    found = office.get_promotion(pk)
    return act_and_go(
        request,
        lambda: services.remove_promotion(actor=request.user, promotion=found),
        _t("The answer is off the top."),
        "search_office",
    )


@require_safe
def unfound(request: HttpRequest) -> HttpResponse:
    """The questions without an answer."""
    context = {
        "heading": _t("Questions without an answer"),
        "page": Paginator(office.list_unfound(), ON_PAGE).get_page(request.GET.get("p")),
        "days": KEPT_UNFOUND.days,
        "tab": "unfound",
    }
    return render(request, "search/office/unfound.html", context)


@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question off the list."""
    found = office.get_unfound(pk)
    return act_and_go(
        request,
        lambda: services.clear_unfound(actor=request.user, unfound=found),
        _t("The question is off the list."),
        "search_unfound",
    )
