"""Addresses under /office/meetings/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.meetings.office import (
    record,
    record_ends,
    record_notes,
    record_outcomes,
    record_people,
)
from prongsai.meetings.permissions import may_see

see = access(may_see)
one = "<uuid:public_id>/"
recording = f"{one}record/"
item = f"{recording}items/<int:pk>/"
resolution = f"{recording}resolutions/<int:pk>/"

urlpatterns = [
    path(f"{one}begin/", see(record_ends.begin), name="meetings_begin"),
    path(f"{one}end/", see(record_ends.end), name="meetings_end"),
    path(recording, see(record.page), name="meetings_record"),
    path(f"{recording}state/", see(record.state), name="meetings_record_state"),
    path(f"{recording}people/<int:pk>/", see(record_people.attend), name="meetings_record_attend"),
    path(f"{recording}people/rest/", see(record_people.attend_rest), name="meetings_record_rest"),
    path(f"{recording}presiding/", see(record_people.preside), name="meetings_record_preside"),
    path(f"{recording}guests/", see(record_people.guests), name="meetings_record_guests"),
    path(f"{recording}guests/<int:pk>/remove/", see(record_people.remove_guest), name="meetings_record_guest_remove"),
    path(f"{item}note/", see(record_notes.note), name="meetings_record_note"),
    path(f"{item}outcomes/", see(record_outcomes.outcomes), name="meetings_record_outcomes"),
    path(f"{item}resolve/", see(record_outcomes.resolve), name="meetings_record_resolve"),
    path(f"{item}quick/", see(record_outcomes.resolve_quickly), name="meetings_record_quick"),
    path(f"{item}vote/", see(record_outcomes.vote), name="meetings_record_vote"),
    path(f"{item}roll-call/", see(record_outcomes.roll_call), name="meetings_record_roll_call"),
    path(f"{item}raise/", see(record_outcomes.raise_concern), name="meetings_record_raise"),
    path(f"{item}adopt/", see(record_outcomes.adopt), name="meetings_record_adopt"),
    path(f"{item}add/", see(record_outcomes.add_late), name="meetings_record_add"),
    path(f"{resolution}change/", see(record_outcomes.change), name="meetings_record_change"),
    path(f"{resolution}remove/", see(record_outcomes.remove), name="meetings_record_remove"),
]  # fmt: skip
