"""Who writes the website, and whether a head looks at pages first."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.organization.models import Division, Role
from prongsai.organization.queries import holders_of_role, list_divisions
from prongsai.website import services
from prongsai.website.models import Editing, Editor


class EditorForm(forms.Form):
    """A person, and whose pages they write."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=get_user_model().objects.none())
    division = forms.ModelChoiceField(
        label=_("Whose pages"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("all pages"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True)
        self.fields["user"].queryset = people.order_by("full_name", "username")  # type: ignore[attr-defined]
        self.fields["division"].queryset = list_divisions()  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who writes, a form for one more, the switch of the look before it is public."""
    from django.utils import timezone

    form = EditorForm(request.POST or None)

    def act() -> None:
        services.appoint_editor(actor=request.user, **form.cleaned_data)

    if request.method == "POST" and try_to(act, form):
        return redirect("website_editors")
    context = {
        "form": form,
        "editors": Editor.objects.select_related("user", "division").order_by(
            "division__order", "user__full_name"
        ),
        "officers": holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate()),
        "is_moderated": Editing.objects.filter(is_moderated=True).exists(),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "website/office/editors.html", context, status=status)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """This person no longer writes these pages."""
    editor = get_object_or_404(Editor, pk=pk)

    def act() -> None:
        services.dismiss_editor(actor=request.user, editor=editor)

    return act_and_go(request, act, _t("Saved."), "website_editors")


@require_POST
def moderation(request: HttpRequest) -> HttpResponse:
    """Switch the look before it is public on or off."""
    is_moderated = request.POST.get("on") == "1"

    def act() -> None:
        services.set_moderation(actor=request.user, is_moderated=is_moderated)

    return act_and_go(request, act, _t("Saved."), "website_editors")
