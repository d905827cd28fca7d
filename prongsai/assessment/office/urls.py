"""Addresses under /office/assessment/ with their rules."""

from django.urls import path

from prongsai.assessment import permissions
from prongsai.assessment.office import (
    importing,
    overview,
    surveys,
    typing,
    what_if,
    year,
)
from prongsai.common.access import access

see = access(permissions.may_see)
write = access(permissions.may_write)
one = "<int:year>/"

urlpatterns = [
    path("", see(overview.index), name="assessment_index"),
    path("type/", write(typing.choose), name="assessment_choose"),
    path("import/", write(importing.upload), name="assessment_import"),
    path("import/<uuid:key>/", write(importing.preview), name="assessment_import_preview"),
    path(one, see(year.page), name="assessment_year"),
    path(f"{one}result.<str:kind>", see(year.export), name="assessment_export"),
    path(f"{one}what-if/", see(what_if.page), name="assessment_what_if"),
    path(f"{one}surveys/", see(surveys.page), name="assessment_surveys"),
    path(f"{one}type/", write(typing.page), name="assessment_type"),
    path(f"{one}remove/", write(year.remove), name="assessment_remove"),
]
