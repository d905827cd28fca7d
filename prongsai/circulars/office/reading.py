"""What waits for me, and the page on which it is read and acknowledged."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.circulars import permissions, queries
from prongsai.circulars.forms import AcknowledgeForm
from prongsai.circulars.office.tabs import tabs_context
from prongsai.circulars.reading import reading_context, take_answer
from prongsai.circulars.serving import serve_document, serve_picture
from prongsai.common.forms import WRONG_INPUT


def inbox(request: HttpRequest) -> HttpResponse:
    """Circulars that wait for me, and those I have done with."""
    context = {
        "waiting": queries.list_waiting_for(request.user),
        "done": queries.list_done_by(request.user),
        "today": timezone.localdate(),
        **tabs_context(request.user, "inbox"),
    }
    return render(request, "circulars/inbox.html", context)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The document and one big button; without it for who only looks."""
    circulation, recipient = queries.access_to_read(request.user, public_id)
    form: AcknowledgeForm | None = None
    answer, status = None, 200
    if request.method == "POST" and recipient is not None:
        form, answer = take_answer(request, actor=request.user, recipient=recipient)
        if answer is not None and answer.is_acknowledged:
            messages.success(request, _("Acknowledged. Thank you."))
            return redirect("circulars_page", public_id)
        status = WRONG_INPUT if answer is None else 200
    successor = queries.find_successor(circulation)
    context = reading_context(circulation, recipient, form)
    context |= {
        "answer": answer,
        "successor": successor,
        "is_asked_again": successor is not None
        and queries.find_recipient(successor, request.user) is not None,
        "sees_status": permissions.may_see_dashboard(request.user),
    }
    return render(request, "circulars/page.html", context, status=status)


def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole document."""
    return serve_document(*queries.access_to_read(request.user, public_id))


def picture(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One page as a picture."""
    return serve_picture(*queries.access_to_read(request.user, public_id), number)
