"""Addresses under /office/meetings/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.meetings.office import (
    adopting,
    agenda,
    concerns,
    filing,
    inviting,
    meeting,
    minutes,
    publishing,
    resolutions,
)
from prongsai.meetings.permissions import may_see

see = access(may_see)
one = "<uuid:public_id>/"
resolution = "resolutions/<uuid:public_id>/"

urlpatterns = [
    path("resolutions/", see(resolutions.index), name="meetings_resolutions"),
    path("resolutions/register.<str:kind>", see(resolutions.export), name="meetings_resolutions_export"),
    path(resolution, see(resolutions.page), name="meetings_resolution"),
    path(f"{resolution}report/", see(resolutions.report), name="meetings_resolution_report"),
    path(f"{resolution}drop/", see(resolutions.drop), name="meetings_resolution_drop"),
    path(f"{resolution}reopen/", see(resolutions.reopen), name="meetings_resolution_reopen"),
    path(f"{resolution}files/<uuid:evidence>/", see(resolutions.file), name="meetings_resolution_file"),
    path(f"{resolution}files/<uuid:evidence>/thumb.jpg", see(resolutions.thumbnail), name="meetings_resolution_thumbnail"),
    path("concerns/", see(concerns.index), name="meetings_concerns"),
    path("concerns/<uuid:public_id>/", see(concerns.page), name="meetings_concern"),
    path(one, see(meeting.page), name="meetings_meeting"),
    path(f"{one}meeting.ics", see(meeting.calendar), name="meetings_ics"),
    path(f"{one}documents/<int:pk>/", see(meeting.document), name="meetings_document"),
    path(f"{one}documents/<int:pk>/remove/", see(inviting.remove_document), name="meetings_document_remove"),
    path(f"{one}change/", see(meeting.change), name="meetings_change"),
    path(f"{one}cancel/", see(meeting.cancel), name="meetings_cancel"),
    path(f"{one}invite/", see(inviting.page), name="meetings_invite"),
    path(f"{one}guests/", see(meeting.add_guest), name="meetings_guest"),
    path(f"{one}guests/<int:pk>/remove/", see(meeting.remove_guest), name="meetings_guest_remove"),
    path(f"{one}agenda/", see(agenda.page), name="meetings_agenda"),
    path(f"{one}agenda.<str:kind>", see(agenda.file), name="meetings_agenda_file"),
    path(f"{one}agenda/fill/", see(agenda.fill), name="meetings_agenda_fill"),
    path(f"{one}agenda/<int:pk>/", see(agenda.change), name="meetings_item"),
    path(f"{one}agenda/<int:pk>/add/", see(agenda.add), name="meetings_item_add"),
    path(f"{one}agenda/<int:pk>/order/", see(agenda.order), name="meetings_items_order"),
    path(f"{one}agenda/<int:pk>/remove/", see(agenda.remove), name="meetings_item_remove"),
    path(f"{one}agenda/<int:pk>/text/", see(agenda.text), name="meetings_item_text"),
    path(f"{one}agenda/<int:pk>/documents/<int:document>/", see(agenda.document), name="meetings_item_document"),
    path(f"{one}filing/", see(filing.page), name="meetings_filing"),
    path(f"{one}filing/<slug:code>/", see(filing.division), name="meetings_filing_division"),
    path(f"{one}adopt/<int:pk>/", see(adopting.adopt), name="meetings_adopt"),
    path(f"{one}minutes/", see(minutes.page), name="meetings_minutes"),
    path(f"{one}minutes/<int:number>.<str:kind>", see(minutes.file), name="meetings_minutes_file"),
    path(f"{one}minutes/ask/", see(minutes.ask), name="meetings_minutes_ask"),
    path(f"{one}minutes/check/", see(minutes.check), name="meetings_minutes_check"),
    path(f"{one}minutes/return/", see(minutes.send_back), name="meetings_minutes_return"),
    path(f"{one}minutes/changes/<int:number>/", see(minutes.differences), name="meetings_minutes_changes"),
    path(f"{one}minutes/correct/", see(adopting.correct), name="meetings_minutes_correct"),
    path(f"{one}minutes/publish/", see(publishing.page), name="meetings_minutes_publish"),
    path(f"{one}minutes/withdraw/", see(publishing.withdraw), name="meetings_minutes_withdraw"),
]  # fmt: skip
