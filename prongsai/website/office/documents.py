"""Documents that can't be searched or read aloud, and why some stay so."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.website import services
from prongsai.website.models import SiteDocument
from prongsai.website.models.media import WARNINGS

ON_SHEET = 25


class ReasonForm(forms.Form):
    """Why a document stays as it is."""

    reason = forms.CharField(
        label=_("Why it stays as it is"),
        max_length=300,
        help_text=_("For example: signed on paper; the text stands on the page itself."),
    )


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What should be made anew; what was set aside comes last."""
    found = SiteDocument.objects.filter(reading__in=WARNINGS).select_related("uploaded_by_user")
    page = Paginator(found.order_by("set_aside", "-created_at"), ON_SHEET).get_page(
        request.GET.get("p")
    )
    waiting = SiteDocument.objects.filter(reading=SiteDocument.Reading.WAITING).count()
    return render(request, "website/office/documents.html", {"page": page, "waiting": waiting})


@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a document stay as it is, with the reason."""
    document = get_object_or_404(SiteDocument, pk=pk)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        services.set_warning_aside(actor=request.user, document=document, **form.cleaned_data)

    if request.method == "POST" and try_to(act, form):
        return redirect("website_documents")
    context = {"form": form, "document": document}
    status = WRONG_INPUT if form.errors else 200
    return render(request, "website/office/set_aside.html", context, status=status)
