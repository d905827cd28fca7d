"""Addresses under /office/meetings/ with their rules."""

from django.urls import URLPattern, path

from prongsai.common.access import access
from prongsai.meetings.office import adopting, minutes, publishing
from prongsai.meetings.permissions import may_see

see = access(may_see)
one = "<uuid:public_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{one}adopt/<int:pk>/", see(adopting.adopt), name="meetings_adopt"),
    path(f"{one}minutes/", see(minutes.page), name="meetings_minutes"),
    path(f"{one}minutes/<int:number>.<str:kind>", see(minutes.file), name="meetings_minutes_file"),
    path(f"{one}minutes/ask/", see(minutes.ask), name="meetings_minutes_ask"),
    path(f"{one}minutes/check/", see(minutes.check), name="meetings_minutes_check"),
    path(f"{one}minutes/return/", see(minutes.send_back), name="meetings_minutes_return"),
    path(
        f"{one}minutes/changes/<int:number>/",
        see(minutes.differences),
        name="meetings_minutes_changes",
    ),
    path(f"{one}minutes/correct/", see(adopting.correct), name="meetings_minutes_correct"),
    path(f"{one}minutes/publish/", see(publishing.page), name="meetings_minutes_publish"),
    path(f"{one}minutes/withdraw/", see(publishing.withdraw), name="meetings_minutes_withdraw"),
]
