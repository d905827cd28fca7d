"""The signature sheet: printed, and counted when it comes back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from prongsai.circulars import queries, services
from prongsai.circulars.documents import make_sheet
from prongsai.circulars.office.forms import SheetForm
from prongsai.circulars.office.status import respond_pdf
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.correspondence.render import render_pdf


def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sheet for those who have not acknowledged."""
    circulation = queries.access_managed(request.user, public_id)
    content = render_pdf(make_sheet(circulation, timezone.localdate()))
    return respond_pdf(content, f"sheet-{circulation.public_id.hex[:8]}.pdf")


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Photos in, ticks set, days written: counted together or not at all."""
    circulation = queries.access_managed(request.user, public_id)
    people = list(queries.list_missing(circulation).order_by("division__order", "id"))
    form = SheetForm(request.POST or None, request.FILES or None, people=people)

    def act() -> None:
        services.record_sheet(
            actor=request.user,
            circulation=circulation,
            uploads=[(upload.read(), upload.name) for upload in form.cleaned_data["uploads"]],
            signed=form.signed(),
        )

    if request.method == "POST" and try_to(act, form):
        count = len(form.signed())
        words = ngettext("%(n)s signature was counted.", "%(n)s signatures were counted.", count)
        messages.success(request, words % {"n": count})
        return redirect("circulars_status", public_id)
    context = {"circulation": circulation, "form": form, "rows": form.rows()}
    status = WRONG_INPUT if form.errors else 200
    return render(request, "circulars/sheet.html", context, status=status)
