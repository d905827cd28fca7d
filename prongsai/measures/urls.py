"""Public addresses of plan and report."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.measures import views

public = access(anyone)

urlpatterns = [
    path("plan/", public(views.newest), name="public_plans"),
    path("plan/<int:year>/", public(views.plan), name="public_plan"),
    path("plan/<int:year>/analysis/", public(views.analysis), name="public_analysis"),
    path("plan/<int:year>/report/", public(views.report), name="public_report_page"),
    path("plan/<int:year>/versions/", public(views.versions), name="public_versions"),
    path(
        "plan/<int:year>/versions/<str:kind>/<int:number>/",
        public(views.version),
        name="public_version",
    ),
    path(
        "plan/<int:year>/versions/<str:kind>/<int:number>/<str:name>",
        public(views.file),
        name="public_version_file",
    ),
    path("plan/<int:year>/all.zip", public(views.package), name="public_package"),
    path("plan/<int:year>/<str:name>", public(views.download), name="public_download"),
    path("schemas/<slug:name>.schema.json", public(views.schema), name="public_schema"),
]
