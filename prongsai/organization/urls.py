"""Public addresses: the set-up page of an empty installation."""

from django.urls import path

from prongsai.common.access import access, signed_in
from prongsai.organization import setup

urlpatterns = [
    path("setup/", access(signed_in)(setup.page), name="organization_setup"),
]
