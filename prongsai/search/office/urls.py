"""Addresses under /office/search/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.search.office import views
from prongsai.search.permissions import may_manage_search

manage = access(may_manage_search)

urlpatterns = [
    path("", manage(views.index), name="search_office"),
    path("promoted/new/", manage(views.add), name="search_promote"),
    path("promoted/<int:pk>/", manage(views.change), name="search_promotion"),
    path("promoted/<int:pk>/remove/", manage(views.remove), name="search_promotion_remove"),
    path("unfound/", manage(views.unfound), name="search_unfound"),
    path("unfound/<int:pk>/clear/", manage(views.clear), name="search_unfound_clear"),
]
