"""Notes of items: saved by the page itself or by the button, never over a colleague's text."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, ItemNote, Meeting
from prongsai.meetings.office.record import clock, get_line, go_to, show
from prongsai.meetings.office.record_forms import NoteForm
from prongsai.meetings.queries import access
from prongsai.meetings.services import Conflict

CONFLICT = 409


@require_POST
def note(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Save the note of an item; as JSON for our script, else back to the item.

    A colleague's other text is answered by 409 with both texts and the version to go on from.
    """
    meeting = access.access_kept(request.user, public_id)
    item = access.access_item(request.user, meeting, pk)
    form = NoteForm(request.POST)
    saved: list[ItemNote] = []
    conflicts: list[Conflict] = []

    def act() -> None:
        try:
            saved.append(
                services.save_note(
                    actor=request.user,
                    item=item,
                    text=form.cleaned_data["text"],
                    base_version=form.cleaned_data["base_version"],
                )
            )
        except Conflict as conflict:
            conflicts.append(conflict)

    if "join" in request.POST and form.is_valid():
        return _show_conflict(request, meeting, item, _join(item, form.cleaned_data["text"]), 200)
    is_done = try_to(act, form)
    is_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    if is_json:
        return _as_json(item, form, saved, conflicts)
    if conflicts:
        return _show_conflict(request, meeting, item, conflicts[0], CONFLICT)
    if not is_done:
        return show(request, meeting, {"note_at": pk, "note_form": form})
    return go_to(meeting, f"item-{pk}")


def _join(item: AgendaItem, mine: str) -> Conflict:
    """Both texts below each other, to be put together by hand."""
    theirs = _find(item) or ItemNote(item=item)
    both = "\n".join(text for text in (theirs.text, mine.strip()) if text)
    return Conflict(mine=both, theirs=theirs.text, version=theirs.version)


def _find(item: AgendaItem) -> ItemNote | None:
    return ItemNote.objects.filter(item=item).select_related("saved_by").first()


def _as_json(
    item: AgendaItem, form: NoteForm, saved: list[ItemNote], conflicts: list[Conflict]
) -> JsonResponse:
    if conflicts:
        told, theirs = conflicts[0], _find(item)
        body = {"mine": told.mine, "theirs": told.theirs, "version": told.version}
        if theirs is not None:
            body |= {"by": str(theirs.saved_by), "at": clock(theirs.saved_at)}
        return JsonResponse(body | {"error": str(told)}, status=CONFLICT)
    if not saved:
        errors = [str(error) for found in form.errors.values() for error in found]
        return JsonResponse({"error": " ".join(errors)}, status=WRONG_INPUT)
    kept = saved[0]
    return JsonResponse({"version": kept.version, "text": kept.text, "at": clock(kept.saved_at)})


def _show_conflict(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, conflict: Conflict, status: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "meeting": meeting,
        "line": get_line(request, meeting, item),
        "conflict": conflict,
        "by": _find(item),
    }
    return render(request, "meetings/record_conflict.html", context, status=status)
