"""Addresses under /office/meetings/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.meetings import permissions
from prongsai.meetings.office import (
    adopting,
    agenda,
    bodies,
    calendar,
    concerns,
    filing,
    importing,
    inviting,
    meeting,
    minutes,
    publishing,
    register,
    resolutions,
    scheduling,
)

see = access(permissions.may_see)
one = "<uuid:public_id>/"
resolution = "resolutions/<uuid:public_id>/"
keep = access(permissions.keeps_any)
manage = access(permissions.may_manage_bodies)
one_body = "bodies/<slug:code>/"

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
    path("", see(register.index), name="meetings_index"),
    path("register.<str:kind>", see(register.export), name="meetings_export"),
    path("minutes/<slug:code>/<int:year>.zip", see(register.year_archive), name="meetings_archive"),
    path("calendar/", see(calendar.page), name="meetings_calendar"),
    path("schedule/", keep(scheduling.schedule), name="meetings_schedule"),
    path("plan/", keep(scheduling.plan), name="meetings_plan"),
    path("import/", keep(importing.upload), name="meetings_import"),
    path("import/<uuid:key>/", keep(importing.check), name="meetings_import_check"),
    path("import/<uuid:key>/<int:number>/", keep(importing.held_file), name="meetings_import_file"),
    path("bodies/", manage(bodies.index), name="meetings_bodies"),
    path("bodies/new/", manage(bodies.add), name="meetings_body_new"),
    path(f"{one_body}members/", manage(bodies.add_members), name="meetings_members_add"),
    path(f"{one_body}members/<int:pk>/", manage(bodies.member), name="meetings_member"),
    path(f"{one_body}members/<int:pk>/end/", manage(bodies.end), name="meetings_member_end"),
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
    path(one_body, manage(bodies.page), name="meetings_body"),
]  # fmt: skip
