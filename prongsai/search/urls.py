"""Public addresses of search."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.search import views

public = access(anyone)

urlpatterns = [
    path("search/", public(views.page), name="public_search"),
    path("search/suggest/", public(views.suggest), name="public_search_suggest"),
]
