"""Public addresses of the assessment."""

from django.urls import path

from prongsai.assessment import views
from prongsai.common.access import access, anyone

# Whoever has the link may answer.
urlpatterns = [path("pulse/<slug:token>/", access(anyone)(views.pulse), name="public_pulse")]
