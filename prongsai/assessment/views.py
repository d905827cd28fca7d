"""The public side of an own survey: its questions, thanks. Nothing says who answered."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.assessment import services
from prongsai.assessment.models import Pulse
from prongsai.assessment.queries.pulse import get_pulse, has_ended, is_open_today
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.organization.queries import find_profile

# The browser itself remembers that it answered; the server does not.
COOKIE, COOKIE_SECONDS = "pulse_answered", 100 * 24 * 3600


class AnswerForm(forms.Form):
    """The questions with their scale; each may be left out."""

    def __init__(self, *args: object, pulse: Pulse, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(at), step["text"]) for at, step in enumerate(pulse.scale)]
        for question in pulse.questions:
            self.fields[question["code"]] = forms.ChoiceField(
                label=question["text"],
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose one of the answers that are shown.")},
            )

    def answers(self) -> dict[str, int]:
        """What was chosen: place on the scale by question."""
        return {code: int(at) for code, at in self.cleaned_data.items() if at}


@require_http_methods(["GET", "POST"])
def pulse(request: HttpRequest, token: str) -> HttpResponse:
    """The survey, without sign-in and without script."""
    found = get_pulse(token)
    has_answered = request.COOKIES.get(COOKIE) == token
    form = AnswerForm(request.POST if request.method == "POST" else None, pulse=found)
    if (
        request.method == "POST"
        and not has_answered
        and try_to(lambda: services.answer_pulse(token=token, answers=form.answers()), form)
    ):
        answer = redirect("public_pulse", token)
        path = reverse("public_pulse", args=[token])
        answer.set_cookie(
            COOKIE, token, max_age=COOKIE_SECONDS, path=path, httponly=True, samesite="Lax"
        )
        return answer
    context = {
        "pulse": found,
        "form": form,
        "has_answered": has_answered,
        "is_open": is_open_today(found),
        "has_ended": has_ended(found),
        "profile": find_profile(),
    }
    status = WRONG_INPUT if form.errors else 200
    response = render(request, "assessment/public/pulse.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
