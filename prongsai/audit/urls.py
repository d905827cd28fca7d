"""Public addresses: the checkpoints of the log."""

from django.urls import path

from prongsai.audit import views
from prongsai.common.access import access, anyone

public = access(anyone)

urlpatterns = [
    path("log/", public(views.log), name="public_log"),
    path("log/<int:sequence>.json", public(views.checkpoint), name="public_checkpoint"),
]
