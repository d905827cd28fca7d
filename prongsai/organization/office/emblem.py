"""The emblem at the head of official papers: shown, replaced, removed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.organization import queries, services
from prongsai.organization.office.forms import EmblemForm
from prongsai.organization.office.pages import page_context


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The emblem in use and the form for another one."""
    form = EmblemForm(request.POST or None, request.FILES or None)

    def act() -> None:
        services.set_emblem(actor=request.user, content=form.cleaned_data["emblem"].read())

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect("organization_emblem")
    has_emblem = bool(queries.get_profile().emblem)
    context = page_context(request, "emblem", form=form, has_emblem=has_emblem)
    status = WRONG_INPUT if form.errors else 200
    return render(request, "organization/emblem.html", context, status=status)


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Leave the space free again."""

    def act() -> None:
        services.remove_emblem(actor=request.user)

    return act_and_go(request, act, _("Saved."), "organization_emblem")


def picture(request: HttpRequest) -> HttpResponse:
    """The emblem itself."""
    emblem = queries.get_profile().emblem
    if not emblem:
        raise Http404
    response = HttpResponse(bytes(emblem), content_type="image/png")
    response["Cache-Control"] = "private, no-cache"
    return response
