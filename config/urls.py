"""Addresses: the public site at `/`, the office at `/office/`."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("", include("prongsai.accounts.urls")),  # before Wagtail's own sign-in
    path("", include("prongsai.website.shut_urls")),
    path("office/", include(wagtailadmin_urls)),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("prongsai.audit.urls")),
    path("", include("prongsai.channels.urls")),
    path("", include("prongsai.evidence.urls")),
    path("", include("prongsai.correspondence.urls")),
    path("", include("prongsai.circulars.urls")),
    path("", include("prongsai.meetings.urls")),
    path("", include("prongsai.disclosure.urls")),
    path("", include("prongsai.assessment.urls")),
    path("", include("prongsai.organization.urls")),
    path("", include("prongsai.measures.urls")),
    path("", include("prongsai.search.urls")),
    path("", include("prongsai.website.open_data.urls")),
    path("", include("prongsai.website.urls")),  # any path may be a page
    path("", include(wagtail_urls)),
]

handler400 = "prongsai.website.errors.answer_bad"
handler403 = "prongsai.website.errors.answer_forbidden"
handler404 = "prongsai.website.errors.answer_missing"
handler500 = "prongsai.common.failures.answer_failure"
