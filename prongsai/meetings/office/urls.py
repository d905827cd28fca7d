"""Addresses under /office/meetings/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.meetings.office import concerns, resolutions
from prongsai.meetings.permissions import may_see

see = access(may_see)
resolution = "resolutions/<uuid:public_id>/"

urlpatterns = [
    path("resolutions/", see(resolutions.index), name="meetings_resolutions"),
    path(
        "resolutions/register.<str:kind>",
        see(resolutions.export),
        name="meetings_resolutions_export",
    ),
    path(resolution, see(resolutions.page), name="meetings_resolution"),
    path(f"{resolution}report/", see(resolutions.report), name="meetings_resolution_report"),
    path(f"{resolution}drop/", see(resolutions.drop), name="meetings_resolution_drop"),
    path(f"{resolution}reopen/", see(resolutions.reopen), name="meetings_resolution_reopen"),
    path(
        f"{resolution}files/<uuid:evidence>/",
        see(resolutions.file),
        name="meetings_resolution_file",
    ),
    path(
        f"{resolution}files/<uuid:evidence>/thumb.jpg",
        see(resolutions.thumbnail),
        name="meetings_resolution_thumbnail",
    ),
    path("concerns/", see(concerns.index), name="meetings_concerns"),
    path("concerns/<uuid:public_id>/", see(concerns.page), name="meetings_concern"),
]
