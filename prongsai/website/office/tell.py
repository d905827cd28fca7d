"""People are told of a page through the channels: which, when, how it looks there, where it went."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.channels.codes import list_kinds
from prongsai.channels.composing.preview import preview
from prongsai.common.dates import BuddhistDateField
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.website import services
from prongsai.website.telling import Told, access_told_page, get_told

NOW, LATER = "now", "later"


class TellForm(forms.Form):
    """Channels, what it is about, when."""

    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channels"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose one of the channels.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of news"),
        help_text=gettext_lazy("People who subscribed by e-mail get the kinds that they chose."),
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When to send"),
        choices=[(NOW, gettext_lazy("send now")), (LATER, gettext_lazy("send at a time to come"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    day = BuddhistDateField(label=gettext_lazy("Day"), required=False)
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        initial=dt.time(9),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "p-narrow"}),
    )
    use_required_attribute = False

    def __init__(self, told: Told, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].choices = told.choices  # type: ignore[attr-defined]
        self.fields["channels"].initial = [code for code, _label in told.choices]
        self.fields["kind"].choices = list_kinds()  # type: ignore[attr-defined]
        self.fields["kind"].initial = told.page.told_as
        if told.current:
            del self.fields["kind"]  # what was said stays said

    def clean(self) -> dict[str, Any]:
        """A time to come is whole."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("when") == LATER:
            for name, words in (("day", _("Write the day.")), ("time", _("Write the time."))):
                if name not in self.errors and not given.get(name):
                    self.add_error(name, words)
        return given

    def at(self) -> dt.datetime | None:
        """The chosen time in Bangkok; None: now."""
        given = self.cleaned_data
        if given["when"] == NOW:
            return None
        return timezone.make_aware(dt.datetime.combine(given["day"], given["time"]))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose channels and time, with how it will look; below, where it went."""
    found = access_told_page(request.user, pk)
    told = get_told(found)
    form = TellForm(told, request.POST if request.method == "POST" else None)

    def act() -> None:
        given = form.cleaned_data
        services.tell_page(
            actor=request.user, page=found, channels=given["channels"],
            kind=given.get("kind", ""), at=form.at(),
        )  # fmt: skip

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("It is on its way. Here you see where it arrived."))
        return redirect("website_tell", pk)
    context = {
        "page": found,
        "form": form,
        "told": told,
        "preview": preview(told.current or told.describe()),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "website/office/tell.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop what has not left yet."""
    found = access_told_page(request.user, pk)
    return act_and_go(
        request,
        lambda: services.withdraw_telling(actor=request.user, page=found),
        _("What had not left is stopped."),
        "website_tell",
        pk,
    )
