"""Addresses of signing in; they stand before Wagtail's own."""

from django.urls import path

from prongsai.accounts import office, personas, sign_in
from prongsai.common.access import access, anyone, signed_in

public = access(anyone)

urlpatterns = [
    path("office/login/", public(sign_in.sign_in), name="wagtailadmin_login"),
    path("office/login/code/", public(sign_in.second_factor), name="accounts_code"),
    path("office/logout/", public(sign_in.sign_out), name="wagtailadmin_logout"),
    path("office/account/", access(signed_in)(office.account), name="wagtailadmin_account"),
    path("office/password_reset/", public(sign_in.forgot), name="wagtailadmin_password_reset"),
    path("invitation/<str:token>/", public(sign_in.accept_invitation), name="accounts_invitation"),
    path("persona/<int:pk>/", public(personas.become), name="accounts_persona"),
]
