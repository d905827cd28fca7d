"""Wagtail's own forms answer wrong input like ours: 422 with the error beside the field, not 200."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse

from prongsai.common.forms import WRONG_INPUT

OFFICE = "/office/"


class WrongInputMiddleware:
    """Looks at pages that show a form again.

    What scripts ask for (choosers, dialogs, previews, uploads) comes as JSON, which is no template's
    answer and passes by: Wagtail's scripts show a form again only when its status is 200.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Called for answers made of a template, already rendered in the person's language."""
        is_page = request.method == "POST" and request.path.startswith(OFFICE)
        if is_page and response.status_code == 200 and not _is_asked_by_script(request):
            values = (response.context_data or {}).values()
            if any(_is_wrong(value, request.POST) for value in values):
                response.status_code = WRONG_INPUT
        return response


def _is_asked_by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _is_wrong(value: Any, sent: Any) -> bool:
    """Whether a form, or one of several, holds what was sent now and refuses it."""
    if isinstance(value, BaseForm | BaseFormSet):
        return value.data is sent and not value.is_valid()
    return isinstance(value, list | tuple) and any(_is_wrong(one, sent) for one in value)
