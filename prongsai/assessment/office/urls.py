"""Addresses under /office/assessment/ with their rules."""

from django.urls import path

from prongsai.assessment import permissions
from prongsai.assessment.office import (
    importing,
    overview,
    pulse,
    standing,
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
    path("standing/", see(standing.index), name="assessment_standings"),
    path("standing/import/", write(standing.upload), name="assessment_peers_upload"),
    path("standing/import/<uuid:key>/", write(standing.preview), name="assessment_peers_preview"),
    path("standing/own/<int:pk>/", write(standing.own), name="assessment_peers_own"),
    path("standing/remove/<int:pk>/", write(standing.remove), name="assessment_peers_remove"),
    path("standing/<int:year>/", see(standing.page), name="assessment_standing"),
    path("pulse/", see(pulse.index), name="assessment_pulses"),
    path("pulse/new/<slug:audience>/", write(pulse.start), name="assessment_pulse_new"),
    path("pulse/<slug:token>/", see(pulse.page), name="assessment_pulse"),
    path("pulse/<slug:token>/poster/", see(pulse.poster), name="assessment_pulse_poster"),
    path("pulse/<slug:token>/close/", write(pulse.close), name="assessment_pulse_close"),
    path(one, see(year.page), name="assessment_year"),
    path(f"{one}result.<str:kind>", see(year.export), name="assessment_export"),
    path(f"{one}what-if/", see(what_if.page), name="assessment_what_if"),
    path(f"{one}surveys/", see(surveys.page), name="assessment_surveys"),
    path(f"{one}type/", write(typing.page), name="assessment_type"),
    path(f"{one}remove/", write(year.remove), name="assessment_remove"),
]
