"""Addresses of stored files."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.evidence import views

open_to_all = access(anyone)  # the view itself asks whether the file is public

urlpatterns = [
    path(
        "files/<uuid:public_id>/<int:number>/thumb.jpg",
        open_to_all(views.thumbnail),
        name="evidence_thumbnail",
    ),
    path(
        "files/<uuid:public_id>/<int:number>/<str:name>",
        open_to_all(views.download),
        name="evidence_file",
    ),
]
