"""Public addresses of meetings."""

from django.urls import include, path

urlpatterns = [
    path("meetings/", include("prongsai.meetings.feeds")),
]
