"""Public addresses of the website; pages themselves come last."""

from django.urls import path, re_path

from prongsai.common.access import access, anyone
from prongsai.website import questions_views, serving, sharing, views

public = access(anyone)

urlpatterns = [
    path("", public(views.home), name="public_home"),
    path("display/", public(views.display), name="public_display"),
    path("calendar.ics", public(views.calendar), name="public_calendar"),
    path("calendar/<uuid:key>.ics", public(views.event), name="public_event"),
    path("look/<slug:digest>.css", public(views.look), name="public_look"),
    path("share/<slug:digest>.png", public(sharing.site_picture), name="public_site_share"),
    path("share/<slug:digest>/<path:path>.png", public(sharing.page_picture), name="public_share"),
    re_path(
        r"^pictures/(?P<name>[0-9a-f]{32}(?:_\w{7})?\.[a-z]{3,4})$",
        public(serving.picture),
        name="public_picture",
    ),
    path("files/<int:pk>/<str:name>", public(serving.document), name="public_document"),
    path("logo/<slug:digest>.png", public(views.logo), name="public_logo"),
    path("questions/", public(questions_views.index), name="public_questions"),
    path("questions/ask/", public(questions_views.ask), name="public_ask"),
    path("questions/<uuid:public_id>/", public(questions_views.question), name="public_question"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)$", public(views.page), name="public_page"),  # last
]
