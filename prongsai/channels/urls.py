"""Public addresses of subscribing, and of the LINE webhook."""

from django.urls import path

from prongsai.channels import views
from prongsai.common.access import access, anyone

public = access(anyone)

urlpatterns = [
    path("subscribe/", public(views.subscribe), name="public_subscribe"),
    path("subscribe/asked/", public(views.asked), name="public_subscribe_asked"),
    path("subscribe/done/", public(views.done), name="public_subscribe_done"),
    path("subscribe/confirm/<slug:token>/", public(views.confirm), name="public_subscribe_confirm"),
    path("unsubscribe/<slug:token>/", public(views.unsubscribe), name="public_unsubscribe"),
    path("line/webhook/", public(views.line_webhook), name="public_line_webhook"),
]
