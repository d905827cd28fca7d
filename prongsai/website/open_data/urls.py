"""Addresses for programs; they stand before those of pages."""

from django.urls import include, path

from prongsai.common.access import access, anyone
from prongsai.common.opendata import open_to_all
from prongsai.website.open_data import views
from prongsai.website.open_data.feeds import feed
from prongsai.website.open_data.mount import list_urls

public = access(anyone)

urlpatterns = [
    path("api/v1/", public(views.docs), name="api_docs"),
    path("api/v1/openapi.json", public(open_to_all(views.openapi)), name="api_openapi"),
    path("api/v1/", include(list_urls())),
    path("api/v1/<path:path>", public(open_to_all(views.nothing)), name="api_nothing"),
    path("catalog.jsonld", public(open_to_all(views.dcat)), name="public_catalogue"),
    path(
        ".well-known/api-catalog", public(open_to_all(views.api_catalog)), name="public_api_catalog"
    ),
    path(".well-known/security.txt", public(views.security), name="public_security"),
    path("feeds/<slug:code>.<str:kind>", public(feed), name="public_feed"),
    path("feeds/<slug:code>/<slug:category>.<str:kind>", public(feed), name="public_feed_category"),
    path("sitemap.xml", public(views.sitemap), name="public_sitemap"),
    path("sitemap-<int:part>.xml", public(views.sitemap_part), name="public_sitemap_part"),
    path("robots.txt", public(views.robots), name="public_robots"),
]
