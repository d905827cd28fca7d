"""Public addresses of meetings."""

from django.urls import include, path

from prongsai.common.access import access, anyone
from prongsai.meetings import views

public = access(anyone)
one = "meetings/<uuid:public_id>/"

urlpatterns = [
    path("meetings/", include("prongsai.meetings.feeds")),
    path("meetings/", public(views.index), name="public_meetings"),
    path(one, public(views.page), name="public_meeting"),
    path(f"{one}<str:paper>.<str:kind>", public(views.file), name="public_meeting_file"),
    path("meetings/<slug:code>/", public(views.body), name="public_meetings_body"),
    path(
        "meetings/<slug:code>/<int:year>.<str:kind>",
        public(views.body_file),
        name="public_meetings_file",
    ),
]
