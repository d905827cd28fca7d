"""Public addresses of disclosure; those of items stay the same over the years."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.disclosure import snapshot_views, views

public = access(anyone)

urlpatterns = [
    path("ita/", public(views.index), name="public_ita"),
    path("ita/items.schema.json", public(views.schema), name="public_ita_schema"),
    path("ita/<int:year>/", public(views.year), name="public_ita_year"),
    path("ita/<int:year>/items.<str:kind>", public(views.data), name="public_ita_data"),
    path(
        "ita/<int:year>/snapshots/<int:number>/",
        public(snapshot_views.page),
        name="public_ita_snapshot",
    ),
    path(
        "ita/<int:year>/snapshots/<int:number>/<str:name>",
        public(snapshot_views.file),
        name="public_ita_snapshot_file",
    ),
    path("ita/<int:year>/<slug:code>/", public(views.item), name="public_ita_item"),
]
