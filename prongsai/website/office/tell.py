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
from prongsai.channels.content import Publication
from prongsai.channels.permissions import may_send_again
from prongsai.common.dates import BuddhistDateField
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.website import services
from prongsai.website.services.telling import LONGEST_NOTE
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


class CorrectionForm(forms.Form):
    """Channels that told of it, and what was corrected."""

    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channels"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose one of the channels that told of it.")},
    )
    note = forms.CharField(
        label=gettext_lazy("What was corrected"),
        max_length=LONGEST_NOTE,
        help_text=gettext_lazy("One sentence, for example: the date is 12, not 21 December."),
        error_messages={"required": gettext_lazy("Write in a sentence what was corrected.")},
    )
    prefix = "correction"
    use_required_attribute = False

    def __init__(self, told: Told, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].choices = told.correctable  # type: ignore[attr-defined]
        self.fields["channels"].initial = [code for code, _label in told.correctable]


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
        return _go_on(request, pk)
    return _show(request, told, form=form)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell people of a correction; first, when asked so, only show how it would look."""
    found = access_told_page(request.user, pk)
    told = get_told(found)
    form = CorrectionForm(told, request.POST)

    def act() -> None:
        services.tell_correction(actor=request.user, page=found, **form.cleaned_data)

    if "look" in request.POST and told.current and form.is_valid():
        said = told.describe_correction(form.cleaned_data["note"])
        return _show(request, told, correction=form, said=said)
    if "look" not in request.POST and try_to(act, form):
        return _go_on(request, pk)
    return _show(request, told, correction=form)


def _go_on(request: HttpRequest, pk: int) -> HttpResponse:
    messages.success(request, _("It is on its way. Here you see where it arrived."))
    return redirect("website_tell", pk)


def _show(
    request: HttpRequest,
    told: Told,
    *,
    form: TellForm | None = None,
    correction: CorrectionForm | None = None,
    said: Publication | None = None,
) -> HttpResponse:
    context = {
        "page": told.page,
        "form": form or TellForm(told),
        "correction": correction or CorrectionForm(told),
        "told": told,
        "is_correcting": correction is not None,
        "preview": preview(said or told.current or told.describe()),
        "may_send_again": may_send_again(request.user),
    }
    has_errors = any(one is not None and one.errors for one in (form, correction))
    status = WRONG_INPUT if has_errors else 200
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
