"""Addresses: the public site at `/`, the office at `/office/`."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("office/", include(wagtailadmin_urls)),
    path("", include("prongsai.accounts.urls")),
    path("", include("prongsai.evidence.urls")),
    path("", include("prongsai.measures.urls")),
]
