"""Inviting: whom it reaches is shown before it is sent; afterwards who has read is reminded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import act_and_go, try_to
from prongsai.meetings import services
from prongsai.meetings.models import Meeting
from prongsai.meetings.office.meeting_forms import FilesForm
from prongsai.meetings.office.showing import is_done, show
from prongsai.meetings.queries import access
from prongsai.meetings.queries.agenda import number_agenda
from prongsai.meetings.queries.invitations import list_called, list_reached
from prongsai.meetings.wording import full_name


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The invitation before it goes out; one that went out: again to who has not read it."""
    meeting = access.access_kept(request.user, public_id)
    form = FilesForm()
    if request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        is_again = meeting.state == Meeting.State.INVITED
        if _again(request, meeting, form) if is_again else _first(request, meeting, form):
            return redirect("meetings_meeting", public_id)
    return _show(request, meeting, form)


def _first(request: HttpRequest, meeting: Meeting, form: FilesForm) -> bool:
    def act() -> None:
        services.invite(actor=request.user, meeting=meeting, uploads=form.contents())

    return is_done(request, act, form, _("Invited. Those with an account have been told."))


def _again(request: HttpRequest, meeting: Meeting, form: FilesForm) -> bool:
    told: list[int] = []

    def act() -> None:
        uploads = form.contents()
        told.append(services.invite_again(actor=request.user, meeting=meeting, uploads=uploads))

    if not try_to(act, form):
        return False
    words = ngettext("%(n)s person was told.", "%(n)s people were told.", told[0])
    messages.success(request, words % {"n": told[0]})
    return True


def _show(request: HttpRequest, meeting: Meeting, form: FilesForm) -> HttpResponse:
    is_again = meeting.state == Meeting.State.INVITED
    reached = [] if is_again else list_reached(meeting)
    called = list_called(meeting) if is_again else []
    context = {
        "form": form,
        "name": full_name(meeting),
        "is_again": is_again,
        "reached": reached,
        "unread": [row for row in called if row.user_id and not row.read_at],
        "told": sum(1 for person in reached if person.is_told),
        "paper": [person for person in reached if person.name and not person.is_told],
        "agenda": number_agenda(request.user, meeting, is_outline=True),
        "documents": meeting.documents.all(),
    }
    return show(request, "invite", meeting, "overview", is_wrong=bool(form.errors), **context)


@require_POST
def remove_document(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A document does not go with the invitation any more."""
    meeting = access.access_kept(request.user, public_id)
    document = get_object_or_404(meeting.documents, pk=pk)

    def act() -> None:
        services.remove_document(actor=request.user, meeting=meeting, document=document)

    return act_and_go(request, act, _("The document was removed."), "meetings_invite", public_id)
