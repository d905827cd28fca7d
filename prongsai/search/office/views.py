"""Promoted answers and questions without an answer, for the officer."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.search import services
from prongsai.search.models import Promotion
from prongsai.search.queries import office
from prongsai.search.rules import KEPT_UNFOUND

ON_PAGE = 50


class PromotionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an officer writes of a promoted answer."""

    class Meta:
        model = Promotion
        fields = ["questions", "title", "url", "note", "is_active", "order"]
        widgets = {"questions": forms.Textarea(attrs={"rows": 4})}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The promoted answers, and how much search knows."""
    sheet = Paginator(office.list_promotions(), ON_PAGE).get_page(request.GET.get("p"))
    context = {
        "heading": _("Search of the website"),
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
    return _edit(request, PromotionForm(request.POST or None, instance=found), found)


def _edit(request: HttpRequest, form: PromotionForm, found: Promotion | None) -> HttpResponse:
    def save() -> Any:
        promoted = services.Promoted(**form.cleaned_data)
        # The form has filled its instance already: the service reads the row anew.
        return services.save_promotion(actor=request.user, promoted=promoted, promotion=found)

    if request.method == "POST" and try_to(save, form):
        return redirect("search_office")
    heading = _("Promoted answer") if found else _("Put an answer on top")
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
        _("The answer is off the top."),
        "search_office",
    )


@require_safe
def unfound(request: HttpRequest) -> HttpResponse:
    """The questions without an answer."""
    context = {
        "heading": _("Questions without an answer"),
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
        _("The question is off the list."),
        "search_unfound",
    )
