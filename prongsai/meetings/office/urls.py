"""Addresses under /office/meetings/ with their rules."""

from django.urls import URLPattern, path

from prongsai.common.access import access
from prongsai.meetings import permissions
from prongsai.meetings.office import bodies, calendar, importing, register, scheduling

see = access(permissions.may_see)
keep = access(permissions.keeps_any)
manage = access(permissions.may_manage_bodies)
one_body = "bodies/<slug:code>/"

urlpatterns: list[URLPattern] = [
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
    path(one_body, manage(bodies.page), name="meetings_body"),
    path(f"{one_body}members/", manage(bodies.add_members), name="meetings_members_add"),
    path(f"{one_body}members/<int:pk>/", manage(bodies.member), name="meetings_member"),
    path(f"{one_body}members/<int:pk>/end/", manage(bodies.end), name="meetings_member_end"),
]
