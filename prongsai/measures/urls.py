"""Public addresses of plan and report."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.measures import views

public = access(anyone)

urlpatterns = [
    path("", public(views.home), name="public_home"),
    path("plan/<int:year>/", public(views.plan), name="public_plan"),
    path("plan/<int:year>/report.pdf", public(views.report), name="public_report"),
    path("plan/<int:year>/plan.<str:kind>", public(views.download), name="public_download"),
    path("schemas/<slug:name>.schema.json", public(views.schema), name="public_schema"),
]
