"""Public addresses: checking a document."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.correspondence import views

public = access(anyone)

urlpatterns = [
    path("verify/", public(views.find), name="public_verify_find"),
    path("verify/<str:code>/", public(views.verify), name="public_verify"),
]
