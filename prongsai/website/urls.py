"""Public addresses of the website; pages themselves come last."""

from django.urls import path, re_path

from prongsai.common.access import access, anyone
from prongsai.website import questions_views, share_views, views

public = access(anyone)

urlpatterns = [
    path("", public(views.home), name="public_home"),
    path("display/", public(views.display), name="public_display"),
    path("look/<slug:digest>.css", public(views.look), name="public_look"),
    path("share/<path:path>.png", public(share_views.share), name="public_share"),
    path("logo/<slug:digest>.png", public(views.logo), name="public_logo"),
    path("questions/", public(questions_views.index), name="public_questions"),
    path("questions/ask/", public(questions_views.ask), name="public_ask"),
    path("questions/<uuid:public_id>/", public(questions_views.question), name="public_question"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)$", public(views.page), name="public_page"),  # last
]
